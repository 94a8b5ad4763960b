import { ChevronLeft, ChevronRight, Pause, Play, RotateCw, Timer } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { MachineGraph, Trace, TracePhase } from "../../../spec/machine.ts";
import { TRACE_PHASES } from "../../../spec/machine.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Button, IconButton } from "../../shell/controls/button.tsx";
import { useActions, useApp } from "../../store.ts";
import { useNodeName } from "../family.tsx";
import { changeByNode, totalLoss } from "./flow.ts";
import { phaseBeside, usePhaseClock } from "./phases.ts";

/** The button that takes one training step apart, and the steps through its phases. */
export function SlowMotionBar({ graph }: { readonly graph: MachineGraph }) {
  const t = useT();
  const { slowMotion } = useActions();
  const state = useApp(({ slowMotion }) => slowMotion);
  const ready = useApp(({ facts, phase }) => facts !== null && phase.kind !== "opening");
  if (state.kind === "showing")
    return <Phases trace={state.trace} phase={state.phase} auto={state.auto} graph={graph} />;
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
  readonly trace: Trace;
  readonly phase: TracePhase;
  readonly auto: boolean;
  readonly graph: MachineGraph;
}

function Phases({ trace, phase, auto, graph }: PhasesProps) {
  const t = useT();
  const format = useFormat();
  const { showPhase, slowMotion, endSlowMotion } = useActions();
  // The first showing goes on by itself; after a hold the phases can be set going again from here.
  const [resumed, setResumed] = useState(false);
  const running = auto || resumed;
  usePhaseClock(phase, resumed && !auto, showPhase);
  const bar = useRef<HTMLFieldSetElement>(null);
  useEffect(() => bar.current?.querySelector<HTMLElement>("[aria-current]")?.focus({ preventScroll: true }), []);

  const at = TRACE_PHASES.indexOf(phase);
  const over = at === TRACE_PHASES.length - 1;
  const go = (next: TracePhase | null | undefined) => {
    setResumed(false);
    if (next) showPhase(next);
  };
  return (
    <fieldset
      className="slow-motion"
      ref={bar}
      onKeyDown={(event) => {
        const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
        if (by !== 0) go(phaseBeside(phase, by));
        if (event.key === "Escape") endSlowMotion();
      }}
    >
      <legend className="visually-hidden">{t("stage.slowMotion.phases")}</legend>
      <div className="slow-motion-row">
        <IconButton
          label={t("stage.slowMotion.previous")}
          kind="quiet"
          aria-disabled={at === 0}
          onClick={() => go(phaseBeside(phase, -1))}
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
                onClick={() => go(one)}
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
          aria-disabled={over}
          onClick={() => go(phaseBeside(phase, 1))}
        >
          <ChevronRight size="1.2em" aria-hidden="true" />
        </IconButton>
        {over ? (
          <Button small onClick={() => void slowMotion(true)}>
            <RotateCw size="1em" aria-hidden="true" /> {t("stage.slowMotion.again")}
          </Button>
        ) : (
          <Button small onClick={() => (running ? go(phase) : setResumed(true))}>
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

function Caption({ trace, phase, graph }: Omit<PhasesProps, "auto">) {
  const t = useT();
  const format = useFormat();
  const nodeName = useNodeName();
  const largest = [...changeByNode(trace)]
    .filter(([node]) => graph.nodes.some(({ id }) => id === node))
    .reduce<[string, number] | null>((best, one) => (best && best[1] >= one[1] ? best : one), null);
  const text =
    phase === "loss"
      ? t("stage.slowMotion.captions.loss", { loss: format.value(totalLoss(trace), 4) })
      : phase !== "update"
        ? t(`stage.slowMotion.captions.${phase}`)
        : largest
          ? t("stage.slowMotion.captions.update", { name: nodeName(largest[0]), change: format.value(largest[1], 2) })
          : t("stage.slowMotion.captions.updateNone");
  return (
    <p className="slow-motion-caption" role="status">
      <strong className="tabular">{t("stage.slowMotion.step", { step: format.number(trace.step) })}.</strong> {text}
    </p>
  );
}
