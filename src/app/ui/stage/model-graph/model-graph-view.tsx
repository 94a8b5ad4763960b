import { useCallback, useEffect, useMemo, useRef } from "react";
import type { ModelGraph } from "../../../../schema/modelGraph.ts";
import { useT } from "../../i18n/i18n.ts";
import { useActions, useApp } from "../../store.ts";
import { adopt } from "../../styles/adopt.ts";
import { useSize } from "../use-size.ts";
import { Chips } from "./chips.tsx";
import { Edges } from "./edges.tsx";
import { changeByNode, edgeWidths, type Flow, gradientReaches, lastNodes, lastOfTurn } from "./flow.ts";
import { layoutModelGraph, type PlacedEdge } from "./layout.ts";
import modelGraphStyles from "./model-graph.css?inline";
import { NodeCard } from "./node-card.tsx";
import { SlowMotionBar } from "./slow-motion.tsx";
import { useTravelling } from "./travel.ts";
import { useModelGraph } from "./use-model-graph.ts";

adopt(modelGraphStyles);

const NO_EDGES: readonly PlacedEdge[] = [];
const NO_CHANGES: ReadonlyMap<string, number> = new Map();

/** The family's method as a picture that lives: what flows through each box now, or one training step phase by phase. */
export default function ModelGraphView() {
  const t = useT();
  const graph = useModelGraph();
  if (!graph) return <p className="stage-waiting quiet">{t("stage.preparing")}</p>;
  return (
    <div className="model-graph">
      <SlowMotionBar graph={graph} />
      <Picture graph={graph} />
    </div>
  );
}

function Picture({ graph }: { readonly graph: ModelGraph }) {
  const t = useT();
  const { watch, unwatch } = useActions();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const layout = useMemo(() => (width > 0 ? layoutModelGraph(graph, width, height) : null), [graph, width, height]);
  const ends = useMemo(() => lastNodes(graph), [graph]);
  const slowMotion = useApp((state) => state.slowMotion);
  const playing = useApp((state) => state.phase.kind === "playing");
  const facts = useApp((state) => state.facts);
  const { shown, underWay } = useTravelling(layout, playing);

  const names = graph.nodes.map(({ id }) => id).join(" ");
  useEffect(() => {
    watch(names.split(" "));
    return unwatch;
  }, [names, watch, unwatch]);

  const flow = useMemo(
    (): Flow =>
      slowMotion.kind === "showing"
        ? { kind: "slow", phase: slowMotion.phase, trace: slowMotion.trace }
        : { kind: "live", probes: shown },
    [slowMotion, shown],
  );
  const last = flow.kind === "slow" ? lastOfTurn(flow.trace, ends) : ends;
  const changes = flow.kind === "slow" && flow.phase === "update" ? changeByNode(flow.trace) : NO_CHANGES;
  const { trace, phase } = flow.kind === "slow" ? flow : { trace: null, phase: null };
  const back = phase === "backward";
  const returns = useCallback(
    ({ edge }: PlacedEdge) => back && trace !== null && gradientReaches(trace, graph, edge.from, edge.to),
    [back, trace, graph],
  );
  const flowing = trace === null ? shown : back ? trace.backward : trace.forward;
  const widths = useMemo(() => edgeWidths(graph, flowing), [graph, flowing]);
  const travels = back || phase === "forward" || (phase === null && playing && underWay.length > 0);
  const edges = useMemo(() => {
    if (!layout || !travels) return NO_EDGES;
    if (back) return layout.edges.filter(returns);
    // In one network's turn nothing comes out of what the other one alone works with.
    const reached = new Set(trace?.forward.map(({ node }) => node));
    return layout.edges.filter(({ edge }) => trace === null || (reached.has(edge.from) && reached.has(edge.to)));
  }, [layout, travels, back, returns, trace]);
  return (
    <div className="model-graph-frame" ref={frame}>
      {layout ? (
        <fieldset
          className="model-graph-picture"
          data-direction={layout.direction}
          style={{ width: layout.width, height: layout.height }}
        >
          <legend className="visually-hidden">{t("stage.modelGraph.name")}</legend>
          <Edges layout={layout} graph={graph} widths={widths} returns={returns} />
          {layout.nodes.map((placed) => (
            <NodeCard
              key={placed.node.id}
              placed={placed}
              flow={flow}
              change={changes.get(placed.node.id)}
              last={last.has(placed.node.id)}
              facts={facts}
            />
          ))}
          <Chips layout={layout} probes={trace?.forward ?? underWay} facts={facts} edges={edges} back={back} />
        </fieldset>
      ) : null}
      {flow.kind === "live" && shown.length === 0 ? (
        <p className="quiet hint">{t("stage.modelGraph.waiting")}</p>
      ) : null}
    </div>
  );
}
