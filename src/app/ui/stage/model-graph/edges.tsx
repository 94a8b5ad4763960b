import type { CSSProperties } from "react";
import type { ModelGraph } from "../../../../schema/modelGraph.ts";
import type { MachineLayout, PlacedEdge } from "./layout.ts";

interface EdgesProps {
  readonly layout: MachineLayout;
  readonly graph: ModelGraph;
  /** How wide each of the layout's edges is, by its place in the graph. */
  readonly widths: readonly number[];
  /** Whether a gradient returns along an edge. */
  readonly returns: (edge: PlacedEdge) => boolean;
}

/** The wires of the machine: what flows forward, what is carried on, and in slow motion the gradient's way back. */
export function Edges({ layout, graph, widths, returns }: EdgesProps) {
  return (
    <svg className="machine-edges" width={layout.width} height={layout.height} aria-hidden="true">
      <defs>
        {["forward", "gradient"].map((kind) => (
          <marker
            key={kind}
            id={`machine-${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="11"
            markerHeight="11"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 0.5L7.5 4L0 7.5z" className={`machine-arrow machine-arrow-${kind}`} />
          </marker>
        ))}
      </defs>
      {layout.edges.map((placed) => {
        const { edge, key, path, label } = placed;
        const returning = returns(placed);
        const style = { "--width": `${widths[graph.edges.indexOf(edge)] ?? 2}px` } as CSSProperties;
        return (
          <g key={key} className={`machine-edge machine-edge-${edge.kind}`} style={style}>
            <path
              d={path}
              className={returning ? "machine-wire machine-wire-gradient" : "machine-wire"}
              markerEnd={returning ? undefined : "url(#machine-forward)"}
              markerStart={returning ? "url(#machine-gradient)" : undefined}
            />
            {edge.label ? (
              <text className="machine-edge-label" x={label.x} y={label.y} textAnchor="middle">
                {edge.label}
              </text>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
