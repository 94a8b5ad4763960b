import { createContext, useContext, useId } from "react";
import type { ChartAxes } from "./axes.ts";
import type { ChartLine } from "./lines.ts";
import { linePath, spreadPath } from "./paths.ts";
import { type PlotArea, pixelOfStep, pixelOfValue } from "./plot-area.ts";

/** The lines that a chart draws now: they reach their component past the chart, whose axes are not drawn with them. */
export const LinesContext = createContext<readonly ChartLine[]>([]);

interface PlotLinesProps {
  readonly area: PlotArea;
  readonly axes: ChartAxes;
}

/** All lines of a chart, each as one path. */
export function PlotLines({ area, axes }: PlotLinesProps) {
  const lines = useContext(LinesContext);
  const clip = useId();
  return (
    <g className="chart-lines">
      <clipPath id={clip}>
        <rect x={area.left} y={area.top - 2} width={area.width + 2} height={area.height + 3} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {lines.map((line) => (
          <Behind key={line.key} line={line} area={area} axes={axes} />
        ))}
        {lines.map((line) => (
          <path
            key={line.key}
            className={`chart-line chart-line-${line.kind}`}
            d={linePath(area, axes, line.steps, line.values)}
            stroke={`var(--${line.role})`}
            strokeDasharray={line.dashed ? "5 4" : undefined}
          />
        ))}
      </g>
      {lines.map((line) => (line.dots ? <Dots key={line.key} line={line} area={area} axes={axes} /> : null))}
    </g>
  );
}

interface OneLineProps extends PlotLinesProps {
  readonly line: ChartLine;
}

/** What a line smooths over: how far values spread, and their course. */
function Behind({ line: { steps, behind, role }, area, axes }: OneLineProps) {
  if (!behind) return null;
  const { spread, values } = behind;
  return (
    <>
      {spread ? (
        <path
          className="chart-spread"
          d={spreadPath(area, axes, steps, spread.minima, spread.maxima)}
          fill={`var(--${role})`}
        />
      ) : null}
      {values ? (
        <path className="chart-line chart-line-raw" d={linePath(area, axes, steps, values)} stroke={`var(--${role})`} />
      ) : null}
    </>
  );
}

function Dots({ line: { steps, values, role }, area, axes }: OneLineProps) {
  return steps.map((step, i) => {
    const y = pixelOfValue(area, axes, values[i] as number);
    if (!Number.isFinite(y)) return null;
    return <circle key={step} cx={pixelOfStep(area, axes, step)} cy={y} r={2.25} fill={`var(--${role})`} />;
  });
}
