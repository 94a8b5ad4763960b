import { BookCheck, FileMusic } from "lucide-react";
import { memo, useId, useMemo } from "react";
import { readMelody } from "../../../../core/melody/read.ts";
import type { TextSample } from "../../../../schema/view.ts";
import { saveFile } from "../../charts/save.ts";
import { filled } from "../../i18n/filled.ts";
import { useLanguage, useT } from "../../i18n/i18n.ts";
import { IconButton } from "../../shell/controls/button.tsx";
import { useLabelName } from "../../stage/family.tsx";
import type { NotatedSamplesProps } from "../contract.ts";
import { midiOf } from "./midi.ts";
import { PlayButton } from "./play-button.tsx";
import { useHeard } from "./player.ts";
import { Roll } from "./roll.tsx";
import { melodyWords } from "./words.ts";

/** The most that places are kept free for. */
const MOST = 64;

/** Melodies that the model wrote, each as a roll with its text below, to be heard and to be taken along. */
export default function MelodySamples({ samples, expected, name }: NotatedSamplesProps) {
  const labelName = useLabelName();
  const missing = Math.max(0, Math.min(expected, MOST) - samples.length);
  return (
    <ul className="samples melodies" aria-label={name}>
      {samples.map((sample, i) => (
        <MelodySample
          // biome-ignore lint/suspicious/noArrayIndexKey: a sample keeps its place, and its noise, as the run goes on
          key={i}
          index={i + 1}
          sample={sample}
          label={sample.label ? labelName(sample.label) : undefined}
        />
      ))}
      {Array.from({ length: missing }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty places are all alike
        <li key={`place-${i}`} className="sample melody sample-place" aria-hidden="true" />
      ))}
    </ul>
  );
}

interface MelodySampleProps {
  readonly index: number;
  readonly sample: TextSample;
  readonly label: string | undefined;
}

const MelodySample = memo(function MelodySample({ index, sample, label }: MelodySampleProps) {
  const id = useId();
  const t = useT();
  const words = melodyWords(useLanguage());
  const heard = useHeard(id);
  // What is heard stays in sight, though the model has gone on.
  const text = heard?.text ?? sample.text;
  const melody = useMemo(() => readMelody(text, heard !== null || sample.finished), [text, heard, sample.finished]);
  // Real ones have no probabilities; they are not to be taken for a model's.
  const made = sample.confidence.length > 0;
  const save = () => saveFile(`${words.file}-${index}.mid`, midiOf(melody, `${words.file} ${index}`, words.made));
  return (
    <li className={`sample melody${sample.copied ? " sample-copied" : ""}`} data-heard={heard ? "" : undefined}>
      <span className="melody-head">
        <PlayButton id={id} text={text} melody={melody} name={filled(words.play, { index })} />
        {label ? <span className="sample-label">{label}</span> : null}
        {sample.copied ? (
          <span className="sample-mark" title={t("stage.text.copiedHint")}>
            <BookCheck size="1.1em" aria-hidden="true" /> {t("stage.text.copied")}
          </span>
        ) : null}
        {made ? (
          <IconButton
            small
            kind="quiet"
            className="melody-save"
            label={filled(words.midi, { index })}
            disabled={melody.notes.length === 0}
            onClick={save}
          >
            <FileMusic size="1.1em" aria-hidden="true" />
          </IconButton>
        ) : null}
      </span>
      <Roll melody={melody} durationS={heard?.durationS} />
      <span className="melody-text" title={text}>
        <span className="sample-prompt">{text.slice(0, sample.promptLength)}</span>
        {text.slice(sample.promptLength)}
        {sample.finished ? null : <span className="sample-caret" aria-hidden="true" />}
      </span>
    </li>
  );
}, sameMelody);

function sameMelody(a: MelodySampleProps, b: MelodySampleProps): boolean {
  return (
    a.label === b.label &&
    a.index === b.index &&
    a.sample.text === b.sample.text &&
    a.sample.promptLength === b.sample.promptLength &&
    a.sample.finished === b.sample.finished &&
    a.sample.copied === b.sample.copied
  );
}
