import { useEffect, useRef } from "react";
import { isDark } from "../colours.ts";
import { pathColour } from "../pictures/paint-paths.ts";
import type { Plane } from "../pictures/plane.ts";
import { useColours } from "../use-colours.ts";

interface BeadsProps {
  readonly paths: readonly Float32Array[];
  readonly plane: Plane;
}

/** How long a bead takes from one end of its way to the other. */
const WAY_MS = 4200;

/**
 * A bead on each way, which takes its even steps in even time: where the model leaps, it leaps. The browser moves them by
 * itself; where motion is unwelcome each rests in the middle.
 */
export function Beads({ paths, plane }: BeadsProps) {
  const dark = isDark(useColours());
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moves = [...(box.current?.children ?? [])].map((bead, index) => {
      const frames = keyframesOf(paths[index] ?? new Float32Array(), plane);
      const animation = bead.animate(frames, { duration: WAY_MS, iterations: Infinity, direction: "alternate" });
      // By the page's clock: a bead goes on where it was when its way is drawn anew.
      if (still) {
        animation.pause();
        animation.currentTime = WAY_MS / 2;
      } else animation.startTime = 0;
      return animation;
    });
    return () => {
      for (const move of moves) move.cancel();
    };
  }, [paths, plane]);
  return (
    <div className="beads" ref={box} aria-hidden="true">
      {paths.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a way is known by its place alone
        <i key={index} className="bead" style={{ background: pathColour(index, dark) }} />
      ))}
    </div>
  );
}

/** Where a bead is at each even step of its way; places that are no numbers are passed over. */
export function keyframesOf(path: Float32Array, plane: Pick<Plane, "x" | "y">): Keyframe[] {
  const frames: Keyframe[] = [];
  for (let i = 0; 2 * i + 1 < path.length; i++) {
    const [x, y] = [plane.x(path[2 * i] as number), plane.y(path[2 * i + 1] as number)];
    if (Number.isFinite(x) && Number.isFinite(y))
      frames.push({ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)` });
  }
  return frames;
}
