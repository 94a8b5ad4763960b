import { ChevronLeft, ChevronRight, Pause, Play, RotateCw, Timer } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ModelGraph, Trace, TracePhase } from "../../../../schema/modelGraph.ts";
import { TRACE_PHASES } from "../../../../schema/modelGraph.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Button, IconButton } from "../../shell/controls/button.tsx";
import { useActions, useApp } from "../../store.ts";
import { useNodeName } from "../family.tsx";
import { changeByNode, totalLoss } from "./flow.ts";
import { phaseBeside, type Standing, usePhaseClock } from "./phases.ts";

/** The button that takes one training step apart, and the steps through its phases. */
export function SlowMotionBar({ graph }: { readonly graph: ModelGraph }) {
  const t = useT();
  const { slowMotion } = useActions();
  const state = useApp(({ slowMotion }) => slowMotion);
  const ready = useApp(({ facts, phase }) => facts !== null && phase.kind !== "opening");
  if (state.kind === "showing")
    return <Phases turns={state.turns} trace={state.trace} phase={state.phase} auto={state.auto} graph={graph} />;
  const working = state.kind === "working";
  return (
    <div className="slow-motion">
      <Button
        onClick={() => void slowMotion(true)}
        disabled={!ready || working}
        title={t("stage.slowMotion.startHint")}
      >
        <Timer size="1.1em" aria-hidden="true" />{" "}
        {working ? t("stage.slowMotion.working") : t("stage.slowMotion.start")}
      </Button>
      <p className="slow-motion-caption quiet">{t("stage.slowMotion.startHint")}</p>
    </div>
  );
}

interface PhasesProps {
  /** One for each network that learns in the step, in the order in which they do. */
  readonly turns: readonly Trace[];
  readonly trace: Trace;
  readonly phase: TracePhase;
  readonly auto: boolean;
  readonly graph: ModelGraph;
}

function Phases({ turns, trace, phase, auto, graph }: PhasesProps) {
  const t = useT();
  const format = useFormat();
  const { showPhase, slowMotion, endSlowMotion } = useActions();
  // The first showing goes on by itself; after a hold the phases can be set going again from here.
  const [resumed, setResumed] = useState(false);
  const running = auto || resumed;
  const standing = { turn: Math.max(0, turns.indexOf(trace)), phase };
  usePhaseClock(standing, turns.length, resumed && !auto, showPhase);
  const bar = useRef<HTMLFieldSetElement>(null);
  useEffect(() => bar.current?.querySelector<HTMLElement>("[aria-current=step]")?.focus({ preventScroll: true }), []);

  const at = TRACE_PHASES.indexOf(phase);
  const before = phaseBeside(standing, turns.length, -1);
  const after = phaseBeside(standing, turns.length, 1);
  const go = (next: Standing | null) => {
    setResumed(false);
    if (next) showPhase(next.phase, next.turn);
  };
  return (
    <fieldset
      className="slow-motion"
      ref={bar}
      onKeyDown={(event) => {
        const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (by !== 0) go(by > 0 ? after : before);
        if (event.key === "Escape") endSlowMotion();
      }}
    >
      <legend className="visually-hidden">{t("stage.slowMotion.phases")}</legend>
      {turns.length > 1 ? (
        <Turns turns={turns} shown={standing.turn} onShow={(turn) => go({ ...standing, turn })} />
      ) : null}
      <div className="slow-motion-row">
        <IconButton
          label={t("stage.slowMotion.previous")}
          kind="quiet"
          aria-disabled={before === null}
          onClick={() => go(before)}
        >
          <ChevronLeft size="1.2em" aria-hidden="true" />
        </IconButton>
        <ol className="slow-motion-phases">
          {TRACE_PHASES.map((one, i) => (
            <li key={one} data-done={i < at || undefined}>
              <button
                type="button"
                className="slow-motion-phase"
                aria-current={one === phase ? "step" : undefined}
                onClick={() => go({ ...standing, phase: one })}
              >
                <span className="slow-motion-number tabular" aria-hidden="true">
                  {format.number(i + 1)}
                </span>
                {t(`stage.slowMotion.phase.${one}`)}
              </button>
            </li>
          ))}
        </ol>
        <IconButton
          label={t("stage.slowMotion.next")}
          kind="quiet"
          aria-disabled={after === null}
          onClick={() => go(after)}
        >
          <ChevronRight size="1.2em" aria-hidden="true" />
        </IconButton>
        {after === null ? (
          <Button small onClick={() => void slowMotion(true)}>
            <RotateCw size="1em" aria-hidden="true" /> {t("stage.slowMotion.again")}
          </Button>
        ) : (
          <Button small onClick={() => (running ? go(standing) : setResumed(true))}>
            {running ? <Pause size="1em" aria-hidden="true" /> : <Play size="1em" aria-hidden="true" />}
            {running ? t("stage.slowMotion.hold") : t("stage.slowMotion.play")}
          </Button>
        )}
        <Button small onClick={endSlowMotion}>
          {t("stage.slowMotion.end")}
        </Button>
      </div>
      <Caption trace={trace} phase={phase} graph={graph} />
    </fieldset>
  );
}

interface TurnsProps {
  readonly turns: readonly Trace[];
  readonly shown: number;
  readonly onShow: (turn: number) => void;
}

/** Whose turn it is, where several networks learn one after the other; each in the colour of its box. */
function Turns({ turns, shown, onShow }: TurnsProps) {
  const t = useT();
  const nodeName = useNodeName();
  return (
    <ol className="slow-motion-turns" aria-label={t("stage.slowMotion.turns")}>
      {turns.map(({ update }, i) => (
        <li key={update} className={`role-${isRole(update) ? update : "neutral"}`}>
          <button
            type="button"
            className="slow-motion-turn"
            aria-current={i === shown ? "true" : undefined}
            onClick={() => onShow(i)}
          >
            {t("stage.slowMotion.turn", { name: nodeName(update) })}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Networks go by the role that they play. */
const isRole = (network: string): boolean => ["generator", "critic", "encoder"].includes(network);

function Caption({ trace, phase, graph }: Omit<PhasesProps, "auto" | "turns">) {
  const t = useT();
  const format = useFormat();
  const nodeName = useNodeName();
  const largest = [...changeByNode(trace)]
    .filter(([node]) => graph.nodes.some(({ id }) => id === node))
    .reduce<[string, number] | null>((best, one) => (best && best[1] >= one[1] ? best : one), null);
  const { update: network } = trace;
  const turn = network === "critic" || network === "generator" ? network : null;
  const loss = format.value(totalLoss(trace), 4);
  const text =
    phase === "update"
      ? largest
        ? t("stage.slowMotion.captions.update", { name: nodeName(largest[0]), change: format.value(largest[1], 2) })
        : t("stage.slowMotion.captions.updateNone")
      : turn
        ? t(`stage.slowMotion.turnCaptions.${turn}.${phase}`, { loss })
        : t(`stage.slowMotion.captions.${phase}`, { loss });
  return (
    <p className="slow-motion-caption" role="status">
      <strong className="tabular">{t("stage.slowMotion.step", { step: format.number(trace.step) })}.</strong> {text}
    </p>
  );
}
