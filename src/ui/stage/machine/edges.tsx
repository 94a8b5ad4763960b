import type { CSSProperties } from "react";
import type { MachineGraph } from "../../../spec/machine.ts";
import { type Flow, gradientReaches } from "./flow.ts";
import type { MachineLayout, PlacedEdge } from "./layout.ts";

interface EdgesProps {
  readonly layout: MachineLayout;
  readonly graph: MachineGraph;
  readonly flow: Flow;
  /** Whether values move along the edges by themselves, as while the run plays. */
  readonly moving: boolean;
}

/** The wires of the machine: what flows forward, what is carried on, and in slow motion the gradient's way back. */
export function Edges({ layout, graph, flow, moving }: EdgesProps) {
  const phase = flow.kind === "slow" ? flow.phase : null;
  const back = (edge: PlacedEdge["edge"]) =>
    flow.kind === "slow" && phase === "backward" && gradientReaches(flow.trace, graph, edge.from, edge.to);
  return (
    <svg className="machine-edges" width={layout.width} height={layout.height} aria-hidden="true">
      <defs>
        {["forward", "gradient"].map((kind) => (
          <marker
            key={kind}
            id={`machine-${kind}`}
            viewBox="0 0 8 8"
            refX="6"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M0 0.5L7.5 4L0 7.5z" className={`machine-arrow machine-arrow-${kind}`} />
          </marker>
        ))}
      </defs>
      {layout.edges.map(({ edge, key, path, label, turn }) => {
        const returning = back(edge);
        const pulse = phase === "forward" || (phase === null && moving);
        // Backwards, what was last comes first.
        const delay = { "--turn": returning ? 1 - turn : turn } as CSSProperties;
        return (
          <g key={key} className={`machine-edge machine-edge-${edge.kind}`} style={delay}>
            <path
              d={path}
              className={returning ? "machine-wire machine-wire-gradient" : "machine-wire"}
              markerEnd={returning ? undefined : "url(#machine-forward)"}
              markerStart={returning ? "url(#machine-gradient)" : undefined}
            />
            {pulse ? (
              <path d={path} pathLength={100} className={`machine-pulse machine-pulse-${phase ?? "live"}`} />
            ) : null}
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
