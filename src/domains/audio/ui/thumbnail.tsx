import type { ThumbnailProps } from "../../ui/contract.ts";

/** Between one wave and the next below it. */
const LINE = 24;
const STRETCH = 3;

/** A few real sounds, or a picture of some. */
export function Thumbnail({ manifest, values }: ThumbnailProps) {
  const thumbnail = manifest.thumbnail?.(values);
  if (thumbnail?.kind === "picture") {
    return <img className="dataset-picture" src={thumbnail.path} alt="" loading="lazy" decoding="async" />;
  }
  if (thumbnail?.kind !== "waves") return null;
  const { waves } = thumbnail;
  const stretches = Math.max(...waves.map(({ length }) => length));
  return (
    <svg className="dataset-picture" viewBox={`0 0 ${STRETCH * stretches} ${LINE * waves.length}`} aria-hidden="true">
      {waves.map((swings, row) => (
        <path key={swings} d={outline(swings, LINE * (row + 0.5))} stroke="var(--truth)" strokeWidth={2} fill="none" />
      ))}
    </svg>
  );
}

/** A stroke for each stretch, up and down from the middle. */
const outline = (swings: string, middle: number) =>
  Array.from(
    swings,
    (swing, i) => `M${STRETCH * (i + 0.5)} ${middle - Number(swing) - 0.5}v${2 * Number(swing) + 1}`,
  ).join("");
