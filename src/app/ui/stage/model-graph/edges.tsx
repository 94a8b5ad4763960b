import type { CSSProperties } from "react";
import type { ModelGraph } from "../../../../schema/modelGraph.ts";
import type { ModelGraphLayout, PlacedEdge } from "./layout.ts";

interface EdgesProps {
  readonly layout: ModelGraphLayout;
  readonly graph: ModelGraph;
  /** How wide each of the layout's edges is, by its place in the graph. */
  readonly widths: readonly number[];
  /** Whether a gradient returns along an edge. */
  readonly returns: (edge: PlacedEdge) => boolean;
}

/** The wires of the model graph: what flows forward, what is carried on, and in slow motion the gradient's way back. */
export function Edges({ layout, graph, widths, returns }: EdgesProps) {
  return (
    <svg className="model-graph-edges" width={layout.width} height={layout.height} aria-hidden="true">
      <defs>
        {["forward", "gradient"].map((kind) => (
          <marker
            key={kind}
            id={`model-graph-${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="11"
            markerHeight="11"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 0.5L7.5 4L0 7.5z" className={`model-graph-arrow model-graph-arrow-${kind}`} />
          </marker>
        ))}
      </defs>
      {layout.edges.map((placed) => {
        const { edge, key, path, label } = placed;
        const returning = returns(placed);
        const style = { "--width": `${widths[graph.edges.indexOf(edge)] ?? 2}px` } as CSSProperties;
        return (
          <g key={key} className={`model-graph-edge model-graph-edge-${edge.kind}`} style={style}>
            <path
              d={path}
              className={returning ? "model-graph-wire model-graph-wire-gradient" : "model-graph-wire"}
              markerEnd={returning ? undefined : "url(#model-graph-forward)"}
              markerStart={returning ? "url(#model-graph-gradient)" : undefined}
            />
            {edge.label ? (
              <text className="model-graph-edge-label" x={label.x} y={label.y} textAnchor="middle">
                {edge.label}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
