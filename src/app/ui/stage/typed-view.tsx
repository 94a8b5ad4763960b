import { useEffect, useId, useState } from "react";
import { useFormat, useT } from "../i18n/i18n.ts";
import { cutTo, useSpelling } from "../recipe/parameter/use-spelling.ts";
import { useActions, useApp } from "../store.ts";
import { usePreview, useSamplesForm, useSamplingKey } from "./family.tsx";
import { useFollow } from "./use-follow.ts";
import { View } from "./views/view.tsx";

/** How long the typing must rest before the text is read. */
const REST_MS = 250;
const LONGEST = 80;

/** A view of a text that the visitor types: what the model thinks and remembers as it reads. */
export default function TypedView({ view, words = 1 }: { readonly view: string; readonly words?: number | undefined }) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const { viewText } = useActions();
  const preview = usePreview();
  const form = useSamplesForm();
  const answer = useApp((state) => state.textViews[view]);
  const ready = useApp(({ facts, phase }) => facts !== null && phase.kind !== "opening");
  const playing = useApp((state) => state.phase.kind === "playing");
  const step = useApp((state) => (state.phase.kind === "playing" ? null : state.step));
  const sampling = useSamplingKey();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? answer?.text ?? [...preview.slice(0, words).join(", ")].slice(0, LONGEST).join("");

  // Between words stands a comma, which is none of their characters.
  const spelling = useSpelling(words > 1 ? text.replaceAll(/[,，]\s*/g, "") : text);
  const [cut, setCut] = useState(false);
  const note = [
    ...(cut ? [t("recipe.cut", { formatted: format.number(LONGEST) })] : []),
    ...(spelling ? [spelling] : []),
  ];
  const noted = note.length > 0;

  // While the model learns, what it thinks of a text that rests comes by itself.
  useFollow(playing && text !== "" && text === answer?.text ? { view, source: "text", text } : null);

  // Asked when the text rests, and when the model has moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step or other sampling means a new answer to the same text
  useEffect(() => {
    if (!ready || text === "") return;
    const rest = setTimeout(() => void viewText(view, text), REST_MS);
    return () => clearTimeout(rest);
  }, [view, text, ready, step, sampling, viewText]);

  /** What was offered after another text than the one that stands there now is out of date. */
  function writeOn(after: string, character: string): void {
    if (after !== text) return;
    const next = cutTo(LONGEST, text + character);
    setCut(next.cut);
    setTyped(next.text);
    if (!next.cut) void viewText(view, next.text);
  }

  return (
    <div className="typed">
      <div className="typed-bar">
        <label htmlFor={id}>{t("stage.typed.label")}</label>
        <input
          id={id}
          className="field"
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={noted ? `${id}-note` : undefined}
          value={text}
          onChange={(event) => {
            const next = cutTo(LONGEST, event.target.value);
            setCut(next.cut);
            setTyped(next.text);
          }}
        />
        <span className="quiet tabular">
          {answer ? t("stage.typed.step", { step: format.number(answer.step) }) : "\u00a0"}
        </span>
      </div>
      {noted ? (
        <p id={`${id}-note`} className="parameter-complaint" role="status">
          {note.join(" ")}
        </p>
      ) : null}
      <div className="typed-view">
        {text === "" ? (
          <p className="stage-waiting quiet">{t("stage.typed.waiting")}</p>
        ) : answer ? (
          <View
            data={answer.view}
            step={answer.step}
            confidence={false}
            form={form}
            expected={0}
            onCharacter={(character) => writeOn(answer.text, character)}
          />
        ) : (
          <p className="stage-waiting quiet">{ready ? t("stage.typed.working") : t("stage.preparing")}</p>
        )}
      </div>
    </div>
  );
}
