import { ArrowLeft, ArrowRight, Check, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { type CriticCard, criticResult, type CriticGame as Prepared, prepareCritic } from "../../state/games/critic.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Switch } from "../shell/controls/switch.tsx";
import { useApp } from "../store.ts";
import { ExhibitView } from "./exhibit.tsx";
import { GameEnd } from "./game-end.tsx";
import { ScoreRow } from "./score-row.tsx";
import { useClock } from "./use-clock.ts";
import { usePrepared } from "./use-prepared.ts";
import { GAME_WORDS } from "./words.ts";

/** For twenty of them. */
const SECONDS = 90;

/** Twenty samples, one after the other: real or made? */
export function CriticGame() {
  const words = GAME_WORDS[useLanguage()];
  const { prepared, round, again } = usePrepared(prepareCritic);
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
  const [clocked, setClocked] = useState(true);
  const [started, setStarted] = useState(false);
  const [answers, setAnswers] = useState<readonly boolean[]>([]);
  const { cards } = game;
  const left = useClock(clocked ? SECONDS : null, started);
  const over = answers.length === cards.length || (started && left === 0);
  if (over) return <End game={game} answers={answers} onAgain={onAgain} />;
  if (!started) {
    return <Intro game={game} clocked={clocked} onClocked={setClocked} onStart={() => setStarted(true)} />;
  }
  return <Playing game={game} answers={answers} left={left} onAnswer={(made) => setAnswers([...answers, made])} />;
}

interface IntroProps {
  readonly game: Prepared;
  readonly clocked: boolean;
  readonly onClocked: (clocked: boolean) => void;
  readonly onStart: () => void;
}

function Intro({ game: { cards, step }, clocked, onClocked, onStart }: IntroProps) {
  const words = GAME_WORDS[useLanguage()];
  const format = useFormat();
  const id = useId();
  const intro = cards[0]?.sample.kind === "picture" ? words.critic.introImages : words.critic.introText;
  return (
    <div className="game-intro">
      <p>{filled(intro, { count: cards.length, step: format.number(step) })}</p>
      {step === 0 ? <p className="quiet">{words.untrained}</p> : null}
      <div className="switch-row">
        <label htmlFor={id}>{words.withClock}</label>
        <Switch id={id} checked={clocked} onChange={onClocked} />
      </div>
      <div className="button-row">
        <Button kind="primary" autoFocus onClick={onStart}>
          {words.start}
        </Button>
        <span className="quiet">{words.critic.keys}</span>
      </div>
    </div>
  );
}

interface PlayingProps {
  readonly game: Prepared;
  readonly answers: readonly boolean[];
  readonly left: number | null;
  readonly onAnswer: (made: boolean) => void;
}

function Playing({ game: { cards, judge }, answers, left, onAnswer }: PlayingProps) {
  const words = GAME_WORDS[useLanguage()];
  const at = answers.length;
  const card = cards[at] as CriticCard;
  const before = cards[at - 1];
  const rival = words.critic.rivals[judge.kind];
  const said = before
    ? `${before.made ? words.critic.wasMade : words.critic.wasReal} ${filled(before.saysMade ? words.critic.saidMade : words.critic.saidReal, { rival })}`
    : "";
  const wasRight = before ? answers[at - 1] === before.made : null;

  useEffect(() => {
    function onKeyDown({ key, target, repeat, altKey, ctrlKey, metaKey }: KeyboardEvent): void {
      // Those who move among the games use the same keys.
      if (target instanceof HTMLInputElement) return;
      if (repeat || altKey || ctrlKey || metaKey) return;
      if (key === "ArrowLeft") onAnswer(false);
      if (key === "ArrowRight") onAnswer(true);
    }
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });

  const place = filled(words.at, { at: at + 1, count: cards.length });
  return (
    <div className="game-playing">
      <div className="game-head tabular">
        <span>{place}</span>
        <Clock left={left} of={SECONDS} />
      </div>
      <div className="game-exhibit" key={at}>
        <ExhibitView of={card.sample} name={place} />
      </div>
      <p className="game-said" role="status" data-mark={wasRight === null ? undefined : wasRight ? "right" : "wrong"}>
        {wasRight === null ? null : wasRight ? (
          <Check size="1.1em" role="img" aria-label={words.right} />
        ) : (
          <X size="1.1em" role="img" aria-label={words.wrong} />
        )}{" "}
        {said || "\u00a0"}
      </p>
      <div className="game-answers">
        <Button onClick={() => onAnswer(false)}>
          <ArrowLeft size="1.2em" aria-hidden="true" /> {words.critic.real}
        </Button>
        <Button onClick={() => onAnswer(true)}>
          {words.critic.made} <ArrowRight size="1.2em" aria-hidden="true" />
        </Button>
      </div>
      <Scores cards={cards} answers={answers} rival={rival} />
    </div>
  );
}

function Clock({ left, of }: { readonly left: number | null; readonly of: number }) {
  const words = GAME_WORDS[useLanguage()];
  if (left === null) return null;
  return (
    <span className="game-clock" data-short={left <= 15 || undefined}>
      <span className="game-clock-bar" aria-hidden="true">
        <i style={{ transform: `scaleX(${left / of})` }} />
      </span>
      {filled(words.seconds, { count: left })}
    </span>
  );
}

interface ScoresProps {
  readonly cards: readonly CriticCard[];
  readonly answers: readonly boolean[];
  readonly rival: string;
}

function Scores({ cards, answers, rival }: ScoresProps) {
  const words = GAME_WORDS[useLanguage()];
  const shown = (right: (card: CriticCard, i: number) => boolean) =>
    cards.map((card, i) => (i < answers.length ? right(card, i) : null));
  return (
    <div className="game-scores">
      <ScoreRow name={words.you} marks={shown(({ made }, i) => answers[i] === made)} />
      <ScoreRow name={rival} marks={shown(({ made, saysMade }) => made === saysMade)} />
    </div>
  );
}

interface EndProps {
  readonly game: Prepared;
  readonly answers: readonly boolean[];
  readonly onAgain: () => void;
}

function End({ game: { cards, judge }, answers, onAgain }: EndProps) {
  const words = GAME_WORDS[useLanguage()];
  const format = useFormat();
  const set = useApp((state) => String((state.applied ?? state.config)["data.set"]));
  const { kind, line } = judge;
  const rival = words.critic.rivals[kind];
  const marks = cards.map(({ made }, i) => (i < answers.length ? answers[i] === made : null));
  const { right } = criticResult(cards, answers);
  const { real, made } = line.means;
  const shown = (value: number) => format.value(value, 3);
  const how = filled(words.critic.how[kind], {
    ...{ real: shown(real), made: shown(made), at: shown(line.at) },
    less: line.real === "above" ? words.critic.less : words.critic.more,
  });
  const all = answers.length === cards.length;
  const remark =
    !all || cards.length < 10
      ? undefined
      : right <= 0.6 * cards.length
        ? words.critic.coin
        : right >= 0.85 * cards.length
          ? words.critic.sharp
          : undefined;
  const said = (made_: boolean) => (made_ ? words.critic.made : words.critic.real);
  return (
    <GameEnd
      {...{ game: `critic.${set}`, rival, marks, how, remark, onAgain }}
      rivalMarks={cards.map((card) => card.made === card.saysMade)}
      timeUp={!all}
      shareText={words.critic.shareText}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so without a mouse */}
      <div className="game-review" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.columns.sample}</th>
              <th scope="col">{words.columns.was}</th>
              <th scope="col">{words.columns.you}</th>
              <th scope="col">{filled(words.columns.rival, { rival })}</th>
            </tr>
          </thead>
          <tbody>
            {cards.map((card, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they stand in the order in which they were asked
              <tr key={i}>
                <th scope="row">
                  <ExhibitView of={card.sample} name={filled(words.at, { at: i + 1, count: cards.length })} />
                </th>
                <td>{said(card.made)}</td>
                <td data-mark={marks[i] === null ? undefined : marks[i] ? "right" : "wrong"}>
                  {i < answers.length ? said(answers[i] === true) : words.nothing}
                </td>
                <td data-mark={card.made === card.saysMade ? "right" : "wrong"}>
                  {said(card.saysMade)} <small>{filled(words.critic.why[kind], { value: shown(card.value) })}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </GameEnd>
  );
}
