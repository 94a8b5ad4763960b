import { useEffect, useRef } from "react";
import type { Domain, Sample } from "../../../schema/domain.ts";
import { toRgba } from "../stage/pictures/rgba.ts";

interface BrowsedSampleProps {
  readonly sample: Sample;
  readonly domain: Domain;
  readonly label: string | null;
}

/** A text longer than this has a line to itself. */
const LONG = 40;

/** One real text or picture in the browser of the data; points lie on a plane together. */
export function BrowsedSample({ sample, domain, label }: BrowsedSampleProps) {
  const long = sample.kind === "tokens" && sample.text.length > LONG;
  return (
    <li className={long ? "browse-long" : undefined}>
      {sample.kind === "tokens" ? (
        <span>{sample.text}</span>
      ) : sample.kind === "image" && domain.kind === "image" ? (
        <Picture pixels={sample.pixels} domain={domain} />
      ) : null}
      {label ? <span className="quiet">{label}</span> : null}
    </li>
  );
}

interface PictureProps {
  /** [H, W, C], 0..1. */
  readonly pixels: Float32Array;
  readonly domain: Extract<Domain, { kind: "image" }>;
}

function Picture({ pixels, domain: { height, width, channels } }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext("2d")?.putImageData(new ImageData(toRgba(pixels, channels), width, height), 0, 0);
  }, [pixels, height, width, channels]);
  return <canvas ref={canvas} className="browse-picture" width={width} height={height} />;
}
