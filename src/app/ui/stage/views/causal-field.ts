import type { CausalFieldView } from "../../../../schema/view.ts";

/** A place of a level that the prediction can see, and those of the level below that it is made from. */
export interface Seen {
  readonly level: number;
  readonly place: number;
  /** 0..1 of the most at its level. */
  readonly share: number;
  readonly from: readonly number[];
}

/** What the prediction after the character at `of` is made from, from the prediction itself down to the characters. */
export function seenFrom({ text, dilations, kernelSize, influence }: CausalFieldView, of: number): readonly Seen[] {
  const [T, levels] = [text.length, dilations.length + 1];
  let places: readonly number[] = [of];
  return Array.from({ length: levels }, (_, i) => levels - 1 - i).flatMap((level) => {
    const dilation = dilations[level - 1] ?? 0;
    const below = (place: number) =>
      level === 0
        ? []
        : Array.from({ length: kernelSize }, (_, tap) => place - tap * dilation).filter((one) => one >= 0);
    const seen = places.map((place): Seen => {
      const share = (influence[(of * levels + level) * T + place] ?? 0) / 255;
      return { level, place, share, from: below(place) };
    });
    places = [...new Set(seen.flatMap(({ from }) => from))];
    return seen;
  });
}
