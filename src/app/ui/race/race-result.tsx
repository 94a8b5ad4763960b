import type { FigureSpec } from "../../../schema/series.ts";
import type { Race } from "../../state/race/race.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { useFigureWords } from "../stage/family.tsx";
import { colourOf, DASHES, letterOf } from "./lane-style.ts";
import { RACE_WORDS } from "./words.ts";

interface RaceResultProps {
  readonly race: Race;
  readonly names: readonly string[];
  readonly figure: FigureSpec;
  readonly playing: boolean;
}

/** Who is ahead, in a sentence, and where each lane is, as a table. */
export function RaceResult({ race, names, figure, playing }: RaceResultProps) {
  const format = useFormat();
  const words = RACE_WORDS[useLanguage()];
  const figureWords = useFigureWords()(figure.id);
  const shown = (value: number | null) =>
    value === null
      ? "—"
      : format.number(value, { minimumFractionDigits: figure.digits, maximumFractionDigits: figure.digits });
  const { at, even, standings } = race.result(figure);
  const nameOf = (lane: (typeof race.lanes)[number]) => names[race.lanes.indexOf(lane)] ?? "";
  const [first, second] = standings;
  const after =
    even === "steps"
      ? filled(words.afterSteps, { at: format.number(at) })
      : filled(words.afterTime, { at: format.span(Math.max(1000, at)) });
  const values = standings
    .map(({ lane, value }) => `${nameOf(lane)} ${lane.isStopped() ? words.stopped : shown(value)}`)
    .join(" · ");
  const tie = first && second && shown(first.value) === shown(second.value);
  const sentence =
    at === 0 || !first
      ? words.nothingYet
      : first.value === null
        ? words.measuring
        : filled(tie ? words.even2 : words.ahead, {
            after,
            name: nameOf(first.lane),
            figure: figureWords.name,
            values,
          });
  const { cores } = race.machine;
  const share = race.lanes.length > cores ? words.share.turns : words.share.cores;
  return (
    <section className="race-result">
      <p className="race-sentence" role="status" aria-live={playing ? "off" : "polite"}>
        {sentence}
      </p>
      <table className="race-table tabular">
        <caption className="visually-hidden">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.columns.lane}</th>
            <th scope="col" title={figureWords.help}>
              {figureWords.name} <small>({figure.better === "more" ? words.more : words.less})</small>
            </th>
            <th scope="col">{words.columns.step}</th>
            <th scope="col">{words.columns.time}</th>
            <th scope="col">{words.columns.speed}</th>
          </tr>
        </thead>
        <tbody>
          {race.lanes.map((lane, i) => {
            const { step, elapsedMs, stepsPerSecond } = lane.store.getState();
            return (
              <tr key={String(lane.value)}>
                <th scope="row">
                  <svg className="swatch" viewBox="0 0 18 6" aria-hidden="true">
                    <path d="M1 3H17" stroke={colourOf(i)} strokeDasharray={DASHES[i]} strokeWidth="2.25" />
                  </svg>
                  {letterOf(i)} · {names[i]}
                </th>
                <td>{shown(standings.find((standing) => standing.lane === lane)?.value ?? null)}</td>
                <td>{format.number(step)}</td>
                <td>{format.duration(elapsedMs)}</td>
                <td>{stepsPerSecond > 0 ? format.value(stepsPerSecond, 3) : "—"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="quiet race-share">
        {words.intro} {filled(share, { lanes: race.lanes.length, cores })}
      </p>
    </section>
  );
}
