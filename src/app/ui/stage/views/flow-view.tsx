import { useCallback, useMemo, useRef } from "react";
import type { FlowView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { adopt } from "../../styles/adopt.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { RoleMark } from "../pictures/mark.tsx";
import { paintFlow, paintParticles } from "../pictures/paint-flow.ts";
import { clipTo, paintGround } from "../pictures/paint-scatter.ts";
import picturesStyles from "../pictures/pictures.css?inline";
import { planeIn } from "../pictures/plane.ts";
import { useSize } from "../use-size.ts";
import { PlayerBar, usePlayer } from "./player.tsx";

adopt(picturesStyles);

const FRAME_MS = 170;

/** The flow from noise to data: arrows of a time, and points that it carries, over the density of the data. */
export default function FlowView({ data, name }: { readonly data: Data; readonly name: string }) {
  const t = useT();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const player = usePlayer(data.times.length - 1, FRAME_MS);
  const { positionAt, playing, index } = player;
  const [west, south, east, north] = data.bounds;
  const plane = useMemo(
    () => planeIn([west, south, east, north], width, height),
    [west, south, east, north, width, height],
  );
  // While it plays the picture asks for itself; held, it is drawn anew where the slider was moved to.
  const held = playing ? null : index;
  const paintUnder = useCallback(
    (pen: Pen) => {
      clipTo(pen, plane);
      paintGround(pen, { kind: "scatter", bounds: data.bounds, layers: [], field: data.density }, plane);
    },
    [data, plane],
  );
  const paint = useCallback(
    (pen: Pen, now: number) => {
      const position = held ?? positionAt(now);
      clipTo(pen, plane);
      paintFlow(pen, data, position, plane);
      paintParticles(pen, data, position, plane);
      return held === null;
    },
    [data, plane, held, positionAt],
  );
  const particles = data.particles.length / 2 / data.times.length;
  return (
    <div className="played">
      <div className="pictures">
        <div className="pictures-field plane-field" ref={frame} role="img" aria-label={name}>
          <Canvas paint={paintUnder} className="pictures-canvas" aria-hidden="true" />
          <Canvas paint={paint} className="pictures-canvas flow-over" aria-hidden="true" />
        </div>
        <div className="pictures-foot">
          <ul className="legend">
            <li>
              <span className="mark mark-density" aria-hidden="true" /> {t("stage.fields.truth")}
            </li>
            <li>
              <RoleMark of="generator" /> {t("stage.flow.particles")}{" "}
              <span className="quiet tabular">{format.number(particles)}</span>
            </li>
            <li>
              <span className="mark mark-arrow" aria-hidden="true">
                →
              </span>{" "}
              {t("stage.flow.arrows")}
            </li>
          </ul>
        </div>
      </div>
      <PlayerBar player={player} times={data.times} />
    </div>
  );
}
