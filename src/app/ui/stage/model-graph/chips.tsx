import { useCallback, useEffect, useRef } from "react";
import type { DatasetFacts } from "../../../../schema/domain.ts";
import type { ModelGraphNode, Probe } from "../../../../schema/modelGraph.ts";
import { useFormat } from "../../i18n/i18n.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import type { ModelGraphLayout, PlacedEdge } from "./layout.ts";
import { chipOf, paintChip } from "./paint-chip.ts";
import { hopFrames, journeyOf } from "./travel.ts";

interface ChipsProps {
  readonly layout: ModelGraphLayout;
  /** Of the example that is on its way; for gradients, what went through before. */
  readonly probes: readonly Probe[];
  readonly facts: DatasetFacts | null;
  /** The edges along which something travels, and whether it is a gradient on its way back. */
  readonly edges: readonly PlacedEdge[];
  readonly back: boolean;
}

/** One example on its way through the model graph: what it is between any two boxes travels along the edge from one to the other. */
export function Chips({ layout, probes, facts, edges, back }: ChipsProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const journey = journeyOf(layout);
    const moves = [...(box.current?.children ?? [])].flatMap((chip, i) => {
      const edge = edges[i];
      if (!edge || still) return [];
      const move = chip.animate(hopFrames(edge, journey, back), { duration: journey.wholeMs, iterations: Infinity });
      move.startTime = 0;
      return [move];
    });
    return () => {
      for (const move of moves) move.cancel();
    };
  }, [layout, edges, back]);
  const byId = new Map(layout.nodes.map(({ node }) => [node.id, node]));
  return (
    <div className="model-graph-chips" ref={box} aria-hidden="true">
      {edges.map((edge) => (
        <i
          key={edge.key}
          className={`model-graph-chip role-${back ? "gradient" : (byId.get(edge.edge.from)?.role ?? "neutral")}`}
          style={{ offsetPath: `path("${edge.path}")` }}
        >
          {back ? (
            "∂"
          ) : (
            <Chip
              node={byId.get(edge.edge.from)}
              probe={probes.find(({ node }) => node === edge.edge.from)}
              facts={facts}
            />
          )}
        </i>
      ))}
    </div>
  );
}

interface ChipProps {
  readonly node: ModelGraphNode | undefined;
  readonly probe: Probe | undefined;
  readonly facts: DatasetFacts | null;
}

function Chip({ node, probe, facts }: ChipProps) {
  const format = useFormat();
  const paint = useCallback(
    (pen: Pen) => {
      if (!node || !probe || !facts) return;
      const chip = chipOf(node, probe, facts);
      paintChip(pen, chip, pen.colours.role[node.role], (value) => format.value(value, 2));
    },
    [node, probe, facts, format],
  );
  return <Canvas paint={paint} className="model-graph-canvas" />;
}
