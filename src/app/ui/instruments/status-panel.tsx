import { CircleCheck } from "lucide-react";
import type { State } from "../../state/state.ts";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { FaultMessage } from "../shell/messages.tsx";
import { useApp } from "../store.ts";
import { AlarmBanner } from "./alarm-banner.tsx";

const TryThis = lazyPart(() => import("./try-this.tsx"));

/**
 * What is happening, in one line over the stage: how the run stands, or what is wrong and what to do about it. The line
 * is always there and always as high, so that nothing moves when an alarm comes; what needs more room lies over the stage.
 */
export function StatusPanel() {
  const t = useT();
  const alarmed = useApp((state) => state.alarms.length > 0);
  return (
    <section className="status" aria-label={t("stage.status.name")}>
      <FaultMessage />
      {alarmed ? <AlarmBanner /> : <Calm />}
    </section>
  );
}

/** What there is to say while nothing is wrong. */
function Calm() {
  const t = useT();
  const phase = useApp((state) => state.phase.kind);
  const started = useApp((state) => state.step > 0);
  return (
    <div className="status-calm">
      <p>
        <CircleCheck className="status-sign" size="1.15em" aria-hidden="true" />{" "}
        <span>{t(`stage.status.${mood(phase, started)}`)}</span>
      </p>
      <Part name={t("stage.status.name")} form="inline">
        <TryThis />
      </Part>
    </div>
  );
}

function mood(phase: State["phase"]["kind"], started: boolean) {
  if (phase === "opening") return "opening";
  if (phase === "playing" || phase === "stepping") return "learning";
  if (phase === "finished") return "finished";
  return started ? "paused" : "ready";
}
