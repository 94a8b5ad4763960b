/** Arithmetic of codes: ways between them, mixtures, and the next generation. A code is what a model makes a sample of. */
import { type RandomStream, randomNormals, randomUniforms, substream } from "./random.ts";

export type Code = Float32Array;

/**
 * What lies between two codes. `straight`: a line, where any place between is as likely as its ends. `arc`: codes of many
 * Gaussian numbers all lie about equally far from the middle, and so does what is between them. White 2016.
 */
export type Geometry = "straight" | "arc";

const lengthOf = (code: Code): number => Math.hypot(...code);

/** The code at a share of the way from one to another; the ends are the codes themselves. */
export function between(from: Code, to: Code, share: number, geometry: Geometry): Code {
  return geometry === "arc" ? onArc(from, to, share) : onLine(from, to, share);
}

const onLine = (from: Code, to: Code, share: number): Code =>
  from.map((value, i) => value + ((to[i] as number) - value) * share);

/** Spherical interpolation of the directions (Shoemake 1985), and linear of the lengths. */
function onArc(from: Code, to: Code, share: number): Code {
  const [a, b] = [lengthOf(from), lengthOf(to)];
  const cosine = a > 0 && b > 0 ? from.reduce((sum, value, i) => sum + value * (to[i] as number), 0) / (a * b) : 1;
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  // Codes in one line have no arc of their own between them.
  if (Math.sin(angle) < 1e-4) return onLine(from, to, share);
  const [before, after] = [(1 - share) * angle, share * angle].map((part) => Math.sin(part) / Math.sin(angle));
  const length = a + (b - a) * share;
  return from.map(
    (value, i) => length * (((before as number) * value) / a + ((after as number) * (to[i] as number)) / b),
  );
}

/** A stop of a walk, and which of the codes it is nearest to. */
export interface Stop {
  readonly code: Code;
  readonly nearest: number;
}

/** Even stops on the way through all of these codes, at most so many and never fewer than the codes. */
export function walkThrough(codes: readonly Code[], stops: number, geometry: Geometry): readonly Stop[] {
  const legs = codes.length - 1;
  if (legs < 1) return codes.map((code, nearest) => ({ code, nearest }));
  const each = Math.max(1, Math.floor((stops - 1) / legs));
  return Array.from({ length: legs * each + 1 }, (_, i) => {
    const leg = Math.min(legs - 1, Math.floor(i / each));
    const share = i / each - leg;
    const code = between(codes[leg] as Code, codes[leg + 1] as Code, share, geometry);
    return { code, nearest: leg + (share < 0.5 ? 0 : 1) };
  });
}

/**
 * The sum of codes, each times its weight. On an arc the sum gives the direction alone, and the length is that of the codes,
 * by how much each counts: so a blend of many is as far from the middle as each of them, and of one it is the code itself.
 */
export function mixture(codes: readonly Code[], weights: readonly number[], geometry: Geometry): Code {
  const sum = new Float32Array(codes[0]?.length ?? 0);
  codes.forEach((code, n) => {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (weights[n] ?? 0) * (code[i] as number);
  });
  if (geometry === "straight") return sum;
  const counts = weights.slice(0, codes.length).map(Math.abs);
  const total = counts.reduce((a, b) => a + b, 0);
  const length = lengthOf(sum);
  if (total === 0 || length < 1e-6) return sum;
  const typical = codes.reduce((all, code, n) => all + (counts[n] as number) * lengthOf(code), 0) / total;
  return sum.map((value) => (value * typical) / length);
}

/**
 * A code a little off: of its numbers as many as before, moved by noise. 0 changes nothing, 1 forgets the code. Codes that are
 * N(0, I) stay so.
 */
export function mutated(code: Code, strength: number, stream: RandomStream): Code {
  const noise = randomNormals(stream, code.length);
  const kept = Math.sqrt(Math.max(0, 1 - strength ** 2));
  return code.map((value, i) => kept * value + strength * (noise[i] as number));
}

export interface Child {
  readonly code: Code;
  /** The place among the parents of the one whose label it takes after. */
  readonly after: number;
}

/**
 * Children of codes: half of them take each number from one of two parents (uniform crossover; Syswerda 1989), half are a
 * blend of both, and all are mutated. Parents take turns, so that each has children. The same stream has the same children.
 */
export function bred(
  parents: readonly Code[],
  { count, strength, geometry }: { count: number; strength: number; geometry: Geometry },
  stream: RandomStream,
): readonly Child[] {
  if (parents.length === 0) return [];
  return Array.from({ length: count }, (_, n) => {
    const own = substream(stream, n);
    const first = n % parents.length;
    const [pick = 0, share = 0] = randomUniforms(substream(own, 0), 2);
    const others = parents.length - 1;
    const second = others > 0 ? (first + 1 + Math.floor(pick * others)) % parents.length : first;
    const [a, b] = [parents[first] as Code, parents[second] as Code];
    const coins = randomUniforms(substream(own, 1), a.length);
    const crossed =
      n % 2 === 0
        ? a.map((value, i) => ((coins[i] as number) < 0.5 ? value : (b[i] as number)))
        : between(a, b, share, geometry);
    const after = n % 2 === 0 || share < 0.5 ? first : second;
    return { code: mutated(crossed, strength, substream(own, 2)), after };
  });
}

/** Codes one after the other, as they are sent to be decoded; and one of them back. */
export function rowsOf(codes: readonly Code[]): Float32Array {
  const width = codes[0]?.length ?? 0;
  const rows = new Float32Array(width * codes.length);
  for (const [n, code] of codes.entries()) rows.set(code, n * width);
  return rows;
}

export const rowAt = (rows: Float32Array, width: number, n: number): Code => rows.slice(n * width, (n + 1) * width);
