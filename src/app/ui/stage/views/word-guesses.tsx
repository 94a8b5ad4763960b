import type { Guess, ProbabilityView } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";

/** The words that a model says, each with what else it could have been. */
export function WordGuesses({ data }: { readonly data: ProbabilityView }) {
  const t = useT();
  const { text, first, next } = data;
  const places = [first, ...next].slice(0, Math.max(1, text.length));
  return (
    <div className="word-guesses">
      <p className="word-guesses-said">
        <span className="quiet">{t("stage.drawn.says")}</span>{" "}
        <output>{text.length > 0 ? text.join(" ") : t("stage.drawn.nothing")}</output>
      </p>
      <ol>
        {places.map((guesses, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is what it is
          <li key={place}>
            <Guesses guesses={guesses} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Guesses({ guesses }: { readonly guesses: readonly Guess[] }) {
  const format = useFormat();
  return (
    <ul>
      {guesses.map(({ token, probability }) => (
        <li key={token}>
          <meter min={0} max={1} value={probability} aria-hidden="true" />
          <span>{token === "\n" ? "·" : token}</span>{" "}
          <span className="quiet tabular">{format.percent(probability)}</span>
        </li>
      ))}
    </ul>
  );
}
