import { Database, Sparkles } from "lucide-react";
import { useId, useState } from "react";
import type { TextSample } from "../../spec/view.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { Switch } from "../shell/controls/switch.tsx";
import { useApp } from "../store.ts";
import { Comparison } from "./comparison.tsx";
import { usePreview, useSamplesForm } from "./family.tsx";
import { SamplingBar } from "./sampling-bar.tsx";
import { Timeline } from "./timeline.tsx";
import { ConfidenceKey } from "./views/text-view.tsx";
import { View } from "./views/view.tsx";

/** What the model makes: newest samples or a moment of the timeline, with everything that steers them. */
export function SamplesView() {
  const t = useT();
  const toggle = useId();
  const [confidence, setConfidence] = useState(false);
  const comparing = useApp((state) => state.comparing);
  const texts = useApp((state) => state.samples === null || state.samples.view.kind === "text");
  return (
    <div className="samples-view">
      <SamplingBar />
      <div className="samples-head">
        <ShownStep />
        {texts ? (
          <span className="samples-confidence">
            {confidence ? <ConfidenceKey /> : null}
            <label htmlFor={toggle}>{t("stage.text.confidence")}</label>
            <Switch id={toggle} checked={confidence} onChange={setConfidence} />
          </span>
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: many samples scroll, and must do so without a mouse */}
      <fieldset className="samples-scroll" tabIndex={0}>
        <legend className="visually-hidden">{t("stage.samples")}</legend>
        {comparing ? <Comparison record={comparing} confidence={confidence} /> : <Made confidence={confidence} />}
      </fieldset>
      <Timeline />
    </div>
  );
}

/** The moment that the stage shows: the one chosen on the timeline, else the newest samples. */
function useShown() {
  const chosen = useApp((state) => (state.moment === null ? undefined : state.timeline[state.moment]));
  const newest = useApp((state) => state.samples);
  return chosen ?? newest;
}

function ShownStep() {
  const t = useT();
  const format = useFormat();
  const shown = useShown();
  return (
    <span className="quiet tabular">
      {shown ? t("stage.timeline.at", { step: format.number(shown.step) }) : "\u00a0"}
    </span>
  );
}

function Made({ confidence }: { readonly confidence: boolean }) {
  const t = useT();
  const shown = useShown();
  const untrained = useApp((state) => state.step === 0 && state.phase.kind !== "playing");
  const expected = useApp((state) => Number(state.config["sampling.count"] ?? 0));
  const form = useSamplesForm();
  if (untrained) return <FirstSight confidence={confidence} />;
  if (!shown) return <p className="stage-waiting quiet">{t("stage.text.waiting")}</p>;
  return <View data={shown.view} step={shown.step} confidence={confidence} form={form} expected={expected} />;
}

/** Before Play: real samples beside what the untrained model makes. */
function FirstSight({ confidence }: { readonly confidence: boolean }) {
  const t = useT();
  const shown = useShown();
  const preview = usePreview();
  const form = useSamplesForm();
  const real = preview.map((text): TextSample => ({ text, promptLength: 0, confidence: [], finished: true }));
  const count = Math.max(real.length, 8);
  const made =
    shown?.view.kind === "text" ? { ...shown.view, samples: shown.view.samples.slice(0, count) } : shown?.view;
  return (
    <div className="first-sight">
      <section className="role-truth">
        <h3>
          <Database size="1.1em" aria-hidden="true" /> {t("stage.text.real")}
          <small>{t("stage.text.realHint")}</small>
        </h3>
        <View
          data={{ kind: "text", samples: real }}
          step={0}
          confidence={false}
          form={form}
          expected={0}
          name={t("stage.text.real")}
        />
      </section>
      <section className="role-generator">
        <h3>
          <Sparkles size="1.1em" aria-hidden="true" /> {t("stage.text.untrained")}
          <small>{t("stage.text.untrainedHint")}</small>
        </h3>
        <View
          data={made ?? { kind: "text", samples: [] }}
          step={0}
          confidence={confidence}
          form={form}
          expected={count}
          name={t("stage.text.untrained")}
        />
      </section>
    </div>
  );
}
