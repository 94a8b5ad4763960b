import { Play } from "lucide-react";
import { type ReactNode, useCallback, useLayoutEffect, useRef } from "react";
import type { CodedView } from "../../../../schema/view.ts";
import { type ImagesView, type WavesView, waveOf } from "../../../../schema/view.ts";
import { useT } from "../../i18n/i18n.ts";
import { Written } from "../../notation/written.tsx";
import { IconButton } from "../../shell/controls/button.tsx";
import { playSound } from "../../sound/played.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { useNotation } from "../family.tsx";
import { paintWave } from "../pictures/paint-wave.ts";
import { toRgba } from "../pictures/rgba.ts";

interface SampleProps {
  readonly view: CodedView["shown"];
  readonly index: number;
}

/** One sample of a view, as large as its box. Whoever shows it names it. */
export function Sample({ view, index }: SampleProps): ReactNode {
  switch (view.kind) {
    case "images":
      return <Picture view={view} index={index} />;
    case "waves":
      return <Wave view={view} index={index} />;
    case "lines":
      return <Line text={view.texts[index] ?? ""} />;
    default:
      return null;
  }
}

/** What a sample says to who does not see it. */
export const readingOf = (view: CodedView["shown"] | undefined, index: number): string =>
  view?.kind === "lines" ? (view.texts[index] ?? "") : "";

function Picture({ view, index }: { readonly view: ImagesView; readonly index: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, channels, pixels } = view;
  useLayoutEffect(() => {
    const size = width * height * channels;
    const own = pixels.subarray(index * size, (index + 1) * size);
    if (own.length < size) return;
    canvas.current?.getContext("2d")?.putImageData(new ImageData(toRgba(own, channels), width, height), 0, 0);
  }, [pixels, index, width, height, channels]);
  return <canvas ref={canvas} className="together-picture" width={width} height={height} />;
}

function Wave({ view, index }: { readonly view: WavesView; readonly index: number }) {
  const paint = useCallback(
    (pen: Pen) => {
      const { width, height, colours } = pen;
      paintWave(pen, waveOf(view, index), { x: 0, y: 0, width, height }, colours.role.generator);
    },
    [view, index],
  );
  return (
    <span className="together-wave">
      <Canvas paint={paint} className="pictures-canvas" aria-hidden="true" />
    </span>
  );
}

function Line({ text }: { readonly text: string }) {
  const t = useT();
  const notation = useNotation();
  return (
    <span className="together-line">
      {text.trim() === "" ? (
        <span className="quiet">{t("stage.text.empty")}</span>
      ) : (
        <Written text={text} notation={notation} />
      )}
    </span>
  );
}

interface PlayButtonProps extends SampleProps {
  readonly label: string;
}

/** Of sounds: has one heard. */
export function PlayButton({ view, index, label }: PlayButtonProps) {
  if (view.kind !== "waves") return null;
  return (
    <IconButton small kind="quiet" className="together-play" label={label} onClick={() => playSound(view, index)}>
      <Play size="1em" aria-hidden="true" />
    </IconButton>
  );
}
