import { type ReactNode, useMemo, useRef } from "react";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { useSize } from "../stage/use-size.ts";
import { useApp } from "../store.ts";
import type { ChartAxes } from "./axes.ts";
import { ChartReading } from "./chart-reading.tsx";
import type { Level } from "./line-plot.tsx";
import type { ChartLine } from "./lines.ts";
import { pixelsOfRem, plotArea } from "./plot-area.ts";
import { LinesContext } from "./plot-lines.tsx";

const LinePlot = lazyPart(() => import("./line-plot.tsx"));

interface ChartFrameProps {
  readonly lines: readonly ChartLine[];
  readonly axes: ChartAxes;
  readonly levels: readonly Level[];
  /** Steps at which something was changed. */
  readonly marks: readonly number[];
  /** What is said of a step. */
  readonly reading: (step: number) => ReactNode;
}

/** A chart in a box whose size never changes: a placeholder until the chart's code is there and there is a line to draw. */
export function ChartFrame({ lines, axes, levels, marks, reading }: ChartFrameProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const projector = useApp((state) => state.projector);
  const labelled = levels.length > 0;
  // Projector mode enlarges the text.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it changes what a rem is
  const rem = useMemo(pixelsOfRem, [projector, width]);
  const area = useMemo(() => plotArea(width, height, rem, labelled), [width, height, rem, labelled]);
  const empty = lines.length === 0;
  return (
    <div className="chart-box" ref={box}>
      {empty ? <p className="chart-waiting quiet">{t("stage.chart.waiting")}</p> : null}
      {width > 0 && height > 0 && !empty ? (
        <Part
          name={t("stage.lossCurves")}
          form="view"
          coming={<p className="chart-waiting quiet">{t("stage.chart.loading")}</p>}
        >
          <LinesContext value={lines}>
            <LinePlot axes={axes} levels={levels} marks={marks} area={area} width={width} height={height} rem={rem} />
          </LinesContext>
          <ChartReading lines={lines} axes={axes} area={area} reading={reading} />
        </Part>
      ) : null}
    </div>
  );
}
