import { useFormat, useT } from "../i18n/i18n.ts";
import { useApp, useAppContext, useSteadyApp } from "../store.ts";

/** What the run has done and how fast. Silent for screen readers while it ticks; the announcer speaks at the turns. */
export function Clock() {
  const t = useT();
  const format = useFormat();
  const { store } = useAppContext();
  // Time and rate tick with the steps.
  const step = useSteadyApp((state) => state.step);
  const { elapsedMs, stepsPerSecond: rate } = store.getState();
  const playing = useApp((state) => state.phase.kind === "playing");
  const stopAt = useApp((state) => Number(state.config["training.stopAt"] ?? 0));

  const parts = [{ id: "elapsed", text: format.duration(elapsedMs) }];
  if (rate > 0) parts.push({ id: "rate", text: t("shell.clock.rate", { rate: format.rate(rate) }) });
  if (playing && rate > 0 && stopAt > step) {
    parts.push({ id: "left", text: t("shell.clock.left", { span: format.span(((stopAt - step) / rate) * 1000) }) });
  }
  return (
    <div role="status" aria-live="off" aria-label={t("shell.clock.name")} className="clock tabular">
      <b>{format.number(step)}</b> {t("shell.clock.steps", { count: step })}
      <span className="clock-detail">
        {parts.map(({ id, text }) => (
          <span key={id} className={`clock-${id}`}>
            <span className="clock-dot"> · </span>
            {text}
          </span>
        ))}
      </span>
    </div>
  );
}
