import type { Pen } from "../../../app/ui/stage/canvas.tsx";
import { matrixPixels, typicalRange } from "../../../app/ui/stage/matrix.ts";
import { oneExample } from "../../../app/ui/stage/model-graph/flow.ts";
import { layoutGrid } from "../../../app/ui/stage/pictures/grid.ts";
import { type Atlas, atlasOf, drawPicture, placeOf } from "../../../app/ui/stage/pictures/paint-pictures.ts";
import { toRgba } from "../../../app/ui/stage/pictures/rgba.ts";
import type { Probe } from "../../../schema/modelGraph.ts";
import type { DomainOf, DomainPainters } from "../../ui/contract.ts";

export const image: DomainPainters<"image"> = {
  nodes: { images: (pen, { probe, gradient }, { domain }) => paintPictures(pen, probe, domain, gradient) },
  chips: {
    images: (node, probe, { domain: { width, height, channels } }) => {
      return { kind: "picture", values: oneExample(probe, node.examples), width, height, channels };
    },
  },
};

/** A few pictures of a batch, or what the gradient asks of each of their pixels: more in its colour, less in a quiet one. */
function paintPictures(pen: Pen, { values }: Probe, image: DomainOf<"image">, gradient: boolean): void {
  const { context, width, height } = pen;
  const atlas = gradient
    ? gradientAtlas(pen, values, image)
    : atlasOf(toRgba(values, image.channels), image.width, image.height);
  if (!atlas) return;
  const { count } = atlas;
  const margin = 3;
  const aspect = image.width / image.height;
  const box = { width: width - 2 * margin, height: height - 2 * margin, aspect, gap: 2, caption: 0 };
  const grid = layoutGrid({ ...box, count });
  const ratio = context.getTransform().a;
  for (let index = 0; index < count; index++) {
    const { x, y } = placeOf(grid, index, ratio);
    drawPicture(context, atlas, index, x + margin, y + margin, grid.width, grid.height);
  }
}

/** Signed pixels as colours, channels taken together; against the gradient, as the update goes. */
function gradientAtlas(
  { colours }: Pen,
  values: Float32Array,
  { width, height, channels }: DomainOf<"image">,
): Atlas | null {
  const rows = Math.floor(values.length / (width * channels));
  const at = (row: number, column: number): number => {
    const first = (row * width + column) * channels;
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum -= values[first + channel] ?? 0;
    return sum / channels;
  };
  const scale = {
    ground: colours.panel,
    positive: colours.role.gradient,
    negative: colours.quiet,
    range: typicalRange(values),
    mixing: "root",
  } as const;
  return atlasOf(matrixPixels({ rows, columns: width, at }, scale), width, height);
}
