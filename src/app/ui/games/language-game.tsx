import { useEffect, useState } from "react";
import { lookUp } from "../../../core/lookUp.ts";
import { type Guess, guessResult, type GuessGame as Prepared, prepareGuess } from "../../state/games/guess.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { useChosenWords } from "../i18n/words.ts";
import { Button } from "../shell/controls/button.tsx";
import { useApp } from "../store.ts";
import { GameEnd } from "./game-end.tsx";
import { ScoreRow } from "./score-row.tsx";
import { usePrepared } from "./use-prepared.ts";
import { GAME_WORDS } from "./words.ts";

/** Ten held-out names, each with four languages to choose from. */
export function LanguageGame() {
  const words = GAME_WORDS[useLanguage()];
  const { prepared, round, again } = usePrepared(prepareGuess);
  if (prepared === null)
    return (
      <p className="game-waiting quiet" role="status">
        {words.preparing}
      </p>
    );
  if (prepared === false) return <p className="quiet">{words.failed}</p>;
  return <Round key={round} game={prepared} onAgain={again} />;
}

function Round({ game, onAgain }: { readonly game: Prepared; readonly onAgain: () => void }) {
  const words = GAME_WORDS[useLanguage()];
  const format = useFormat();
  const [started, setStarted] = useState(false);
  const [answers, setAnswers] = useState<readonly string[]>([]);
  const { guesses, step } = game;
  if (answers.length === guesses.length) return <End game={game} answers={answers} onAgain={onAgain} />;
  if (started) return <Playing game={game} answers={answers} onAnswer={(label) => setAnswers([...answers, label])} />;
  return (
    <div className="game-intro">
      <p>{filled(words.language.intro, { count: guesses.length, step: format.number(step) })}</p>
      {step === 0 && game.rival === "model" ? <p className="quiet">{words.untrained}</p> : null}
      <div className="button-row">
        <Button kind="primary" autoFocus onClick={() => setStarted(true)}>
          {words.start}
        </Button>
        <span className="quiet">{words.language.keys}</span>
      </div>
    </div>
  );
}

/** A label in the visitor's words. */
function useLabelName(): (id: string) => string {
  const { labels } = useChosenWords().dataset;
  return (id) => lookUp(labels, id) ?? id;
}

interface PlayingProps {
  readonly game: Prepared;
  readonly answers: readonly string[];
  readonly onAnswer: (label: string) => void;
}

function Playing({ game: { guesses, rival }, answers, onAnswer }: PlayingProps) {
  const words = GAME_WORDS[useLanguage()];
  const nameOf = useLabelName();
  const rivalName = words.language.rivals[rival];
  const at = answers.length;
  const { text, choices } = guesses[at] as Guess;
  const before = guesses[at - 1];
  const wasRight = before ? answers[at - 1] === before.answer : null;
  const says = useSays(rivalName);

  useEffect(() => {
    function onKeyDown({ key, target, repeat, altKey, ctrlKey, metaKey }: KeyboardEvent): void {
      // Those who move among the games use the same keys.
      if (target instanceof HTMLInputElement) return;
      const choice = choices[Number(key) - 1];
      if (choice !== undefined && !repeat && !altKey && !ctrlKey && !metaKey) onAnswer(choice);
    }
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });

  return (
    <div className="game-playing">
      <div className="game-head tabular">
        <span>{filled(words.at, { at: at + 1, count: guesses.length })}</span>
        <span>{words.language.question}</span>
      </div>
      <div className="game-exhibit" key={at}>
        <p className="game-text" translate="no">
          {text}
        </p>
      </div>
      <div className="game-answers game-choices">
        {choices.map((choice, i) => (
          <Button key={choice} onClick={() => onAnswer(choice)}>
            <kbd>{i + 1}</kbd> {nameOf(choice)}
          </Button>
        ))}
      </div>
      <p className="game-said" role="status" data-mark={wasRight === null ? undefined : wasRight ? "right" : "wrong"}>
        {before
          ? `${wasRight ? "✓" : "✗"} ${filled(words.language.was, { text: before.text, label: nameOf(before.answer) })} ${says(before)}`
          : "\u00a0"}
      </p>
      <Scores guesses={guesses} answers={answers} rival={rivalName} />
    </div>
  );
}

/** What the rival said of a name, and how sure it was. */
function useSays(rival: string): (guess: Guess) => string {
  const words = GAME_WORDS[useLanguage()];
  const format = useFormat();
  const nameOf = useLabelName();
  return ({ choices, chances, rival: choice }) =>
    filled(words.language.says, {
      ...{ rival, label: nameOf(choice) },
      percent: format.percent(chances[choices.indexOf(choice)] ?? 0),
    });
}

interface ScoresProps {
  readonly guesses: readonly Guess[];
  readonly answers: readonly string[];
  readonly rival: string;
}

function Scores({ guesses, answers, rival }: ScoresProps) {
  const words = GAME_WORDS[useLanguage()];
  const shown = (right: (guess: Guess, i: number) => boolean) =>
    guesses.map((guess, i) => (i < answers.length ? right(guess, i) : null));
  return (
    <div className="game-scores">
      <ScoreRow name={words.you} marks={shown(({ answer }, i) => answers[i] === answer)} />
      <ScoreRow name={rival} marks={shown((guess) => guess.rival === guess.answer)} />
    </div>
  );
}

interface EndProps {
  readonly game: Prepared;
  readonly answers: readonly string[];
  readonly onAgain: () => void;
}

function End({ game: { guesses, rival }, answers, onAgain }: EndProps) {
  const words = GAME_WORDS[useLanguage()];
  const nameOf = useLabelName();
  const format = useFormat();
  const set = useApp((state) => String((state.applied ?? state.config)["data.set"]));
  const rivalName = words.language.rivals[rival];
  const marks = guesses.map(({ answer }, i) => answers[i] === answer);
  const result = guessResult(guesses, answers);
  return (
    <GameEnd
      {...{ game: `language.${set}`, rival: rivalName, marks, onAgain }}
      rivalMarks={guesses.map((guess) => guess.rival === guess.answer)}
      timeUp={false}
      remark={result.right > result.rival ? words.language.wise : undefined}
      how={words.language.how[rival]}
      shareText={words.language.shareText}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so without a mouse */}
      <div className="game-review" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.columns.sample}</th>
              <th scope="col">{words.columns.was}</th>
              <th scope="col">{words.columns.you}</th>
              <th scope="col">{filled(words.columns.rival, { rival: rivalName })}</th>
            </tr>
          </thead>
          <tbody>
            {guesses.map((guess, i) => (
              <tr key={guess.text}>
                <th scope="row" translate="no">
                  {guess.text}
                </th>
                <td>{nameOf(guess.answer)}</td>
                <td data-mark={marks[i] ? "right" : "wrong"}>{nameOf(answers[i] ?? "")}</td>
                <td data-mark={guess.rival === guess.answer ? "right" : "wrong"}>
                  {nameOf(guess.rival)}{" "}
                  <small>{format.percent(guess.chances[guess.choices.indexOf(guess.rival)] ?? 0)}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </GameEnd>
  );
}
