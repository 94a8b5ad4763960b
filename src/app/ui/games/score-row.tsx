import { useLanguage } from "../i18n/i18n.ts";
import { GAME_WORDS } from "./words.ts";

interface ScoreRowProps {
  readonly name: string;
  /** One for each question; `null` for one that is yet to come or was not answered. */
  readonly marks: readonly (boolean | null)[];
}

/** Who has been right until now, a mark for each question. */
export function ScoreRow({ name, marks }: ScoreRowProps) {
  const words = GAME_WORDS[useLanguage()];
  const right = marks.filter(Boolean).length;
  return (
    <div className="game-score">
      <span className="game-who">{name}</span>
      <span className="game-marks" aria-hidden="true">
        {marks.map((mark, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
          <i key={i} data-mark={mark === null ? undefined : mark ? "right" : "wrong"} />
        ))}
      </span>
      <strong className="tabular">
        {right}
        <span className="visually-hidden"> {words.right}</span>
      </strong>
    </div>
  );
}
