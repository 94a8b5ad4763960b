import type { Pen } from "../../../app/ui/stage/canvas.tsx";
import { css, type Rgb } from "../../../app/ui/stage/colours.ts";
import { oneExample } from "../../../app/ui/stage/model-graph/flow.ts";
import { paintLayer, paintScalars } from "../../../app/ui/stage/model-graph/paint-node.ts";
import { visibleCharacter } from "../../../app/ui/stage/views/visible-characters.ts";
import type { DomainPainters } from "../../ui/contract.ts";

export const tokens: DomainPainters<"tokens"> = {
  nodes: {
    characters: (pen, flow, { domain: { vocabulary } }) => {
      // Gradients of characters are told best by their units.
      if (flow.gradient) return paintLayer(pen, flow);
      const characters = [...written(flow.probe.values)].map((token) => vocabulary[token] ?? "·");
      return paintCharacters(pen, characters, flow.colour);
    },
    bars: (pen, flow, { domain: { vocabulary } }) => {
      const scores = oneExample(flow.probe, flow.node.examples);
      if (flow.gradient || scores.length !== vocabulary.length) return paintScalars(pen, flow);
      return paintGuesses(pen, scores, vocabulary, flow.colour);
    },
  },
  chips: {
    characters: (_, { values }, { domain }) => ({
      kind: "glyph",
      text: visibleCharacter(domain.vocabulary[written(values).at(-1) ?? -1] ?? "·"),
    }),
    bars: (node, probe, { domain: { vocabulary } }) => {
      const scores = oneExample(probe, node.examples);
      if (scores.length !== vocabulary.length) return { kind: "number", value: scores[0] ?? 0 };
      return { kind: "glyph", text: visibleCharacter(vocabulary[likeliest(scores, 1)[0]?.token ?? -1] ?? "·") };
    },
  },
};

/** Of a text that is filled up with newlines the first of them alone, which ends it. */
function written(tokens: Float32Array): Float32Array {
  const last = tokens.findLastIndex((token) => token !== 0);
  return tokens.subarray(0, last + 2);
}

/** A run of characters in lines, the newest last and strongest, older ones fading. */
function paintCharacters({ context, width, height }: Pen, characters: readonly string[], colour: Rgb): void {
  const size = Math.max(11, Math.min(19, height / 3.6));
  // Chinese characters are as wide as they are high.
  const [pitch, line] = [size * (characters.some((one) => /\p{Script=Han}/u.test(one)) ? 1.12 : 0.86), size * 1.4];
  const columns = Math.max(1, Math.floor((width - 8) / pitch));
  const lines = Math.max(1, Math.floor((height - 6) / line));
  const shown = characters.slice(-columns * lines);
  const rows = Math.ceil(shown.length / columns);
  context.font = `600 ${size}px ui-serif, Georgia, "Noto Serif", "Noto Serif SC", serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const left = (width - (Math.min(columns, shown.length) - 1) * pitch) / 2;
  const top = (height - (rows - 1) * line) / 2;
  for (const [i, character] of shown.entries()) {
    context.fillStyle = css(colour, 0.4 + (0.6 * (i + 1)) / shown.length);
    const [row, column] = [Math.floor(i / columns), i % columns];
    if (i === shown.length - 1) {
      // The one that is read now, which travels on.
      context.fillStyle = css(colour, 0.2);
      context.fillRect(left + column * pitch - pitch / 2, top + row * line - line / 2, pitch, line);
      context.fillStyle = css(colour);
    }
    context.fillText(character === "\n" ? "↵" : character, left + column * pitch, top + row * line);
  }
}

/** The likeliest next characters with their probabilities, by the scores of all of them. */
function paintGuesses(
  { context, width, height, colours }: Pen,
  scores: Float32Array,
  vocabulary: readonly string[],
  colour: Rgb,
): void {
  const line = Math.max(14, Math.min(24, height / 6));
  const rows = Math.max(1, Math.floor((height - 4) / line));
  context.textBaseline = "middle";
  for (const [i, { token, probability }] of likeliest(scores, rows).entries()) {
    const y = (height - Math.min(rows, scores.length) * line) / 2 + (i + 0.5) * line;
    context.fillStyle = css(colour, 0.16);
    context.fillRect(line + 2, y - line * 0.32, width - line - 6, line * 0.64);
    context.fillStyle = css(colour, 0.85);
    context.fillRect(line + 2, y - line * 0.32, (width - line - 6) * probability, line * 0.64);
    const character = vocabulary[token] ?? "·";
    context.font = `600 ${line * 0.72}px ui-serif, Georgia, "Noto Serif SC", serif`;
    context.textAlign = "center";
    context.fillStyle = css(colours.ink);
    context.fillText(character === "\n" ? "↵" : character === " " ? "␣" : character, line / 2 + 2, y + 1);
  }
}

/** The greatest of the scores as probabilities, the greatest first. */
function likeliest(scores: Float32Array, count: number) {
  const most = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  return Array.from(scores, (score, token) => ({ token, probability: Math.exp(score - most) / total }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
}
