import type { CSSProperties } from "react";
import type { TextSample as Sample } from "../../../../schema/view.ts";
import { Part } from "../../failure/part.tsx";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { NOTATIONS } from "../../notation/registry.ts";
import { useBlockLines, useLabelName, useNotation } from "../family.tsx";
import { TextSample } from "./text-sample.tsx";

interface TextViewProps {
  readonly samples: readonly Sample[];
  readonly step: number;
  readonly confidence: boolean;
  readonly form: "chip" | "block";
  /** How many samples there will be: their places are kept free while they are written. */
  readonly expected: number;
  /** The accessible name, where the step does not say enough. */
  readonly name?: string;
  /** Texts that come anew type themselves. */
  readonly typing?: boolean;
}

/** Texts that the model wrote, or what they write down; as texts where it is asked how sure the model was of each character. */
export function TextView(props: TextViewProps) {
  const t = useT();
  const format = useFormat();
  const notation = useNotation();
  if (!notation || props.confidence) return <Texts {...props} />;
  const { samples, expected, name = t("stage.text.list", { step: format.number(props.step) }) } = props;
  const { Samples } = NOTATIONS[notation];
  return (
    <Part name={name} form="view" coming={<div className="view-coming" />}>
      <Samples samples={samples} expected={expected} name={name} />
    </Part>
  );
}

/** Short texts as a grid of chips, long ones as set blocks. Nothing moves while they grow. */
function Texts({ samples, step, confidence, form, expected, name, typing = false }: TextViewProps) {
  const t = useT();
  const format = useFormat();
  const labelName = useLabelName();
  const lines = useBlockLines();
  const missing = Math.max(0, Math.min(expected, 64) - samples.length);
  return (
    <ul
      className={`samples samples-${form}`}
      aria-label={name ?? t("stage.text.list", { step: format.number(step) })}
      style={{ "--lines": lines } as CSSProperties}
      data-labelled={samples.some(({ label }) => label) || undefined}
    >
      {samples.map((sample, i) => (
        <TextSample
          // biome-ignore lint/suspicious/noArrayIndexKey: a sample keeps its place, and its noise, as the run goes on
          key={i}
          sample={sample}
          confidence={confidence}
          form={form}
          typing={typing}
          label={sample.label ? labelName(sample.label) : undefined}
        />
      ))}
      {Array.from({ length: missing }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty places are all alike
        <li key={`place-${i}`} className={`sample sample-${form} sample-place`} aria-hidden="true" />
      ))}
    </ul>
  );
}

/** What the colours of confidence mean. */
export function ConfidenceKey() {
  const t = useT();
  return (
    <span className="confidence-key quiet">
      {t("stage.text.unsure")} <span className="confidence-scale" aria-hidden="true" /> {t("stage.text.sure")}
    </span>
  );
}
