import { useCallback } from "react";
import type { Domain } from "../../../spec/domain.ts";
import type { MachineNode, Probe } from "../../../spec/machine.ts";
import { useFormat } from "../../i18n/i18n.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { type Matrix, probeMatrix, typicalRange } from "../matrix.ts";
import { paintBars, paintCharacters, paintMatrix, paintNumber } from "../paint.ts";
import { paintPictures, paintProbePoints } from "./paint-probe.ts";

interface NodePictureProps {
  readonly node: MachineNode;
  readonly probe: Probe | null;
  /** The values are gradients: drawn in the gradient's colour. */
  readonly gradient: boolean;
  /** What went through before the gradient came back: where its points lie. */
  readonly forward: Probe | null;
  readonly domain: Domain | undefined;
}

const NO_WORDS: readonly string[] = [];

/** What flows through a node now. Decoration for the eye: the words and numbers stand beside it. */
export function NodePicture({ node, probe, gradient, forward, domain }: NodePictureProps) {
  const format = useFormat();
  const paint = useCallback(
    (pen: Pen) => {
      if (!probe || probe.values.length === 0) return;
      const colour = pen.colours.role[gradient ? "gradient" : node.role];
      const { values, shape } = probe;
      const vocabulary = domain?.kind === "tokens" ? domain.vocabulary : NO_WORDS;
      const picture = pictureOf(node, gradient, domain);
      switch (picture) {
        case "characters":
          return paintCharacters(
            pen,
            [...values].map((token) => vocabulary[token] ?? "·"),
            colour,
          );
        case "bars":
          return paintBars(pen, values.subarray(-(shape.at(-1) ?? values.length)), colour);
        case "number":
          return paintNumber(pen, format.number(values[0] ?? Number.NaN, THREE_DIGITS), pen.colours.ink);
        case "images":
          return domain?.kind === "image" ? paintPictures(pen, probe, domain, gradient) : undefined;
        case "scatter": {
          const points = gradient ? (forward?.values ?? values) : values;
          return paintProbePoints(pen, points, node.role, gradient && forward ? values : null);
        }
        case "heatmap": {
          const { ground, quiet } = pen.colours;
          const scale = {
            ground,
            positive: colour,
            negative: quiet,
            range: typicalRange(values),
            mixing: "root",
          } as const;
          return paintMatrix(pen, readable(probeMatrix(values, shape, pen.width / pen.height), pen), scale);
        }
        default:
          return picture satisfies never;
      }
    },
    [node, probe, gradient, forward, domain, format],
  );
  return <Canvas paint={paint} className="machine-canvas" aria-hidden="true" />;
}

/** How it is drawn: gradients of anything but a vector are told best by a heat map, and so is what has another shape. */
function pictureOf({ picture }: MachineNode, gradient: boolean, domain: Domain | undefined): MachineNode["picture"] {
  if (picture === "images" && domain?.kind !== "image") return "heatmap";
  return gradient && picture === "characters" ? "heatmap" : picture;
}

const THREE_DIGITS = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };

/** The newest columns and first rows of a matrix, as many as can be told apart by eye. */
function readable({ rows, columns, at }: Matrix, { width, height }: Pen): Matrix {
  const shownColumns = Math.min(columns, Math.max(1, Math.floor(width / 4)));
  const shownRows = Math.min(rows, Math.max(1, Math.floor(height / 2)));
  const first = columns - shownColumns;
  return { rows: shownRows, columns: shownColumns, at: (row, column) => at(row, first + column) };
}
