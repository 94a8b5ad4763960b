/**
 * Composes tunes by rule. A tune is eight bars of four phrases, some of which come again; each bar has a chord, whose notes
 * fall on strong beats; between them a tune moves by step, and what leaps steps back (Fux 1725). The first half comes to
 * rest on the fifth, the second on the tonic.
 */
import { HIGHEST, LOWEST, METRES, type Metre } from "../../core/melody/notation.ts";
import type { Note } from "../../core/melody/read.ts";
import { writeMelody } from "../../core/melody/write.ts";
import { type RandomStream, randomStream, randomUniforms, substream } from "../../core/random.ts";

export const MODES = ["major", "minor", "dorian", "mixolydian", "pentatonic"] as const;
export type Mode = (typeof MODES)[number];

/** Semitones of the steps of a scale above its tonic. */
const SCALES: Readonly<Record<Mode, readonly number[]>> = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  pentatonic: [0, 2, 4, 7, 9],
};

/** Chords of bars as degrees of the scale, two bars a phrase; the last two phrases end in a cadence. */
const HARMONIES: readonly (readonly number[])[] = [
  [0, 0, 3, 4, 0, 3, 4, 0],
  [0, 3, 0, 4, 0, 3, 4, 0],
  [0, 5, 3, 4, 3, 0, 4, 0],
  [0, 4, 0, 4, 3, 0, 4, 0],
];
/** Of modes whose own chord is that of the step below the tonic. */
const MODAL: readonly (readonly number[])[] = [
  [0, 6, 0, 4, 0, 6, 6, 0],
  [0, 0, 6, 6, 0, 3, 6, 0],
  [0, 3, 0, 6, 3, 0, 6, 0],
];

/** Which phrase is heard when: the same letter is the same two bars. */
const FORMS = ["AABA", "ABAC", "ABCB", "ABCA", "ABBC", "ABCD"] as const;

/** Lengths of a bar's notes, in eighths, by the sign of the metre; the first are heard most. */
type Rhythms = Readonly<Record<string, readonly string[]>>;
const RHYTHMS: Rhythms = {
  "④": ["2222", "22112", "31211", "224", "11222", "314", "111122", "422", "211112", "11111111"],
  "③": ["222", "42", "312", "2211", "1122", "2112", "111111", "24"],
  "⑥": ["33", "2121", "321", "1113", "213", "111111", "11121", "21111"],
};
/** Of bars that end in the middle of a tune, and at its end. */
const CADENCES: Rhythms = {
  "④": ["26", "44", "224", "8", "1142"],
  "③": ["6", "42", "24", "114"],
  "⑥": ["6", "33", "213", "1113"],
};
const FINALS: Rhythms = { "④": ["8", "26", "44", "224"], "③": ["6", "24"], "⑥": ["6", "33"] };

/** Semitones above C of the keys that tunes are in. */
const TONICS = [0, 2, 4, 5, 7, 9] as const;

/** Uniform numbers one by one. */
type Draw = () => number;
const draws = (stream: RandomStream): Draw => {
  let block = 0;
  let rest: Float32Array = new Float32Array();
  return () => {
    if (rest.length === 0) rest = randomUniforms(substream(stream, block++), 256);
    const [first] = rest as unknown as [number];
    rest = rest.subarray(1);
    return first;
  };
};
const pick = <T>(draw: Draw, of: readonly T[]): T => of[Math.min(of.length - 1, Math.floor(draw() * of.length))] as T;
/** The first ones more often: by the square of a uniform number. */
const pickEarly = <T>(draw: Draw, of: readonly T[]): T => pick(() => draw() ** 2, of);

function pickWeighted<T>(draw: Draw, options: readonly (readonly [T, number])[]): T {
  let left = draw() * options.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [option, weight] of options) {
    left -= weight;
    if (left < 0) return option;
  }
  return (options.at(-1) as readonly [T, number])[0];
}

interface Setting {
  readonly mode: Mode;
  readonly metre: Metre;
  /** MIDI number of the tonic in the middle of the tune. */
  readonly tonic: number;
}

