import type { Pen } from "../../../app/ui/stage/canvas.tsx";
import type { Rgb } from "../../../app/ui/stage/colours.ts";
import { matrixPixels, typicalRange } from "../../../app/ui/stage/matrix.ts";
import { oneExample } from "../../../app/ui/stage/model-graph/flow.ts";
import { type Box, paintWave } from "../../../app/ui/stage/pictures/paint-wave.ts";
import type { DomainPainters } from "../../ui/contract.ts";

/** Between one sound and the next below it. */
const GAP = 2;

export const audio: DomainPainters<"audio"> = {
  nodes: {
    images: (pen, { probe, gradient, colour }, { domain }) => {
      const own = gradient ? pen.colours.role.gradient : colour;
      const { values, shape } = probe;
      const [frames = 1, bands = 1] = shape.slice(-3);
      const size = domain.form === "wave" ? domain.length : frames * bands;
      const count = Math.max(1, Math.floor(values.length / size));
      const height = (pen.height - GAP * (count - 1)) / count;
      // Gradients are small: drawn as large as they are beside each other.
      const range = gradient ? typicalRange(values) : 1;
      for (let i = 0; i < count; i++) {
        const sound = values.subarray(i * size, (i + 1) * size);
        const box = { x: 0, y: i * (height + GAP), width: pen.width, height };
        if (domain.form === "wave") paintWave(pen, range === 1 ? sound : sound.map((each) => each / range), box, own);
        else paintBands(pen, sound, bands, range, box, own);
      }
    },
  },
  chips: {
    images: (node, probe, { domain }) => {
      const values = oneExample(probe, node.examples);
      if (domain.form === "wave") return { kind: "units", values: swings(values) };
      const bands = probe.shape.at(-2) ?? 1;
      const frames = Math.floor(values.length / bands);
      return { kind: "picture", values: upright(values, frames, bands), width: frames, height: bands, channels: 1 };
    },
  },
};

/** How far a wave swings in each of a few stretches: what there is room for on the way from one node to another. */
function swings(wave: Float32Array): Float32Array {
  const most = new Float32Array(9);
  for (let i = 0; i < wave.length; i++) {
    const stretch = Math.floor((i * most.length) / wave.length);
    most[stretch] = Math.max(most[stretch] as number, Math.abs(wave[i] as number));
  }
  return most;
}

/** Frame by frame from the lowest band up, as rows from the highest band down. [F, bands] → [bands, F] */
function upright(values: Float32Array, frames: number, bands: number): Float32Array {
  const made = new Float32Array(frames * bands);
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < bands; band++) {
      made[(bands - 1 - band) * frames + frame] = values[frame * bands + band] as number;
    }
  }
  return made;
}

/** A spectrogram, time from left to right and what is high at the top. */
function paintBands(pen: Pen, values: Float32Array, bands: number, range: number, box: Box, colour: Rgb): void {
  const { context, colours } = pen;
  const frames = Math.floor(values.length / bands);
  const rows = upright(values, frames, bands);
  const matrix = {
    rows: bands,
    columns: frames,
    at: (row: number, column: number) => rows[row * frames + column] as number,
  };
  const scale = { ground: colours.panel, positive: colour, negative: colours.quiet, range, mixing: "linear" } as const;
  const canvas = new OffscreenCanvas(frames, bands);
  canvas.getContext("2d")?.putImageData(new ImageData(matrixPixels(matrix, scale), frames, bands), 0, 0);
  context.drawImage(canvas, box.x, box.y, box.width, box.height);
}
