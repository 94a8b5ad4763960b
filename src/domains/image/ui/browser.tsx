import { useEffect, useRef } from "react";
import { BrowsedList } from "../../../app/ui/recipe/browsed-list.tsx";
import { toRgba } from "../../../app/ui/stage/pictures/rgba.ts";
import type { DomainBrowser, DomainOf } from "../../ui/contract.ts";

export const image: DomainBrowser<"image"> = {
  pageSize: 60,
  Page: ({ name, rows, domain, labelName }) => (
    <BrowsedList name={name} coming={rows === null} className="browse-pictures">
      {rows?.map(({ place, sample: { pixels, label } }) => (
        <li key={place}>
          <Picture pixels={pixels} domain={domain} />
          {label ? <span className="quiet">{labelName(label)}</span> : null}
        </li>
      ))}
    </BrowsedList>
  ),
};

interface PictureProps {
  /** [H, W, C], 0..1. */
  readonly pixels: Float32Array;
  readonly domain: DomainOf<"image">;
}

function Picture({ pixels, domain: { height, width, channels } }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext("2d")?.putImageData(new ImageData(toRgba(pixels, channels), width, height), 0, 0);
  }, [pixels, height, width, channels]);
  return <canvas ref={canvas} className="browse-picture" width={width} height={height} />;
}
