import { useCallback } from "react";
import type { DatasetFacts, Domain } from "../../../../schema/domain.ts";
import type { ModelGraphNode, Probe } from "../../../../schema/modelGraph.ts";
import { useFormat } from "../../i18n/i18n.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { paintBars, paintCharacters, paintNumber } from "../paint.ts";
import { oneExample } from "./flow.ts";
import { paintGuesses, paintPictures, paintProbePoints, paintScores, paintUnits } from "./paint-probe.ts";

interface NodePictureProps {
  readonly node: ModelGraphNode;
  readonly probe: Probe | null;
  /** The values are gradients: drawn in the gradient's colour. */
  readonly gradient: boolean;
  /** What went through before the gradient came back: where its points lie. */
  readonly forward: Probe | null;
  readonly facts: DatasetFacts | null;
}

const NO_WORDS: readonly string[] = [];

/** What flows through a node now. Decoration for the eye: the words and numbers stand beside it. */
export function NodePicture({ node, probe, gradient, forward, facts }: NodePictureProps) {
  const format = useFormat();
  const domain = facts?.domain;
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
        case "bars": {
          const one = oneExample(probe, node.examples);
          if (!gradient && vocabulary.length > 0) return paintGuesses(pen, one, vocabulary, colour);
          if (!gradient && shape.length === 1 && values.length > 1 && node.examples !== undefined) {
            return paintScores(pen, values, colour, (value) => format.value(value, 2));
          }
          return paintBars(pen, one.length > 1 ? one : values, colour);
        }
        case "number": {
          const value = values[0] ?? Number.NaN;
          return paintNumber(
            pen,
            [3, 2, 1].map((digits) => format.value(value, digits)),
            pen.colours.ink,
          );
        }
        case "images":
          return domain?.kind === "image" ? paintPictures(pen, probe, domain, gradient) : undefined;
        case "scatter": {
          const points = gradient ? (forward?.values ?? values) : values;
          return paintProbePoints(
            pen,
            points,
            node.role,
            gradient && forward ? values : null,
            facts?.distribution?.bounds,
          );
        }
        case "heatmap":
          return paintUnits(pen, oneExample(probe, node.examples), colour);
        default:
          return picture satisfies never;
      }
    },
    [node, probe, gradient, forward, domain, facts, format],
  );
  return <Canvas paint={paint} className="model-graph-canvas" aria-hidden="true" />;
}

/** How it is drawn: gradients of characters are told best by their units, and so is what has another shape. */
function pictureOf(
  { picture }: ModelGraphNode,
  gradient: boolean,
  domain: Domain | undefined,
): ModelGraphNode["picture"] {
  if (picture === "images" && domain?.kind !== "image") return "heatmap";
  return gradient && picture === "characters" ? "heatmap" : picture;
}
