import { type ReactNode, useMemo } from "react";
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat } from "../i18n/i18n.ts";
import type { ChartData, ChartLine } from "./lines.ts";
import { spreadLabels } from "./scale.ts";

/** A value to beat, drawn as a labelled level line. */
export interface Level {
  readonly name: string;
  readonly value: number;
}

export interface LinePlotProps {
  readonly data: ChartData;
  readonly levels: readonly Level[];
  /** Steps at which something was changed. */
  readonly marks: readonly number[];
  readonly logarithmic: boolean;
  readonly width: number;
  readonly height: number;
  /** What is said of the step under the pointer. */
  readonly reading: (step: number) => ReactNode;
}

/** Sizes that hold text, in rem, so that they grow with it in projector mode. */
const AXIS = { width: 2.375, height: 1.375 };
const LABELS = { width: 4.875, height: 0.875 };
const MARGIN = { top: 8, right: 10, bottom: 0, left: 0 };

const pixelsOfRem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** The chart itself. This module holds recharts and is loaded after the first paint. */
export default function LinePlot({ data, levels, marks, logarithmic, width, height, reading }: LinePlotProps) {
  const format = useFormat();
  const rem = pixelsOfRem();
  const margin = { ...MARGIN, right: levels.length > 0 ? LABELS.width * rem : MARGIN.right };
  const shifts = useMemo(
    () => labelShifts(levels, data.y.domain, logarithmic, height - MARGIN.top - AXIS.height * rem, LABELS.height * rem),
    [levels, data.y.domain, logarithmic, height, rem],
  );
  const tick = { fill: "var(--ink-3)", fontSize: "0.6875rem" };
  return (
    <LineChart data={data.rows as ChartData["rows"][number][]} width={width} height={height} margin={margin}>
      <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" strokeDasharray="" />
      <XAxis
        dataKey="step"
        type="number"
        domain={[...data.x.domain]}
        ticks={[...data.x.ticks]}
        tickFormatter={(step: number) => format.number(step, { notation: "compact" })}
        height={AXIS.height * rem}
        axisLine={{ stroke: "var(--line-strong)" }}
        tickLine={false}
        tick={tick}
        interval={0}
      />
      <YAxis
        type="number"
        domain={[...data.y.domain]}
        ticks={[...data.y.ticks]}
        scale={logarithmic ? "log" : "linear"}
        tickFormatter={(value: number) => format.value(value, 3)}
        width={AXIS.width * rem}
        axisLine={false}
        tickLine={false}
        tick={tick}
        allowDataOverflow
        interval={0}
      />
      {levels.map(({ name, value }, i) => (
        <ReferenceLine
          key={name}
          y={value}
          stroke="var(--ink-3)"
          strokeDasharray="1 3"
          strokeLinecap="round"
          label={<LevelLabel name={name} shift={shifts[i] ?? 0} />}
        />
      ))}
      {marks.map((step) => (
        <ReferenceLine key={step} x={step} stroke="var(--line-strong)" strokeDasharray="3 3" label={<MarkLabel />} />
      ))}
      {data.lines.map((line) => (
        <Line
          key={line.key}
          dataKey={line.key}
          type="linear"
          dot={dotOf(line, data.rows)}
          activeDot={line.kind === "main"}
          connectNulls
          isAnimationActive={false}
          {...strokeOf(line)}
        />
      ))}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--line-strong)" }}
        content={({ active, label }) => (active && typeof label === "number" ? reading(label) : null)}
      />
    </LineChart>
  );
}

/** A line of few measurements shows where they are. */
function dotOf({ key, role, dashed, kind }: ChartLine, rows: ChartData["rows"]) {
  if (!dashed || kind !== "main" || rows.filter((row) => row[key] !== undefined).length > 24) return false;
  return { r: 2.25, fill: `var(--${role})`, strokeWidth: 0 };
}

/** Colour and dash tell lines apart; what only accompanies them is paler. */
function strokeOf({ role, dashed, kind }: ChartLine) {
  return {
    stroke: `var(--${role})`,
    strokeOpacity: kind === "raw" ? 0.28 : kind === "compared" ? 0.5 : 1,
    strokeDasharray: dashed ? "5 4" : "",
    style: { strokeWidth: `var(--stroke${kind === "main" ? "" : "-thin"})` },
  };
}

/** How far each level's label must move from its line (pixels, down) so that the labels do not overlap. */
function labelShifts(
  levels: readonly Level[],
  [low, high]: readonly [number, number],
  logarithmic: boolean,
  height: number,
  gap: number,
): number[] {
  const scaled = (value: number) => (logarithmic ? Math.log(value) : value);
  const place = (value: number) => ((scaled(high) - scaled(value)) / (scaled(high) - scaled(low))) * height;
  const wanted = levels.map(({ value }) => place(value));
  return spreadLabels(wanted, gap, 4, height - 4).map((placed, i) => placed - (wanted[i] as number));
}

interface LabelProps {
  /** Where recharts drew the line. */
  readonly viewBox?: { readonly x: number; readonly y: number; readonly width: number };
}

function LevelLabel({ viewBox, name, shift }: LabelProps & { readonly name: string; readonly shift: number }) {
  if (!viewBox) return null;
  const [x, y] = [viewBox.x + viewBox.width, viewBox.y];
  return (
    <g className="chart-level">
      <path d={`M${x + 1} ${y}L${x + 7} ${y + shift}`} stroke="var(--line-strong)" />
      <text x={x + 10} y={y + shift} dominantBaseline="central">
        {name}
      </text>
    </g>
  );
}

function MarkLabel({ viewBox }: LabelProps) {
  if (!viewBox) return null;
  return <path className="chart-mark" d={`M${viewBox.x - 4} ${viewBox.y - 6}h8l-4 6z`} />;
}
