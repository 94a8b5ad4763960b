import { useCallback } from "react";
import type { NodeFlow } from "../../../../domains/ui/contract.ts";
import { domainPainters } from "../../../../domains/ui/painters.ts";
import type { DatasetFacts } from "../../../../schema/domain.ts";
import type { ModelGraphNode, Probe } from "../../../../schema/modelGraph.ts";
import { useFormat } from "../../i18n/i18n.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { paintLayer, paintScalar, paintScalars } from "./paint-node.ts";

interface NodePictureProps extends Pick<NodeFlow, "node" | "gradient" | "forward"> {
  readonly probe: Probe | null;
  readonly facts: DatasetFacts | null;
}

/** Pictures that any domain's numbers can have; what is of another kind, and of another domain, shows as units. */
const PAINTERS: Partial<Record<ModelGraphNode["picture"], (pen: Pen, flow: NodeFlow) => void>> = {
  bars: paintScalars,
  number: paintScalar,
};

/** What flows through a node now. Decoration for the eye: the words and numbers stand beside it. */
export function NodePicture({ node, probe, gradient, forward, facts }: NodePictureProps) {
  const format = useFormat();
  const paint = useCallback(
    (pen: Pen) => {
      if (!probe || probe.values.length === 0) return;
      const colour = pen.colours.role[gradient ? "gradient" : node.role];
      const flow: NodeFlow = { node, probe, gradient, forward, colour, format: format.value };
      const own = facts ? domainPainters(facts.domain.kind).nodes[node.picture] : undefined;
      if (facts && own) own(pen, flow, facts);
      else (PAINTERS[node.picture] ?? paintLayer)(pen, flow);
    },
    [node, probe, gradient, forward, facts, format],
  );
  return <Canvas paint={paint} className="model-graph-canvas" aria-hidden="true" />;
}
