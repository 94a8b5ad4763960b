import type { ThumbnailProps } from "../../ui/contract.ts";

/** A picture of a few real sounds. */
export function Thumbnail({ manifest, values }: ThumbnailProps) {
  const thumbnail = manifest.thumbnail?.(values);
  return thumbnail?.kind === "picture" ? (
    <img className="dataset-picture" src={thumbnail.path} alt="" loading="lazy" decoding="async" />
  ) : null;
}
