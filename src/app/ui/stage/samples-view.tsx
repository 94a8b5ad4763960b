import { Database, Sparkles } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { DomainUi } from "../../../domains/ui/contract.ts";
import { domainUi } from "../../../domains/ui/registry.ts";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useFormat, useT } from "../i18n/i18n.ts";
import { Switch } from "../shell/controls/switch.tsx";
import { useApp, useLiveStep } from "../store.ts";
import { useDomainKind, useSamplesForm } from "./family.tsx";
import { SamplingBar } from "./sampling-bar.tsx";
import { Timeline } from "./timeline.tsx";
import { useFollow } from "./use-follow.ts";
import { useShown } from "./use-shown.ts";
import { ConfidenceKey } from "./views/text-view.tsx";
import { View } from "./views/view.tsx";

const Comparison = lazyPart(() => import("./comparison.tsx"));

/** What the model makes: newest samples or a moment of the timeline, with everything that steers them. */
export function SamplesView() {
  const t = useT();
  const toggle = useId();
  const [confidence, setConfidence] = useState(false);
  const comparing = useApp((state) => state.comparing);
  const { confidence: known, SamplesAside } = domainUi(useDomainKind());
  const following = useApp((state) => state.moment === null);
  useFollow(following ? { source: "sampling" } : null);
  return (
    <div className="samples-view">
      <SamplingBar />
      <div className="samples-head">
        <ShownStep />
        {known ? (
          <span className="samples-confidence">
            {confidence ? <ConfidenceKey /> : null}
            <label htmlFor={toggle}>{t("stage.text.confidence")}</label>
            <Switch id={toggle} checked={confidence} onChange={setConfidence} />
          </span>
        ) : null}
        {SamplesAside ? (
          <Part name={t("stage.samples")} form="panel">
            <SamplesAside />
          </Part>
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

function ShownStep() {
  const t = useT();
  const format = useFormat();
  const chosen = useApp((state) => (state.moment === null ? null : (state.timeline[state.moment]?.step ?? null)));
  const newest = useLiveStep();
  const step = chosen ?? newest;
  return (
    <span className="quiet tabular">
      {step === null ? "\u00a0" : t("stage.timeline.at", { step: format.number(step) })}
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

/** Before Play: real samples beside what the untrained model makes, or over them. */
function FirstSight({ confidence }: { readonly confidence: boolean }) {
  const kind = useDomainKind();
  const shown = useShown();
  const { useFirstSamples } = domainUi(kind);
  if (useFirstSamples) return <FirstSides key={kind} useSamples={useFirstSamples} confidence={confidence} />;
  return shown ? <View data={shown.view} step={0} confidence={false} form="chip" expected={0} /> : null;
}

interface FirstSidesProps {
  /** The domain's: another one is another component. */
  readonly useSamples: NonNullable<DomainUi["useFirstSamples"]>;
  readonly confidence: boolean;
}

function FirstSides({ useSamples, confidence }: FirstSidesProps) {
  const t = useT();
  const form = useSamplesForm();
  const shown = useShown();
  const { real, made, name, expected } = useSamples(shown?.view ?? null);
  const common = { step: 0, form };
  return (
    <Sides
      real={real ? <View {...common} data={real} confidence={false} expected={0} name={name} /> : null}
      made={
        made ? (
          <View {...common} data={made} confidence={confidence} expected={expected} name={t("stage.text.untrained")} />
        ) : null
      }
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
