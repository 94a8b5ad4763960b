import { useMemo, useRef } from "react";
import type { Even } from "../../../catalog/race.ts";
import type { FigureSpec } from "../../../schema/series.ts";
import type { Race } from "../../state/race/race.ts";
import { type ChartAxes, fitAxes } from "../charts/axes.ts";
import chartsStyles from "../charts/charts.css?inline";
import LinePlot from "../charts/line-plot.tsx";
import { linePath } from "../charts/paths.ts";
import { pixelOfStep, pixelOfValue, pixelsOfRem, plotArea } from "../charts/plot-area.ts";
import { axisDomain, spreadLabels } from "../charts/scale.ts";
import { useLanguage, useT } from "../i18n/i18n.ts";
import { useFigureWords } from "../stage/family.tsx";
import { useSize } from "../stage/use-size.ts";
import { adopt } from "../styles/adopt.ts";
import { curveOf } from "./curve.ts";
import { colourOf, DASHES, letterOf } from "./lane-style.ts";
import { useRaceTick } from "./use-race.ts";
import { RACE_WORDS } from "./words.ts";

adopt(chartsStyles);

interface RaceChartProps {
  readonly race: Race;
  readonly names: readonly string[];
  readonly figure: FigureSpec;
  readonly even: Even;
}

/** A figure of every lane over steps, or over seconds of training. */
export function RaceChart({ race, names, figure, even }: RaceChartProps) {
  const t = useT();
  const words = RACE_WORDS[useLanguage()];
  const figureWords = useFigureWords();
  const box = useRef<HTMLDivElement>(null);
  const axes = useRef<ChartAxes | null>(null);
  const { version } = useRaceTick(race);
  const { width, height } = useSize(box);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lanes' series grow in place; the version says that they did
  const curves = useMemo(() => race.lanes.map((lane) => curveOf(lane, figure, even)), [race, figure, even, version]);
  const points = curves.flatMap(({ values }) => values);
  const range = [Math.min(...points), Math.max(...points)] as const;
  const lastStep = Math.max(0, ...curves.flatMap(({ at }) => at.slice(-1)));
  const empty = points.length === 0;
  if (!empty) {
    axes.current = fitAxes(axes.current, { lines: [], lastStep, range, domain: axisDomain(range, false) }, false);
  }
  const rem = pixelsOfRem();
  const area = useMemo(() => plotArea(width, height, rem, true), [width, height, rem]);
  const drawn = axes.current;
  const title = `${words.chart}: ${figureWords(figure.id).name}`;
  const ends = drawn ? curves.map(({ values }) => pixelOfValue(area, drawn, values.at(-1) ?? Number.NaN)) : [];
  const labels = spreadLabels(
    ends.map((y) => (Number.isFinite(y) ? y : area.top)),
    0.95 * rem,
    area.top + 4,
    area.top + area.height - 4,
  );
  return (
    <figure className="race-chart">
      <div className="chart-box" ref={box}>
        {empty || !drawn ? <p className="chart-waiting quiet">{t("stage.chart.waiting")}</p> : null}
        {drawn && !empty && width > 0 && height > 0 ? (
          <>
            <div aria-hidden="true">
              <LinePlot axes={drawn} levels={[]} marks={[]} area={area} width={width} height={height} rem={rem} />
            </div>
            <svg className="race-lines" width={width} height={height} role="img" aria-label={title}>
              {curves.map(({ at, values }, i) => (
                <g key={names[i]} stroke={colourOf(i)} fill={colourOf(i)}>
                  <path
                    d={linePath(area, drawn, at, values)}
                    fill="none"
                    strokeWidth="2"
                    strokeLinejoin="round"
                    strokeDasharray={DASHES[i]}
                  />
                  {values.length > 0 ? (
                    <>
                      <circle cx={pixelOfStep(area, drawn, at.at(-1) ?? 0)} cy={ends[i]} r={3} stroke="none" />
                      <text x={area.left + area.width + 8} y={labels[i]} stroke="none" dominantBaseline="central">
                        {shortened(`${letterOf(i)} ${names[i]}`)}
                      </text>
                    </>
                  ) : null}
                </g>
              ))}
            </svg>
          </>
        ) : null}
      </div>
      <figcaption className="quiet">
        {figureWords(figure.id).name} · {even === "steps" ? words.perSteps : words.perTime}
      </figcaption>
    </figure>
  );
}

const LONGEST = 9;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
