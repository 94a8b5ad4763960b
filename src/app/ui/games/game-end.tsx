import { type ReactNode, useEffect, useRef, useState } from "react";
import { localValues } from "../../state/browser.ts";
import { type Best, bestOf, keepBest } from "../../state/games/scores.ts";
import { filled } from "../i18n/filled.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { useActions } from "../store.ts";
import { ScoreRow } from "./score-row.tsx";
import { GAME_WORDS } from "./words.ts";

interface GameEndProps {
  /** What results are kept under. */
  readonly game: string;
  readonly rival: string;
  readonly marks: readonly (boolean | null)[];
  readonly rivalMarks: readonly boolean[];
  readonly timeUp: boolean;
  /** What to say of the result, if anything. */
  readonly remark?: string | undefined;
  readonly how: string;
  /** With its blanks open. */
  readonly shareText: string;
  readonly onAgain: () => void;
  /** Every question with its answers. */
  readonly children: ReactNode;
}

/** Who won, by how much, how the other one judged, and all questions once more. */
export function GameEnd(props: GameEndProps) {
  const { game, rival, marks, rivalMarks, timeUp, remark, how, shareText, onAgain, children } = props;
  const words = GAME_WORDS[useLanguage()];
  const heading = useRef<HTMLHeadingElement>(null);
  const { link } = useActions();
  const [copied, setCopied] = useState(false);
  const [right, other, of] = [marks.filter(Boolean).length, rivalMarks.filter(Boolean).length, marks.length];
  const [best, setBest] = useState<Best | null>(() => bestOf(localValues, game));
  const [isBest, setIsBest] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the game ends
  useEffect(() => {
    setIsBest(keepBest(localValues, game, { right, of }));
    setBest(bestOf(localValues, game));
    heading.current?.focus();
  }, []);
  const verdict = right > other ? words.won : right === other ? words.even : filled(words.lost, { rival });
  const blanks = { right, other, of, rival };

  async function share(): Promise<void> {
    const row = marks.map((mark) => (mark === null ? "⬜" : mark ? "🟩" : "🟥")).join("");
    try {
      await navigator.clipboard.writeText(`${filled(shareText, blanks)}\n${row}\n${link()}`);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  }

  return (
    <div className="game-end">
      <h3 ref={heading} tabIndex={-1} className="game-verdict" data-won={right > other || undefined}>
        {timeUp ? `${words.timeUp} ` : ""}
        {verdict}
      </h3>
      <p className="visually-hidden" role="status">
        {filled(words.result, blanks)}
      </p>
      <div className="game-scores">
        <ScoreRow name={words.you} marks={marks} />
        <ScoreRow name={rival} marks={rivalMarks} />
      </div>
      {remark ? <p>{remark}</p> : null}
      <p className="quiet">{how}</p>
      <div className="button-row">
        <Button kind="primary" onClick={onAgain}>
          {words.again}
        </Button>
        <Button onClick={() => void share()}>{words.share}</Button>
        <span role="status" className="quiet">
          {copied ? words.copied : isBest ? words.newBest : best ? filled(words.best, { ...best }) : ""}
        </span>
      </div>
      {children}
    </div>
  );
}
