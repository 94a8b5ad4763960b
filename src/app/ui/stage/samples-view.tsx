import { Database, Sparkles } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { TextSample } from "../../../schema/view.ts";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useFormat, useT } from "../i18n/i18n.ts";
import { Switch } from "../shell/controls/switch.tsx";
import { useApp, useLiveSamples } from "../store.ts";
import { useDomainKind, usePreview, useSamplesForm } from "./family.tsx";
import { useRealPictures } from "./real-pictures.tsx";
import { SamplingBar } from "./sampling-bar.tsx";
import { Timeline } from "./timeline.tsx";
import { useFollow } from "./use-follow.ts";
import { ConfidenceKey } from "./views/text-view.tsx";
import { View } from "./views/view.tsx";

const Comparison = lazyPart(() => import("./comparison.tsx"));

/** What the model makes: newest samples or a moment of the timeline, with everything that steers them. */
export function SamplesView() {
  const t = useT();
  const toggle = useId();
  const [confidence, setConfidence] = useState(false);
  const comparing = useApp((state) => state.comparing);
  const texts = useDomainKind() === "tokens";
  const following = useApp((state) => state.moment === null);
  useFollow(following ? { kind: "samples" } : null);
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
        {comparing ? (
          <Part name={t("stage.compare.name")} form="view">
            <Comparison past={comparing} confidence={confidence} />
          </Part>
        ) : (
          <Made confidence={confidence} />
        )}
      </fieldset>
      <Timeline />
    </div>
  );
}

/** The moment that the stage shows: the one chosen on the timeline, else the newest samples, which move. */
function useShown() {
  const chosen = useApp((state) => (state.moment === null ? undefined : state.timeline[state.moment]));
  const newest = useLiveSamples();
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
  const following = useApp((state) => state.moment === null);
  if (untrained) return <FirstSight confidence={confidence} />;
  if (!shown) return <p className="stage-waiting quiet">{t("stage.text.waiting")}</p>;
  return (
    <View
      data={shown.view}
      step={shown.step}
      confidence={confidence}
      form={form}
      expected={expected}
      typing={following && !confidence}
    />
  );
}

/** Before Play: real samples beside what the untrained model makes. */
function FirstSight({ confidence }: { readonly confidence: boolean }) {
  const domain = useDomainKind();
  const shown = useShown();
  if (domain === "tokens") return <FirstTexts confidence={confidence} />;
  if (domain === "image") return <FirstPictures />;
  // Points lie over the real ones anyway.
  return shown ? <View data={shown.view} step={0} confidence={false} form="chip" expected={0} /> : null;
}

function FirstTexts({ confidence }: { readonly confidence: boolean }) {
  const t = useT();
  const shown = useShown();
  const preview = usePreview();
  const form = useSamplesForm();
  const real = preview.map((text): TextSample => ({ text, promptLength: 0, confidence: [], finished: true }));
  const count = Math.max(real.length, 8);
  const made = shown?.view.kind === "text" ? shown.view.samples.slice(0, count) : [];
  const view = (samples: readonly TextSample[]) => ({ kind: "text", samples }) as const;
  return (
    <Sides
      real={<View data={view(real)} step={0} confidence={false} form={form} expected={0} name={t("stage.text.real")} />}
      made={
        <View
          data={view(made)}
          step={0}
          confidence={confidence}
          form={form}
          expected={count}
          name={t("stage.text.untrained")}
        />
      }
    />
  );
}

/** As many real pictures as the model makes, so that both grids are alike. */
const PICTURES = 64;

function FirstPictures() {
  const t = useT();
  const shown = useShown();
  const made = shown?.view.kind === "images" ? shown.view : null;
  const real = useRealPictures(made?.count ?? PICTURES);
  const common = { step: 0, confidence: false, form: "chip", expected: 0 } as const;
  return (
    <Sides
      real={real ? <View {...common} data={real} name={t("stage.images.real")} /> : null}
      made={made ? <View {...common} data={made} name={t("stage.text.untrained")} /> : null}
    />
  );
}

function Sides({ real, made }: { readonly real: ReactNode; readonly made: ReactNode }) {
  const t = useT();
  return (
    <div className="first-sight">
      <section className="role-truth">
        <h3>
          <Database size="1.1em" aria-hidden="true" /> {t("stage.text.real")}
          <small>{t("stage.text.realHint")}</small>
        </h3>
        {real}
      </section>
      <section className="role-generator">
        <h3>
          <Sparkles size="1.1em" aria-hidden="true" /> {t("stage.text.untrained")}
          <small>{t("stage.text.untrainedHint")}</small>
        </h3>
        {made}
      </section>
    </div>
  );
}
