import { memo, useMemo, useRef, useState } from "react";
import type { Role } from "../../../../schema/role.ts";
import type { WavesView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { playWave } from "../../sound/output.ts";
import { useLabelName } from "../family.tsx";
import { Painted } from "../painter/painted.tsx";
import { pictureBeside } from "../pictures/grid.ts";
import { waveAt } from "../pictures/paint-waves.ts";
import "../pictures/pictures.css";
import "../pictures/waves.css";
import { waveGrid } from "../pictures/wave-grid.ts";
import { useSize } from "../use-size.ts";
import { RoleLegend } from "./images-view.tsx";

const CAPTION = 20;
const GAP = 8;
const NO_ROLES: readonly Role[] = [];

interface WavesViewProps {
  readonly data: Data;
  /** What the sounds are, for whoever does not see them. */
  readonly name: string;
}

/** Sounds in a grid, each with its place: a press plays one, the arrow keys go from one to the next and play it. */
export default function WavesView({ data, name }: WavesViewProps) {
  const t = useT();
  const labelName = useLabelName();
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { width, height } = useSize(box);
  const [chosen, setChosen] = useState(0);
  const { count, columns, roles = NO_ROLES } = data;
  const words = useMemo(() => data.captions ?? data.labels?.map(labelName), [data.captions, data.labels, labelName]);
  const caption = words ? CAPTION : 0;
  const grid = useMemo(
    () => waveGrid({ count, width, height, gap: GAP, caption, columns }),
    [count, width, height, caption, columns],
  );
  const picture = useMemo(() => ({ kind: "waves", data, grid }) as const, [data, grid]);
  const newest = useRef(data);
  newest.current = data;

  const play = useMemo(
    () => (index: number) => {
      setChosen(index);
      playWave(waveAt(newest.current, index), newest.current.rate);
    },
    [],
  );
  function move(event: React.KeyboardEvent): void {
    const next = pictureBeside(event.key, Math.min(chosen, count - 1), grid, count);
    if (next === null) return;
    event.preventDefault();
    play(next);
    list.current?.querySelectorAll<HTMLElement>(".wave-play")[next]?.focus();
  }

  return (
    <div className="pictures">
      <div className="waves-box" ref={box}>
        <div className="waves-field" style={{ height: grid.rows * grid.pitchY - GAP }}>
          <Painted picture={picture} />
          <ul className="waves" ref={list} aria-label={name} onKeyDown={move}>
            {Array.from({ length: count }, (_, index) => (
              <Tile
                // biome-ignore lint/suspicious/noArrayIndexKey: a sound is known by its place
                key={index}
                index={index}
                word={words?.[index]}
                left={(index % grid.columns) * grid.pitchX}
                top={Math.floor(index / grid.columns) * grid.pitchY}
                width={grid.width}
                height={grid.height}
                reached={index === Math.min(chosen, count - 1)}
                onPlay={play}
              />
            ))}
          </ul>
        </div>
      </div>
      <div className="pictures-foot">
        <RoleLegend roles={roles} />
        <span className="quiet">{t("stage.waves.hint")}</span>
      </div>
    </div>
  );
}

interface TileProps {
  readonly index: number;
  readonly word: string | undefined;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether Tab comes to it. */
  readonly reached: boolean;
  readonly onPlay: (index: number) => void;
}

const Tile = memo(function Tile({ index, word, left, top, width, height, reached, onPlay }: TileProps) {
  const t = useT();
  const place = useFormat().number(index + 1);
  return (
    <li style={{ left, top, width }}>
      <button
        type="button"
        className="wave-play"
        style={{ height }}
        tabIndex={reached ? 0 : -1}
        aria-label={
          word === undefined
            ? t("stage.waves.play", { index: place })
            : t("stage.waves.playLabelled", { index: place, label: word })
        }
        onClick={() => onPlay(index)}
      />
      {word === undefined ? null : (
        <span className="wave-word quiet" aria-hidden="true">
          {word}
        </span>
      )}
    </li>
  );
});
