import { useCallback, useId, useMemo } from "react";
import type { Role } from "../../../../schema/role.ts";
import type { ScheduleView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { adopt } from "../../styles/adopt.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { layoutGrid } from "../pictures/grid.ts";
import { type Curve, paintCurves } from "../pictures/paint-curves.ts";
import { atlasOfView, paintGrid } from "../pictures/paint-pictures.ts";
import { paintScatter } from "../pictures/paint-scatter.ts";
import { paintFitted } from "../pictures/paint-wave.ts";
import picturesStyles from "../pictures/pictures.css?inline";
import { planeIn } from "../pictures/plane.ts";

adopt(picturesStyles);

/** Signal and noise beyond this many times one another look alike. */
const MOST_DECIBELS = 40;

/** How the noise grows, as curves over time and as what becomes of real samples. */
export default function ScheduleView({ data }: { readonly data: Data }) {
  const t = useT();
  const format = useFormat();
  const { times, signal, noise } = data;
  const shares = useMemo(
    (): Curve[] => [
      { role: "truth", values: signal.map((alpha) => alpha ** 2) },
      { role: "neutral", values: noise.map((sigma) => sigma ** 2), dashed: true },
    ],
    [signal, noise],
  );
  const ratio = useMemo(
    (): Curve[] => [
      {
        role: "generator",
        values: signal.map((alpha, i) => {
          const decibels = 20 * Math.log10(alpha / Math.max(1e-9, noise[i] as number));
          return Math.max(-MOST_DECIBELS, Math.min(MOST_DECIBELS, decibels));
        }),
      },
    ],
    [signal, noise],
  );
  return (
    <div className="schedule">
      <div className="schedule-curves">
        <CurveFigure name={t("stage.schedule.shares")} times={times} curves={shares} range={[0, 1]}>
          <Key of="truth" name={t("stage.schedule.signal")} />
          <Key of="neutral" name={t("stage.schedule.noise")} dashed />
        </CurveFigure>
        <CurveFigure
          name={t("stage.schedule.ratio")}
          times={times}
          curves={ratio}
          range={[-MOST_DECIBELS, MOST_DECIBELS]}
        />
      </div>
      <ul className="schedule-noised" aria-label={t("stage.schedule.noised")}>
        {data.noised.map(({ time, view }) => (
          <li key={time}>
            <Thumb view={view} name={t("stage.frames.time", { time: format.value(time, 2) })} />
            <span className="quiet tabular">{t("stage.frames.time", { time: format.value(time, 2) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface CurveFigureProps {
  readonly name: string;
  readonly times: Float32Array;
  readonly curves: readonly Curve[];
  readonly range: readonly [number, number];
  readonly children?: React.ReactNode;
}

function CurveFigure({ name, times, curves, range: [low, high], children }: CurveFigureProps) {
  const heading = useId();
  const paint = useCallback(
    (pen: Pen) => paintCurves(pen, { times, curves, range: [low, high] }),
    [times, curves, low, high],
  );
  return (
    <figure aria-labelledby={heading}>
      <figcaption id={heading}>
        {name} <span className="schedule-keys">{children}</span>
      </figcaption>
      <Canvas paint={paint} className="schedule-canvas" aria-hidden="true" />
    </figure>
  );
}

function Key({ of: role, name, dashed }: { readonly of: Role; readonly name: string; readonly dashed?: boolean }) {
  return (
    <span className={`schedule-key role-${role}`}>
      <i data-dashed={dashed || undefined} aria-hidden="true" /> {name}
    </span>
  );
}

/** Samples in little room. */
function Thumb({ view, name }: { readonly view: Data["noised"][number]["view"]; readonly name: string }) {
  const atlas = useMemo(() => (view.kind === "images" ? atlasOfView(view) : null), [view]);
  const paint = useCallback(
    (pen: Pen) => {
      const { width, height } = pen;
      if (view.kind === "waves") return paintFitted(pen, view);
      if (view.kind === "scatter") return paintScatter(pen, view, planeIn(view.bounds, width, height));
      if (!atlas) return;
      const box = { count: view.count, width, height, aspect: view.width / view.height, columns: undefined };
      const grid = layoutGrid({ ...box, gap: 2, caption: 0 });
      paintGrid(pen, { grid, atlas, roleOf: () => undefined, captionOf: null, chosen: null });
    },
    [view, atlas],
  );
  return <Canvas paint={paint} className="schedule-thumb" role="img" aria-label={name} />;
}
