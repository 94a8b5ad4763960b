import * as tf from "@tensorflow/tfjs";
import type { SequenceDomain } from "../../domains/contract.ts";
import { nextView, readText } from "../../domains/sequence/read.ts";
import type { ViewRequest } from "../../engine/model.ts";
import type { AttentionView, BlanksView, Guess, ViewData } from "../../schema/view.ts";
import { layOut, longestText, scoreTexts, surroundings, symbolsOf, UNKNOWN } from "./fill.ts";
import type { Reader } from "./network.ts";
import { type Architecture, BLANK } from "./sizes.manifest.ts";

const LIKELIEST = 8;
/** Of a longer text the beginning is looked at: every character sees every other. */
const LONGEST_SEEN = 80;
/** Far below any score. */
const HIDDEN = -1e9;

/** Before the softmax: q·kᵀ / √(C / heads). q [N, T, C], k [N, S, C] → [N, heads, T, S]. */
export function scores(q: tf.Tensor3D, k: tf.Tensor3D, heads: number): tf.Tensor4D {
  const split = (x: tf.Tensor3D) => {
    const [N, T, C] = x.shape;
    return tf.transpose(x.reshape([N, T, heads, C / heads]), [0, 2, 1, 3]); // [N, heads, T, C / heads]
  };
  return tf.div(tf.matMul(split(q), split(k), false, true), Math.sqrt(q.shape[2] / heads));
}

/** Computes `next`, `blanks` or `heads` for a text. */
export async function view(
  reader: Reader,
  sizes: Architecture,
  domain: SequenceDomain,
  request: ViewRequest,
): Promise<ViewData> {
  if (request.view === "heads") return headsView(reader, sizes, domain, request);
  return sizes.masked
    ? blanksView(reader, sizes, domain, request)
    : nextView(await read(reader, sizes, domain, request), domain.symbols);
}

const read = (reader: Reader, sizes: Architecture, domain: SequenceDomain, request: ViewRequest, longest = 256) =>
  readText(
    domain,
    request,
    { labels: sizes.labels, longest: Math.min(longest, sizes.context - 1) },
    (tokens, labels) => ({ logits: reader.score(reader.read({ tokens, labels }).hidden) as tf.Tensor3D }),
  );

const textOf = (request: ViewRequest) => (request.source === "text" ? request.text : "");

/** The number of the label that is asked for. */
const labelOf = ({ sampling }: ViewRequest, { facts }: SequenceDomain) =>
  facts.labels.indexOf(String(sampling.label ?? ""));

/** What stands in each blank. Without a chosen label, the mean over all of them. */
async function blanksView(
  reader: Reader,
  sizes: Architecture,
  domain: SequenceDomain,
  request: ViewRequest,
): Promise<BlanksView> {
  const { symbols } = domain;
  const text = symbolsOf(textOf(request), domain).slice(0, longestText(sizes));
  const places = text.flatMap((symbol, place) => (symbol === UNKNOWN ? [place] : []));
  const shown = text.map((symbol) => (symbol === UNKNOWN ? null : (symbols[symbol] as string)));
  if (places.length === 0) return { kind: "blanks", text: shown, candidates: [], filling: [] };

  const around = await surroundings(request.examples);
  const wanted = labelOf(request, domain);
  const labels = sizes.labels === 0 ? null : wanted >= 0 ? [wanted] : Array.from({ length: sizes.labels }, (_, l) => l);
  const [L, V] = [labels?.length ?? 1, sizes.vocabulary];
  const left = new Set(places);
  const now = [...text];
  let candidates: Guess[][] = [];
  const filling: { place: number; guess: Guess }[] = [];
  while (left.size > 0) {
    const lanes = layOut(
      Array.from({ length: L }, () => now),
      labels,
      around,
      sizes,
      domain,
    );
    const mixed = tf.tidy(() =>
      tf.mean(tf.softmax(scoreTexts(reader, lanes, now.length, sizes, domain)).reshape([L, now.length, V]), 0),
    );
    const probabilities = await mixed.data();
    mixed.dispose();
    const guesses = (place: number) =>
      symbols
        .map((token, v): Guess => ({ token, probability: probabilities[place * V + v] as number }))
        .sort((a, b) => b.probability - a.probability)
        .slice(0, LIKELIEST);
    if (candidates.length === 0) candidates = places.map(guesses);
    const best = [...left]
      .map((place) => ({ place, guess: guesses(place)[0] as Guess }))
      .reduce((surest, each) => (each.guess.probability > surest.guess.probability ? each : surest));
    filling.push(best);
    left.delete(best.place);
    now[best.place] = symbols.indexOf(best.guess.token);
  }
  return { kind: "blanks", text: shown, candidates, filling };
}

/** Where each character looks, under the label that is asked for or explains the text best; masked, the first one. */
async function headsView(
  reader: Reader,
  sizes: Architecture,
  domain: SequenceDomain,
  request: ViewRequest,
): Promise<AttentionView> {
  const { masked, layers, heads, labels: known } = sizes;
  const { symbols, start } = domain;
  const wanted = Math.max(0, labelOf(request, domain));
  let tokens: readonly number[];
  let label = wanted;
  let lane: { tokens: Int32Array; labels: Int32Array | null; from: number };
  if (masked) {
    tokens = symbolsOf(textOf(request), domain).slice(0, Math.min(LONGEST_SEEN, longestText(sizes)));
    lane = layOut([tokens], known > 0 ? [label] : null, await surroundings(request.examples), sizes, domain);
    lane = { ...lane, from: lane.from - 1 };
  } else {
    const reading = await read(reader, sizes, domain, request, LONGEST_SEEN);
    tokens = reading.tokens;
    label = reading.labels[reading.best] as number;
    const all = Int32Array.from([start, ...tokens]);
    lane = { tokens: all, labels: Int32Array.from(all, () => label), from: 0 };
  }
  const T = tokens.length + 1;
  const all = lane.tokens.length;
  const weights = tf.tidy(() => {
    const hidden = Float32Array.from({ length: all * all }, (_, i) =>
      !masked && i % all > Math.floor(i / all) ? HIDDEN : 0,
    );
    const mask = tf.tensor(hidden, [1, 1, all, all]);
    const seen: tf.Tensor[] = [];
    reader.read({
      tokens: tf.tensor2d(lane.tokens, [1, all], "int32"),
      labels: known > 0 && lane.labels ? tf.tensor2d(lane.labels, [1, all], "int32") : undefined,
      watch: (_, q, k) =>
        seen.push(tf.softmax(tf.add(scores(q, k, heads), mask)).slice([0, 0, lane.from, lane.from], [1, heads, T, T])),
    });
    return tf.concat(seen, 0); // [layers, heads, T, T]
  });
  const numbers = await weights.data();
  weights.dispose();
  const text = tokens.map((symbol) => (symbol === UNKNOWN ? BLANK : (symbols[symbol] as string)));
  return {
    kind: "attention",
    text: [symbols[start] as string, ...text],
    ...{ layers, heads },
    weights: Uint8Array.from(numbers, (weight) => Math.round(255 * weight)),
  };
}
