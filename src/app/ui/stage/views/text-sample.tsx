import { BookCheck } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { graphemesOf } from "../../../../core/graphemes.ts";
import type { TextSample as Sample } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { useTyping } from "./typing.ts";
import { visibleCharacter } from "./visible-characters.ts";

/** Longer texts are set smaller, on two lines, so that chips keep their size. */
const ROOMY = 12;

interface TextSampleProps {
  readonly sample: Sample;
  readonly confidence: boolean;
  readonly form: "chip" | "block";
  /** What is new types itself. */
  readonly typing: boolean;
  /** The label in the visitor's language. */
  readonly label?: string | undefined;
}

/** One text that was or is being written. Draws again only when it has grown. */
export const TextSample = memo(function TextSample({ sample, confidence, form, typing, label }: TextSampleProps) {
  const t = useT();
  const prompt = sample.text.slice(0, sample.promptLength);
  const written = sample.text.slice(sample.promptLength).replace(/\n$/, "");
  const typed = useTyping(written, typing);
  const empty = sample.finished && sample.text.trim() === "";
  return (
    <li
      className={`sample sample-${form}${sample.copied ? " sample-copied" : ""}`}
      // A block scrolls, and must do so without a mouse.
      tabIndex={form === "block" ? 0 : undefined}
    >
      <span
        className="sample-text"
        data-long={sample.text.length > ROOMY || undefined}
        title={form === "chip" ? sample.text.trim() : undefined}
      >
        {prompt ? <span className="sample-prompt">{prompt}</span> : null}
        {confidence ? (
          <ConfidentText text={written} confidence={sample.confidence} />
        ) : (
          <span ref={typed}>{written}</span>
        )}
        {empty ? <span className="quiet">{t("stage.text.empty")}</span> : null}
        {sample.finished ? null : <span className="sample-caret" aria-hidden="true" />}
      </span>
      {label || sample.copied ? (
        <span className="sample-notes">
          {label ? <span className="sample-label">{label}</span> : null}
          {sample.copied ? (
            <span className="sample-mark" title={t("stage.text.copiedHint")}>
              <BookCheck size="1.1em" aria-hidden="true" /> {t("stage.text.copied")}
            </span>
          ) : null}
        </span>
      ) : null}
    </li>
  );
}, sameSample);

function sameSample(a: TextSampleProps, b: TextSampleProps): boolean {
  return (
    a.confidence === b.confidence &&
    a.form === b.form &&
    a.typing === b.typing &&
    a.label === b.label &&
    a.sample.text === b.sample.text &&
    a.sample.promptLength === b.sample.promptLength &&
    a.sample.finished === b.sample.finished &&
    a.sample.copied === b.sample.copied &&
    (!a.confidence || a.sample.confidence.length === b.sample.confidence.length)
  );
}

/** Each character on a ground that is the paler the surer the model was of it; the exact figure is in its tooltip. */
function ConfidentText({ text, confidence }: { readonly text: string; readonly confidence: readonly number[] }) {
  const t = useT();
  const format = useFormat();
  let unit = 0;
  return graphemesOf(text).map((character, i) => {
    // The probability of a character stands at each of its units.
    const share = confidence[unit];
    unit += character.length;
    if (share === undefined) return character;
    const style = { "--doubt": `${Math.round((1 - share) * 100)}%` } as CSSProperties;
    const title = t("stage.text.character", {
      character: visibleCharacter(character),
      percent: format.percent(share, share < 0.1 ? 1 : 0),
    });
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place in the text alone
      <span key={i} className="sample-character" style={style} title={title}>
        {character}
      </span>
    );
  });
}
