import { useEffect, useRef } from "react";

interface PictureGridProps {
  readonly shown: { readonly count: number; readonly pixels: Uint8Array };
  readonly side: number;
  readonly channels: 1 | 3;
  readonly name: string;
}

const COLUMNS = 10;

/** The first pictures as they will be learned from. */
export function PictureGrid({ shown: { count, pixels }, side, channels, name }: PictureGridProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = Math.ceil(count / COLUMNS);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    for (let n = 0; n < count; n++) {
      const picture = new ImageData(side, side);
      for (let i = 0; i < side * side; i++) {
        for (let c = 0; c < 3; c++) {
          picture.data[4 * i + c] = pixels[(n * side * side + i) * channels + (channels === 1 ? 0 : c)] as number;
        }
        picture.data[4 * i + 3] = 255;
      }
      context.putImageData(picture, (n % COLUMNS) * side, Math.floor(n / COLUMNS) * side);
    }
  }, [count, pixels, side, channels]);
  if (count === 0) return null;
  return (
    <canvas
      ref={canvas}
      className="own-grid"
      role="img"
      aria-label={name}
      // Another size begins with an empty canvas.
      key={`${side} ${rows}`}
      width={COLUMNS * side}
      height={rows * side}
    />
  );
}
