import { X } from "lucide-react";
import type { Moment, PastRun } from "../../state/state.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { useKeyWords, useShownValue } from "../i18n/words.ts";
import { Button } from "../shell/controls/button.tsx";
import { differencesOf } from "../shell/differences.ts";
import { useActions, useApp, useLiveSamples } from "../store.ts";
import { useSamplesForm } from "./family.tsx";
import { View } from "./views/view.tsx";

/** A kept run beside the present one: last samples, and the settings in which they differ. The curves share one chart. */
export default function Comparison({ past: id, confidence }: { readonly past: string; readonly confidence: boolean }) {
  const t = useT();
  const { compare } = useActions();
  const past = useApp((state) => state.history.find((one) => one.id === id));
  const chosen = useApp((state) => (state.moment === null ? undefined : state.timeline[state.moment]));
  const newest = useLiveSamples();
  if (!past) return null;
  const shown = chosen ?? newest;
  return (
    <section className="comparison" aria-label={t("stage.compare.name")}>
      <div className="comparison-head">
        <h3>{t("stage.compare.name")}</h3>
        <Button small onClick={() => compare(null)}>
          <X size="1.05em" aria-hidden="true" /> {t("stage.compare.stop")}
        </Button>
      </div>
      <Differences past={past} />
      <div className="comparison-sides">
        <Side name={t("stage.compare.present")} moment={shown} confidence={confidence} />
        <Side
          name={t("stage.compare.record")}
          moment={chosen ? momentNear(past.timeline, chosen.step) : past.timeline.at(-1)}
          confidence={confidence}
        />
      </div>
    </section>
  );
}

/** The moment of a run that is closest to a step of another, so that both are seen equally old. */
function momentNear(timeline: readonly Moment[], step: number): Moment | undefined {
  return timeline.reduce<Moment | undefined>(
    (best, moment) => (best && Math.abs(best.step - step) <= Math.abs(moment.step - step) ? best : moment),
    undefined,
  );
}

interface SideProps {
  readonly name: string;
  readonly moment: Moment | null | undefined;
  readonly confidence: boolean;
}

function Side({ name, moment, confidence }: SideProps) {
  const t = useT();
  const format = useFormat();
  const form = useSamplesForm();
  return (
    <section className="comparison-side" aria-label={name}>
      <h4>
        {name}{" "}
        <small className="tabular">{moment ? t("stage.compare.step", { step: format.number(moment.step) }) : ""}</small>
      </h4>
      {moment ? (
        <View data={moment.view} step={moment.step} confidence={confidence} form={form} expected={0} name={name} />
      ) : (
        <p className="quiet">{t("stage.compare.noSamples")}</p>
      )}
    </section>
  );
}

function Differences({ past }: { readonly past: PastRun }) {
  const t = useT();
  const words = useKeyWords();
  const shown = useShownValue();
  const present = useApp((state) => state.applied ?? state.config);
  const keys = differencesOf(present, past.config);
  if (keys.length === 0) return <p className="quiet">{t("stage.compare.same")}</p>;
  return (
    <table className="comparison-differences">
      <caption>{t("stage.compare.differences")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("stage.compare.setting")}</th>
          <th scope="col">{t("stage.compare.present")}</th>
          <th scope="col">{t("stage.compare.record")}</th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key}>
            <th scope="row">{words(key).name}</th>
            <td className="tabular">{shown(key, present[key] ?? "")}</td>
            <td className="tabular">{shown(key, past.config[key] ?? "")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
