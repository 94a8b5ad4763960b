import { lazy, Suspense, useRef } from "react";
import { useT } from "../i18n/i18n.ts";
import { useSize } from "../stage/use-size.ts";
import type { LinePlotProps } from "./line-plot.tsx";

const LinePlot = lazy(() => import("./line-plot.tsx"));

type ChartFrameProps = Omit<LinePlotProps, "width" | "height">;

/** A chart in a box whose size never changes: a placeholder until the chart's code is there and there is a line to draw. */
export function ChartFrame(props: ChartFrameProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const empty = props.data.rows.length === 0;
  return (
    <div className="chart-box" ref={box}>
      {empty ? <p className="chart-waiting quiet">{t("stage.chart.waiting")}</p> : null}
      {width > 0 && height > 0 && !empty ? (
        <Suspense fallback={<p className="chart-waiting quiet">{t("stage.chart.loading")}</p>}>
          <LinePlot {...props} width={width} height={height} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Fetches the chart's code while nothing else is to be done, so that the first loss is drawn at once. */
export function preloadCharts(): void {
  void import("./line-plot.tsx");
}
