import { useEffect, useRef } from "react";
import type { Exhibit } from "../../state/games/exhibits.ts";
import { Written } from "../notation/written.tsx";
import { useNotation } from "../stage/family.tsx";
import { toRgba } from "../stage/pictures/rgba.ts";

interface ExhibitProps {
  readonly of: Exhibit;
  /** What a picture is called, for those who do not see it. */
  readonly name: string;
}

/** One sample, as large as its place. */
export function ExhibitView({ of, name }: ExhibitProps) {
  const notation = useNotation();
  if (of.kind === "picture") return <Picture of={of} name={name} />;
  const long = of.text.length > 30;
  return (
    <p className="game-text" data-long={long || undefined} translate="no">
      <Written text={of.text} notation={notation} />
    </p>
  );
}

function Picture({ of, name }: { readonly of: Extract<Exhibit, { kind: "picture" }>; readonly name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { pixels, channels, width, height } = of;
  useEffect(() => {
    canvas.current?.getContext("2d")?.putImageData(new ImageData(toRgba(pixels, channels), width, height), 0, 0);
  }, [pixels, channels, width, height]);
  return <canvas ref={canvas} className="game-picture" role="img" aria-label={name} width={width} height={height} />;
}
