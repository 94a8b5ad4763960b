import type { ThumbnailProps } from "../../ui/contract.ts";

const LINES = 4;

/** A few real texts, a line each; or the notes that one of them writes down. */
export function Thumbnail({ manifest, values }: ThumbnailProps) {
  const picture = manifest.thumbnail?.(values);
  if (picture?.kind === "notes") return <Notes notes={picture.notes} />;
  return manifest
    .preview(values)
    .slice(0, LINES)
    .map((line) => <span key={line}>{line}</span>);
}

type NotesProps = { readonly notes: readonly (readonly [start: number, length: number, pitch: number])[] };

function Notes({ notes }: NotesProps) {
  const width = Math.max(...notes.map(([start, length]) => start + length));
  const top = Math.max(...notes.map(([, , pitch]) => pitch)) + 2;
  const path = notes.map(([start, length, pitch]) => `M${start} ${top - pitch}h${length - 0.25}v1h${0.25 - length}z`);
  return (
    <svg className="dataset-notes" viewBox={`0 0 ${width} ${top + 2}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path.join("")} />
    </svg>
  );
}
