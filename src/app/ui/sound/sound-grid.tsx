import { useMemo, useRef } from "react";
import type { WavesView } from "../../../schema/view.ts";
import { Painted } from "../stage/painter/painted.tsx";
import picturesStyles from "../stage/pictures/pictures.css?inline";
import { waveGrid } from "../stage/pictures/wave-grid.ts";
import { useSize } from "../stage/use-size.ts";
import { adopt } from "../styles/adopt.ts";
import { WaveTiles } from "./wave-tiles.tsx";
import "./waves-style.ts";

adopt(picturesStyles);

/** Room for words under a sound, and between sounds, in pixels. */
const CAPTION = 20;
const GAP = 8;

interface SoundGridProps {
  readonly data: WavesView;
  /** What the sounds are, for whoever does not see them. */
  readonly name: string;
  /** Under each sound. */
  readonly words: readonly string[] | undefined;
}

/** Sounds that fill a box, drawn away from the page's thread, with all that can be pressed; more than fit are scrolled to. */
export function SoundGrid({ data, name, words }: SoundGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const { count, columns } = data;
  const caption = words ? CAPTION : 0;
  const grid = useMemo(
    () => waveGrid({ count, width, height, gap: GAP, caption, columns }),
    [count, width, height, caption, columns],
  );
  const picture = useMemo(() => ({ kind: "waves", data, grid, colouring: "roles" }) as const, [data, grid]);
  return (
    <div className="waves-box" ref={box}>
      <div className="waves-field" style={{ height: Math.max(0, grid.rows * grid.pitchY - GAP) }}>
        <Painted picture={picture} />
        <WaveTiles data={data} grid={grid} name={name} words={words} />
      </div>
    </div>
  );
}