/** The pitch of a degree, counted from the tonic, upwards and downwards. */
function pitchAt({ mode, tonic }: Setting, degree: number): number {
  const scale = SCALES[mode];
  const octave = Math.floor(degree / scale.length);
  return tonic + 12 * octave + (scale[degree - octave * scale.length] as number);
}

/** Whether a degree belongs to the chord on another: its first, third or fifth; of five notes a scale, to the nearest. */
function chordal({ mode }: Setting, degree: number, root: number): boolean {
  const steps = SCALES[mode].length;
  const above = (((degree - root) % steps) + steps) % steps;
  return mode === "pentatonic" ? above === 0 || above === 2 || above === 3 : above === 0 || above === 2 || above === 4;
}

/** A note as a degree, in the tune or in a phrase. */
interface Step {
  readonly degree: number;
  readonly length: number;
  /** A seventh that leads up to the tonic is raised in minor. */
  readonly raised?: boolean;
}

/** The strength of a place: the first note of a bar, and the middle of one that has two halves. */
const strong = ({ eighths }: Metre, at: number): boolean =>
  at === 0 || (eighths === 8 && at === 4) || (eighths === 6 && at === 3);

interface Line {
  readonly setting: Setting;
  readonly draw: Draw;
  readonly lowest: number;
  readonly highest: number;
}

/** The next degree: by step more often than by leap, back by step after a leap, to a note of the chord on a strong beat. */
function nextDegree({ setting, draw, lowest, highest }: Line, from: number, before: number, root: number, on: boolean) {
  const leap = from - before;
  const middle = (lowest + highest) / 2;
  const options: (readonly [number, number])[] = [];
  for (let move = -4; move <= 4; move++) {
    const to = from + move;
    if (to < lowest || to > highest) continue;
    let weight = [0.5, 2, 0.8, 0.25, 0.2][Math.abs(move)] as number;
    if (Math.abs(leap) >= 2 && move !== 0)
      weight *= Math.sign(move) === -Math.sign(leap) && Math.abs(move) === 1 ? 6 : 0.1;
    else if (leap !== 0 && Math.sign(move) === Math.sign(leap)) weight *= 1.6;
    if (chordal(setting, to, root)) weight *= on ? 12 : 1.5;
    // Far from the middle a tune turns back.
    weight *= Math.sign(move) === Math.sign(to - middle) ? 1 / (1 + Math.abs(to - middle) / 3) : 1;
    options.push([to, weight]);
  }
  return pickWeighted(draw, options);
}

/** One bar over a chord, from the degree where the tune is. `end`: the degree that its last note is to be. */
function bar(line: Line, rhythm: string, root: number, from: readonly [number, number], end: number | null): Step[] {
  const { metre } = line.setting;
  const lengths = Array.from(rhythm, Number);
  let [before, at] = from;
  let time = 0;
  return lengths.map((length, i): Step => {
    const last = i === lengths.length - 1;
    const degree = last && end !== null ? end : nextDegree(line, at, before, root, strong(metre, time));
    before = at;
    at = degree;
    time += length;
    return { degree, length };
  });
}

/** The nearest degree to a place that is one of a scale's, such as the fifth. */
function nearest(line: Line, step: number, to: number): number {
  const steps = SCALES[line.setting.mode].length;
  const octaves = [-1, 0, 1].map((octave) => step + octave * steps);
  return octaves
    .filter((degree) => degree >= line.lowest && degree <= line.highest)
    .reduce((best, degree) => (Math.abs(degree - to) < Math.abs(best - to) ? degree : best), step);
}

/** Two bars: the second goes on as the first did a step higher or lower, or has a rhythm of its own; it may come to rest. */
function phrase(
  line: Line,
  chords: readonly [number, number],
  from: number,
  rest: number | null,
  final: boolean,
): Step[] {
  const { setting, draw } = line;
  const { sign } = setting.metre;
  const rhythm = pickEarly(draw, RHYTHMS[sign] as readonly string[]);
  const first = bar(line, rhythm, chords[0], [from, from], null);
  const last = (first.at(-1) as Step).degree;
  const before = first.at(-2)?.degree ?? last;
  if (rest === null && draw() < 0.35) {
    const move = chords[1] === chords[0] ? (draw() < 0.5 ? -1 : 1) : Math.max(-2, Math.min(2, chords[1] - chords[0]));
    const moved = first.map(({ degree, length }) => ({ degree: degree + move, length }));
    if (moved.every(({ degree }) => degree >= line.lowest && degree <= line.highest)) return [...first, ...moved];
  }
  const lists = final ? FINALS : rest === null ? RHYTHMS : CADENCES;
  const second = rest === null && draw() < 0.4 ? rhythm : pickEarly(draw, lists[sign] as readonly string[]);
  const end = rest === null ? null : nearest(line, rest, last);
  return [...first, ...bar(line, second, chords[1], [before, last], end)];
}

