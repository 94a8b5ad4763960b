import { memo, useMemo } from "react";
import { CartesianGrid, LineChart, ReferenceLine, XAxis, YAxis } from "recharts";
import { useFormat } from "../i18n/i18n.ts";
import type { ChartAxes } from "./axes.ts";
import { AXIS, type PlotArea, pixelOfValue } from "./plot-area.ts";
import { PlotLines } from "./plot-lines.tsx";
import { spreadLabels } from "./scale.ts";

/** A value to beat, drawn as a labelled level line. */
export interface Level {
  readonly name: string;
  readonly value: number;
}

export interface LinePlotProps {
  readonly axes: ChartAxes;
  readonly levels: readonly Level[];
  /** Steps at which something was changed. */
  readonly marks: readonly number[];
  readonly area: PlotArea;
  readonly width: number;
  readonly height: number;
  readonly rem: number;
}

const LABEL_REM = 0.875;

/**
 * The chart itself, apart from its lines, which are drawn more often: axes that stay the same objects are not drawn again.
 * This module holds recharts and is loaded after the first paint.
 */
export default memo(function LinePlot({ axes, levels, marks, area, width, height, rem }: LinePlotProps) {
  const format = useFormat();
  const { x, y, logarithmic } = axes;
  const shifts = useMemo(() => {
    const wanted = levels.map(({ value }) => pixelOfValue(area, axes, value));
    const placed = spreadLabels(wanted, LABEL_REM * rem, area.top + 4, area.top + area.height - 4);
    return placed.map((pixel, i) => pixel - (wanted[i] as number));
  }, [levels, area, axes, rem]);
  const tick = { fill: "var(--ink-3)", fontSize: "0.6875rem" };
  return (
    <LineChart data={NO_ROWS} width={width} height={height} margin={area.margin} accessibilityLayer={false}>
      <CartesianGrid vertical={false} syncWithTicks stroke="var(--line)" strokeDasharray="" />
      <XAxis
        dataKey="step"
        type="number"
        domain={[...x.domain]}
        ticks={[...x.ticks]}
        tickFormatter={(step: number) => format.number(step, { notation: "compact" })}
        height={AXIS.height * rem}
        axisLine={{ stroke: "var(--line-strong)" }}
        tickLine={false}
        tick={tick}
        allowDataOverflow
        interval={0}
      />
      <YAxis
        type="number"
        domain={[...y.domain]}
        ticks={[...y.ticks]}
        scale={logarithmic ? "log" : "linear"}
        tickFormatter={(value: number) => format.value(value, 3)}
        width={AXIS.width * rem}
        axisLine={false}
        tickLine={false}
        tick={tick}
        allowDataOverflow
        interval={0}
      />
      <PlotLines area={area} axes={axes} />
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
    </LineChart>
  );
});

/** Its lines are ours. Axes that allow data to overflow them need none to have their domain. */
const NO_ROWS: { step: number }[] = [];

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
