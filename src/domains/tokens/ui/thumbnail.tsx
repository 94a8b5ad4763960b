import type { ThumbnailProps } from "../../ui/contract.ts";

const LINES = 4;

/** A few real texts, a line each. */
export function Thumbnail({ manifest, values }: ThumbnailProps) {
  return manifest
    .preview(values)
    .slice(0, LINES)
    .map((line) => <span key={line}>{line}</span>);
}
