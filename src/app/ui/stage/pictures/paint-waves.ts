import { type WavesView, waveOf } from "../../../../schema/view.ts";
import type { Pen } from "../canvas.tsx";
import { css, type Rgb } from "../colours.ts";
import type { Grid } from "./grid.ts";
import { type Box, paintWave } from "./paint-wave.ts";
import { type Spectrograms, spectrogramPixels } from "./spectrograms.ts";

export interface WavesPainting {
  readonly grid: Grid;
  readonly colourOf: (index: number) => Rgb;
  /** Drawn under each sound; absent where there is no room. */
  readonly spectrograms?: Spectrograms | null;
}

/** The share of a sound's height that its wave has, over its spectrogram. */
const WAVE = 0.56;
/** Corners, at most. */
const ROUND = 8;

/** Sounds in a grid, each on a ground of its own: the wave, and under it what frequencies it has. */
export function paintWaves(pen: Pen, view: WavesView, { grid, colourOf, spectrograms = null }: WavesPainting): void {
  const { context, colours } = pen;
  const { width, height } = grid;
  const split = spectrograms ? Math.round(height * WAVE) : height;
  for (let index = 0; index < view.count; index++) {
    const x = grid.left + (index % grid.columns) * grid.pitchX;
    const y = grid.top + Math.floor(index / grid.columns) * grid.pitchY;
    const colour = colourOf(index);
    context.save();
    context.beginPath();
    context.roundRect(x, y, width, height, Math.min(ROUND, height / 6));
    context.clip();
    context.fillStyle = css(colours.ground);
    context.fillRect(x, y, width, height);
    paintWave(pen, waveOf(view, index), { x, y, width, height: split }, colour);
    if (spectrograms) {
      const box = { x, y: y + split, width, height: height - split };
      paintSpectrogram(context, spectrogramPixels(spectrograms, index, [colours.ground, colour, colours.ink]), box);
    }
    context.restore();
  }
}

let scratch: OffscreenCanvas | null = null;

function paintSpectrogram(context: Pen["context"], image: ImageData, { x, y, width, height }: Box): void {
  if (scratch?.width !== image.width || scratch.height !== image.height) {
    scratch = new OffscreenCanvas(image.width, image.height);
  }
  scratch.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(scratch, x, y, width, height);
}