/** In minor the seventh before the tonic leads. */
function led(steps: readonly Step[], { mode }: Setting): readonly Step[] {
  if (mode !== "minor") return steps;
  return steps.map((step, i) =>
    ((step.degree % 7) + 7) % 7 === 6 && steps[i + 1]?.degree === step.degree + 1 ? { ...step, raised: true } : step,
  );
}

export interface Tune {
  readonly text: string;
  readonly mode: Mode;
}

const SEED = randomStream(2026, "melodies");

/** Tune `number`, the same for ever: modes and metres take turns. */
export function compose(number: number): Tune {
  const draw = draws(substream(SEED, number));
  const mode = MODES[number % MODES.length] as Mode;
  const metre = METRES[Math.floor(number / MODES.length) % METRES.length] as Metre;
  const tonic = LOWEST + pick(draw, TONICS);
  const setting = { mode, metre, tonic };
  const steps = SCALES[mode].length;
  // From some steps below the tonic to an octave and a bit above, within what can be written.
  const below = tonic >= LOWEST + 5 ? -(steps - Math.round((4 * steps) / 7)) : 0;
  let highest = below + steps + 2;
  while (pitchAt(setting, highest) > HIGHEST) highest--;
  const line: Line = { setting, draw, lowest: below, highest };

  const modal = mode === "dorian" || mode === "mixolydian";
  const harmony = pick(draw, modal ? MODAL : HARMONIES).map((degree) =>
    mode === "pentatonic" ? (PENTATONIC[degree] ?? 0) : degree,
  );
  const form = pick(draw, FORMS);
  const fifth = mode === "pentatonic" ? 3 : 4;
  const phrases = new Map<string, readonly Step[]>();
  const tune: Step[] = [];
  [...form].forEach((letter, i) => {
    const lastPhrase = i === form.length - 1;
    const from =
      tune.at(-1)?.degree ??
      pickWeighted(draw, [
        [0, 3],
        [2, 2],
        [fifth, 2],
      ]);
    const rest = lastPhrase ? 0 : i === 1 ? fifth : null;
    const chords = [harmony[2 * i] as number, harmony[2 * i + 1] as number] as const;
    const again = phrases.get(letter);
    const own = again ?? phrase(line, chords, from, rest, lastPhrase);
    phrases.set(letter, own);
    tune.push(...(again && lastPhrase ? ended(line, again) : own));
  });

  const notes: Note[] = [];
  let at = 0;
  for (const { degree, length, raised } of led(tune, setting)) {
    notes.push({ pitch: pitchAt(setting, degree) + (raised ? 1 : 0), start: at, length });
    at += length;
  }
  return { text: writeMelody(metre, notes), mode };
}

/** Chords of five notes: of the seven degrees the nearest of the five. */
const PENTATONIC: readonly number[] = [0, 1, 2, 3, 3, 4, 4];

/** A phrase that comes again at the end, with an end on the tonic. */
function ended(line: Line, steps: readonly Step[]): readonly Step[] {
  const { metre } = line.setting;
  const kept: Step[] = [];
  let at = 0;
  for (const step of steps) {
    if (at >= metre.eighths) break;
    kept.push(step);
    at += step.length;
  }
  const last = (kept.at(-1) as Step).degree;
  const before = kept.at(-2)?.degree ?? last;
  const rhythm = pickEarly(line.draw, FINALS[metre.sign] as readonly string[]);
  return [...kept, ...bar(line, rhythm, 0, [before, last], nearest(line, 0, last))];
}
