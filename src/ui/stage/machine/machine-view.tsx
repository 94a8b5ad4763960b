import { useEffect, useMemo, useRef } from "react";
import type { MachineGraph } from "../../../spec/machine.ts";
import { useT } from "../../i18n/i18n.ts";
import { useActions, useApp } from "../../store.ts";
import { useMachine } from "../family.tsx";
import { useSize } from "../use-size.ts";
import { Edges } from "./edges.tsx";
import { changeByNode, type Flow, lastNodes, lastOfTurn } from "./flow.ts";
import { layoutMachine } from "./layout.ts";
import "./machine.css";
import { NodeCard } from "./node-card.tsx";
import { SlowMotionBar } from "./slow-motion.tsx";

const NO_PROBES = [] as const;
const NO_CHANGES: ReadonlyMap<string, number> = new Map();

/** The family's method as a picture that lives: what flows through each box now, or one training step phase by phase. */
export function MachineView() {
  const t = useT();
  const graph = useMachine();
  if (!graph) return <p className="stage-waiting quiet">{t("stage.preparing")}</p>;
  return (
    <div className="machine">
      <SlowMotionBar graph={graph} />
      <Picture graph={graph} />
    </div>
  );
}

function Picture({ graph }: { readonly graph: MachineGraph }) {
  const t = useT();
  const { watch, unwatch } = useActions();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const layout = useMemo(() => (width > 0 ? layoutMachine(graph, width, height) : null), [graph, width, height]);
  const ends = useMemo(() => lastNodes(graph), [graph]);
  const probes = useApp((state) => state.probes?.probes ?? NO_PROBES);
  const slowMotion = useApp((state) => state.slowMotion);
  const playing = useApp((state) => state.phase.kind === "playing");
  const domain = useApp((state) => state.facts?.domain);

  const names = graph.nodes.map(({ id }) => id).join(" ");
  useEffect(() => {
    watch(names.split(" "));
    return unwatch;
  }, [names, watch, unwatch]);

  const flow = useMemo(
    (): Flow =>
      slowMotion.kind === "showing"
        ? { kind: "slow", phase: slowMotion.phase, trace: slowMotion.trace }
        : { kind: "live", probes },
    [slowMotion, probes],
  );
  const last = flow.kind === "slow" ? lastOfTurn(flow.trace, ends) : ends;
  const changes = flow.kind === "slow" && flow.phase === "update" ? changeByNode(flow.trace) : NO_CHANGES;
  return (
    <div className="machine-frame" ref={frame}>
      {layout ? (
        <fieldset
          className="machine-picture"
          data-direction={layout.direction}
          style={{ width: layout.width, height: layout.height }}
        >
          <legend className="visually-hidden">{t("stage.machine.name")}</legend>
          <Edges layout={layout} graph={graph} flow={flow} moving={playing} />
          {layout.nodes.map((placed) => (
            <NodeCard
              key={placed.node.id}
              placed={placed}
              flow={flow}
              change={changes.get(placed.node.id)}
              last={last.has(placed.node.id)}
              domain={domain}
            />
          ))}
        </fieldset>
      ) : null}
      {flow.kind === "live" && probes.length === 0 ? <p className="quiet hint">{t("stage.machine.waiting")}</p> : null}
    </div>
  );
}
