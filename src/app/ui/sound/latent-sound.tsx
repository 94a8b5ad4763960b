import { useCallback, useEffect, useRef } from "react";
import { type WavesView, waveOf } from "../../../schema/view.ts";
import { Canvas, type Pen } from "../stage/canvas.tsx";
import { paintWave } from "../stage/pictures/paint-wave.ts";
import type { Playing } from "./output.ts";
import { playSound } from "./played.ts";
import { SoundGrid } from "./sound-grid.tsx";
import "./waves-style.ts";

interface HereProps {
  readonly view: WavesView;
  readonly name: string;
  /** Where the hand was put; `null` until it was. */
  readonly put: readonly number[] | null;
}

interface EndProps {
  readonly view: WavesView;
  readonly index: number;
  readonly name: string;
}

type LatentSoundProps = ({ readonly part: "here" } & HereProps) | ({ readonly part: "end" } & EndProps);

/** What a latent space decodes to where sounds are decoded: at the place, or at an end of a slider. */
export default function LatentSound(props: LatentSoundProps) {
  return props.part === "here" ? <Here {...props} /> : <End {...props} />;
}

/** The sound at the place: heard whenever the hand has moved there, and when it is pressed. */
function Here({ view, name, put }: HereProps) {
  const awaited = useRef(false);
  const last = useRef<Playing | null>(null);
  const from = useRef(put);
  if (from.current !== put) {
    from.current = put;
    awaited.current = true;
  }
  useEffect(() => {
    // A model that learns decodes the same place anew, again and again.
    if (!awaited.current) return;
    awaited.current = false;
    last.current?.stop();
    last.current = playSound(view, 0);
  }, [view]);
  return (
    <div className="latent-picture latent-sound">
      <SoundGrid data={view} name={name} words={undefined} />
    </div>
  );
}

/** The wave at one end of a slider; a press plays it. */
function End({ view, index, name }: EndProps) {
  const paint = useCallback(
    (pen: Pen) => {
      const { width, height, colours } = pen;
      paintWave(pen, waveOf(view, index), { x: 0, y: 0, width, height }, colours.role.generator);
    },
    [view, index],
  );
  return (
    <button
      type="button"
      className="latent-end latent-end-sound"
      aria-label={name}
      onClick={() => playSound(view, index)}
    >
      <Canvas paint={paint} className="pictures-canvas" aria-hidden="true" />
    </button>
  );
}
