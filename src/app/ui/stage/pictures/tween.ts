import type { ScatterView } from "../../../../schema/view.ts";

/** How long points take to reach their new places: until the next are expected, within these bounds. */
const LEAST_MS = 120;
const MOST_MS = 400;

/** A scatter on its way from what was shown to what is new: the same noise moves, it does not jump. */
export interface Tween {
  /** From now on everything moves to this view, or is there at once where `still`; the same one again changes nothing. */
  readonly moveTo: (view: ScatterView, now: number, still: boolean) => void;
  /** What is shown at this time, and whether it will have moved by the next. */
  readonly at: (now: number) => { readonly view: ScatterView; readonly moves: boolean };
}

export function createTween(first: ScatterView): Tween {
  let given = first;
  let from: ScatterView | null = null;
  let target = first;
  let began = Number.NEGATIVE_INFINITY;
  let lasts = LEAST_MS;

  function at(now: number): { readonly view: ScatterView; readonly moves: boolean } {
    const share = (now - began) / lasts;
    if (!from || share >= 1) return { view: target, moves: false };
    return { view: between(from, target, Math.max(0, share)), moves: true };
  }

  return {
    at,
    moveTo: (view, now, still) => {
      if (view === given) return;
      given = view;
      const { view: shown } = at(now);
      target = withTruthOf(shown, view);
      from = still || !movable(shown, target) ? null : shown;
      // In a steady flow each way takes as long as the views are apart, so that nothing stops between them.
      lasts = Math.max(LEAST_MS, Math.min(MOST_MS, now - began));
      began = now;
    },
  };
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

/** The view with the very layers of real points that are shown, where they are the same: they need not be painted anew. */
function withTruthOf(shown: ScatterView, view: ScatterView): ScatterView {
  const layers = view.layers.map((layer, i) => {
    const old = shown.layers[i];
    const same = layer.role === "truth" && old?.role === "truth" && equal(old.points, layer.points);
    return same && old ? { ...layer, points: old.points } : layer;
  });
  return { ...view, layers };
}

const equal = (a: Float32Array, b: Float32Array): boolean => a.length === b.length && a.every((x, i) => x === b[i]);

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

function mixed(from: Float32Array, to: Float32Array, share: number): Float32Array {
  const points = new Float32Array(to.length);
  for (let i = 0; i < points.length; i++) {
    points[i] = (to[i] as number) * share + (from[i] ?? (to[i] as number)) * (1 - share);
  }
  return points;
}
