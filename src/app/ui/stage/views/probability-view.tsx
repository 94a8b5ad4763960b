import { type CSSProperties, memo, useEffect, useRef } from "react";
import type { ProbabilityView as Data } from "../../../../schema/view.ts";
import { type Formats, useFormat, useT } from "../../i18n/i18n.ts";
import { Button } from "../../shell/controls/button.tsx";
import { visibleCharacter } from "./visible-characters.ts";

/** How many guesses a column shows. */
const GUESSES = 12;

interface ProbabilityViewProps {
  readonly data: Data;
  readonly form: "chip" | "block";
  /** Writes a character at the end of the text. */
  readonly onCharacter?: ((character: string) => void) | undefined;
}

const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** Before a text and under each of its characters, what the model thought would come next. */
export const ProbabilityView = memo(function ProbabilityView({ data, form, onCharacter }: ProbabilityViewProps) {
  const words = form === "chip";
  const columns = useRef<HTMLOListElement>(null);
  const picked = useRef(false);
  const guesses = data.next.at(-1);
  const pick = onCharacter
    ? (character: string) => {
        picked.current = true;
        onCharacter(character);
      }
    : undefined;

  // What was pressed stands in the text now: whoever goes on by keyboard does so in the column that came.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns are those of the text
  useEffect(() => {
    if (!picked.current) return;
    picked.current = false;
    columns.current?.querySelector<HTMLElement>(".probability-pick")?.focus();
  }, [data.text]);
  const t = useT();
  const format = useFormat();
  return (
    <div className="probabilities">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and must do so without a mouse */}
      <section className="probability-scroll" tabIndex={0} aria-label={t("stage.probabilities.name")}>
        <ol className="probability-columns" ref={columns}>
          <Column character={null} came={data.text[0]} guesses={data.first} format={format} words={words} />
          {data.text.map((character, i) => (
            <Column
              // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place in the text alone
              key={i}
              character={character}
              came={data.text[i + 1]}
              guesses={data.next[i] ?? []}
              format={format}
              words={words}
              onPick={i + 1 === data.text.length ? pick : undefined}
            />
          ))}
        </ol>
      </section>
      <div className="probability-under">
        {onCharacter && guesses ? <Chooser guesses={guesses} onCharacter={onCharacter} /> : null}
        <Cost bits={data.bits ?? []} />
      </div>
      <p className="quiet hint">
        {t("stage.probabilities.surprise")} {onCharacter ? t("stage.probabilities.press") : null}
      </p>
    </div>
  );
});

/** Writes one of the guesses, each as often as the model finds it likely; a text that is at its end stays as it is. */
function Chooser({
  guesses,
  onCharacter,
}: {
  readonly guesses: Data["first"];
  readonly onCharacter: (one: string) => void;
}) {
  const t = useT();
  const going = guesses.filter(({ token }) => token !== "\n");
  return (
    <Button
      small
      disabled={going.length === 0}
      onClick={() => {
        let left = Math.random() * going.reduce((sum, { probability }) => sum + probability, 0);
        const chosen = going.find(({ probability }) => {
          left -= probability;
          return left <= 0;
        });
        onCharacter((chosen ?? (going[0] as (typeof going)[0])).token);
      }}
    >
      {t("stage.probabilities.choose")}
    </Button>
  );
}

/** How likely the text is under the model, in words. */
function Cost({ bits }: { readonly bits: readonly number[] }) {
  const t = useT();
  const format = useFormat();
  const total = bits.reduce((sum, one) => sum + one, 0);
  if (bits.length === 0 || !Number.isFinite(total)) return null;
  const shown = (value: number) => format.number(value, ONE_DIGIT);
  return (
    <p className="tabular">
      {t("stage.probabilities.costs", { total: shown(total), each: shown(total / bits.length) })}
    </p>
  );
}

interface ColumnProps {
  /** What was read last; `null` before the text begins. */
  readonly character: string | null;
  /** The character that follows; absent at the text's end. */
  readonly came: string | undefined;
  readonly guesses: Data["next"][number];
  readonly format: Formats;
  /** The line end only ever begins or ends a text, so it is said in words. */
  readonly words: boolean;
  /** In the last column: writes the guess that is pressed. */
  readonly onPick?: ((character: string) => void) | undefined;
}

function Column({ character, came, guesses, format, words, onPick }: ColumnProps) {
  const t = useT();
  const shown = guesses.slice(0, GUESSES);
  return (
    <li className="probability-column">
      <span className="probability-head" aria-hidden="true">
        {character === null || (character === "\n" && words) ? (
          <i className="probability-end">{t("stage.probabilities.start")}</i>
        ) : (
          visibleCharacter(character)
        )}
      </span>
      <ol
        aria-label={
          character === null
            ? t("stage.probabilities.before")
            : t("stage.probabilities.after", { text: spoken(character, t) })
        }
      >
        {shown.map(({ token, probability }) => {
          const style = { "--share": probability } as CSSProperties;
          const guess = (
            <>
              <span className="probability-token" title={spoken(token, t)}>
                {token === "\n" && words ? (
                  <i className="probability-end">{t("stage.probabilities.end")}</i>
                ) : (
                  visibleCharacter(token)
                )}
              </span>
              <span className="probability-value">{format.percent(probability)}</span>
            </>
          );
          return onPick && token !== "\n" ? (
            <li key={token}>
              <button
                type="button"
                className="probability probability-pick"
                style={style}
                aria-label={`${t("stage.probabilities.write", { text: spoken(token, t) })} ${format.percent(probability)}`}
                onClick={() => onPick(token)}
              >
                {guess}
              </button>
            </li>
          ) : (
            <li key={token} className="probability" data-came={token === came || undefined} style={style}>
              {guess}
              {token === came ? <span className="visually-hidden">{t("stage.probabilities.came")}</span> : null}
            </li>
          );
        })}
      </ol>
    </li>
  );
}

function spoken(character: string, t: ReturnType<typeof useT>): string {
  if (character === "\n") return t("stage.probabilities.newline");
  if (character === " ") return t("stage.probabilities.space");
  return character;
}
