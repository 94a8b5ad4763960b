import type { Pen } from "../../../app/ui/stage/canvas.tsx";
import { oneExample } from "../../../app/ui/stage/model-graph/flow.ts";
import { paintArrows, paintPoints } from "../../../app/ui/stage/pictures/paint-plane.ts";
import { planeIn } from "../../../app/ui/stage/pictures/plane.ts";
import type { PlaneBounds } from "../../../schema/plane.ts";
import type { Role } from "../../../schema/role.ts";
import type { DomainPainters } from "../../ui/contract.ts";

/** Where no distribution says what the points fit into. */
const PLANE: PlaneBounds = [-1.25, -1.25, 1.25, 1.25];

export const points: DomainPainters<"points"> = {
  nodes: {
    scatter: (pen, { node, probe, gradient, forward }, { distribution }) => {
      const [places, moves] = gradient && forward ? [forward.values, probe.values] : [probe.values, null];
      paintProbePoints(pen, places, node.role, moves, distribution?.bounds ?? PLANE);
    },
  },
  chips: {
    scatter: (node, probe, { distribution }) => {
      const [x = 0, y = 0] = oneExample(probe, node.examples);
      return { kind: "point", x, y, bounds: distribution?.bounds ?? PLANE };
    },
  },
};

/** Points of a batch where they lie, and in the gradient's phase where it moves them. */
function paintProbePoints(
  pen: Pen,
  points: Float32Array,
  role: Role,
  gradient: Float32Array | null,
  bounds: PlaneBounds,
): void {
  const plane = planeIn(bounds, pen.width, pen.height, 2);
  paintPoints(pen, { role, points }, plane);
  if (!gradient) return;
  const arrows = new Float32Array(2 * gradient.length);
  for (let i = 0; i + 1 < gradient.length; i += 2) {
    arrows.set([points[i] ?? 0, points[i + 1] ?? 0, -(gradient[i] ?? 0), -(gradient[i + 1] ?? 0)], 2 * i);
  }
  paintArrows(pen, arrows, plane);
}
