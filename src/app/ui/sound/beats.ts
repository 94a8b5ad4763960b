import type { WavesView } from "../../../schema/view.ts";

/** Steps of a bar: eighths of four quarters. */
export const STEPS = 8;
/** Pads at most, as many as there are keys for. */
export const MOST_PADS = 8;
/** Rows of the sequencer at most. */
const MOST_ROWS = 6;

/** Something to be hit: what the model makes under a label, or one of its samples. */
export interface Pad {
  /** A label's id, or a sample's place. */
  readonly id: string;
  readonly label: string | null;
  /** The samples that it may sound like, by their places; one or more. */
  readonly takes: readonly number[];
}

/** A pad for each label where samples have several, in the order of the data's labels; else one for each sample. */
export function padsOf({ count, labels }: WavesView, order: readonly string[]): readonly Pad[] {
  const present = new Set(labels);
  if (present.size < 2 || !labels) {
    return Array.from({ length: Math.min(count, MOST_PADS) }, (_, i) => ({
      id: String(i),
      label: null,
      takes: everyEighth(i, count),
    }));
  }
  const known = [...order.filter((id) => present.has(id)), ...[...present].filter((id) => !order.includes(id))];
  return known.slice(0, MOST_PADS).map((id) => ({
    id,
    label: id,
    takes: labels.flatMap((label, i) => (label === id ? [i] : [])),
  }));
}

/** Without labels a pad may also be any sample that no other pad is: those eight further on. */
function everyEighth(first: number, count: number): readonly number[] {
  const takes: number[] = [];
  for (let i = first; i < count; i += MOST_PADS) takes.push(i);
  return takes;
}

/** The sample that a pad sounds like: another one each time that `take` is one more. */
export const takeOf = ({ takes }: Pad, take: number): number => takes[take % takes.length] as number;

/** The sounds of the pads as a view. */
export function padView(view: WavesView, pads: readonly Pad[], take: number): WavesView {
  const { rate, length } = view;
  const values =
    view.values instanceof Uint8Array ? new Uint8Array(pads.length * length) : new Float32Array(pads.length * length);
  pads.forEach((pad, i) => {
    const at = takeOf(pad, take) * length;
    values.set(view.values.subarray(at, at + length), i * length);
  });
  return { kind: "waves", rate, length, count: pads.length, values };
}

/** The pads that the sequencer has a row for. */
export const rowsOf = (pads: readonly Pad[]): readonly Pad[] => pads.slice(0, MOST_ROWS);

/** Which steps of each row are on, by the pad's id. */
export type Pattern = Readonly<Record<string, readonly boolean[]>>;

const steps = (written: string): readonly boolean[] => [...written].map((step) => step === "x");
export const NO_STEPS: readonly boolean[] = steps("........");

/** A beat for each drum that has one. */
const DRUMS: Readonly<Record<string, readonly boolean[]>> = {
  kick: steps("x...xx.."),
  snare: steps("..x...x."),
  clap: steps("......x."),
  hat: steps("xxxxxxxx"),
  tom: steps(".......x"),
  cymbal: steps("x......."),
  tabla: steps("...x...."),
  percussion: steps(".....x.."),
};
/** For sounds that are not told apart: something low, something sharp, something steady. */
const ANY = ["x...xx..", "..x...x.", "x.x.x.x.", "...x...x"].map(steps);
/** For notes: up and down again. */
const UP_AND_DOWN = [0, 1, 2, 3, 4, 3, 2, 1];

/** What the sequencer begins with: a beat of drums, a tune of notes, or a beat of whatever there is. */
export function defaultPattern(rows: readonly Pad[]): Pattern {
  const drums = rows.some(({ id }) => Object.hasOwn(DRUMS, id));
  const notes = !drums && rows.some(({ label }) => label !== null);
  return Object.fromEntries(
    rows.map(({ id }, row) => {
      if (drums) return [id, DRUMS[id] ?? NO_STEPS];
      if (notes) return [id, UP_AND_DOWN.map((each) => each % rows.length === row)];
      return [id, ANY[row] ?? NO_STEPS];
    }),
  );
}

/** The pattern with one step the other way round. */
export function toggled(pattern: Pattern, id: string, step: number): Pattern {
  return { ...pattern, [id]: (pattern[id] ?? NO_STEPS).map((on, i) => (i === step ? !on : on)) };
}

/** A step of a bar of four quarters, in seconds. */
export const stepSeconds = (beatsPerMinute: number): number => 60 / beatsPerMinute / 2;

const ROW = ["KeyA", "KeyS", "KeyD", "KeyF", "KeyG", "KeyH", "KeyJ", "KeyK"];

/** The pad of a key, by where it lies, so that the keys stand side by side on every layout; `null` for another key. */
export function padOfKey(code: string): number | null {
  const digit = /^(?:Digit|Numpad)([1-8])$/.exec(code)?.[1];
  const at = digit ? Number(digit) - 1 : ROW.indexOf(code);
  return at < 0 ? null : at;
}
