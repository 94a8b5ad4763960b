import { useEffect, useRef, useState } from "react";
import type { ScatterView } from "../../../spec/view.ts";

/** How long points take to reach their new places. */
const MOVE_MS = 180;

const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The scatter on its way from what was shown to what is new: the same noise moves, it does not jump. */
export function useMoving(target: ScatterView): ScatterView {
  const [shown, setShown] = useState(target);
  const drawn = useRef(target);
  useEffect(() => {
    const from = drawn.current;
    if (from === target) return;
    const show = (view: ScatterView): void => {
      drawn.current = view;
      setShown(view);
    };
    if (isStill() || !movable(from, target)) {
      show(target);
      return;
    }
    let frame = 0;
    let began: number | null = null;
    const advance = (now: number): void => {
      began ??= now;
      const share = Math.min(1, (now - began) / MOVE_MS);
      show(share === 1 ? target : between(from, target, share * (2 - share)));
      if (share < 1) frame = requestAnimationFrame(advance);
    };
    frame = requestAnimationFrame(advance);
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return shown;
}

/** Whether the same points can be followed from one view to the other. */
function movable(from: ScatterView, to: ScatterView): boolean {
  return (
    from.bounds.every((edge, i) => edge === to.bounds[i]) &&
    from.layers.length === to.layers.length &&
    from.layers.every(
      ({ role, points }, i) => role === to.layers[i]?.role && points.length === to.layers[i]?.points.length,
    )
  );
}

/** `to` with its points and mesh a share of the way from where they were; field and arrows are the new ones. */
export function between(from: ScatterView, to: ScatterView, share: number): ScatterView {
  const layers = to.layers.map((layer, i) => {
    const old = from.layers[i]?.points;
    return old && layer.role !== "truth" ? { ...layer, points: mixed(old, layer.points, share) } : layer;
  });
  const { mesh } = to;
  const folded =
    mesh && from.mesh?.points.length === mesh.points.length
      ? { ...mesh, points: mixed(from.mesh.points, mesh.points, share) }
      : mesh;
  return { ...to, layers, ...(folded ? { mesh: folded } : {}) };
}

const mixed = (from: Float32Array, to: Float32Array, share: number): Float32Array =>
  to.map((value, i) => value * share + (from[i] ?? value) * (1 - share));
