import type { ThumbnailProps } from "../../ui/contract.ts";

/** A few real points in the plane. */
export function Thumbnail({ manifest, values }: ThumbnailProps) {
  const thumbnail = manifest.thumbnail?.(values);
  return thumbnail?.kind === "points" ? (
    <svg className="dataset-picture" viewBox="-1.1 -1.1 2.2 2.2" aria-hidden="true">
      {thumbnail.points.map(([x, y]) => (
        <circle key={`${x} ${y}`} cx={x} cy={-y} r={0.045} fill="var(--truth)" />
      ))}
    </svg>
  ) : null;
}
