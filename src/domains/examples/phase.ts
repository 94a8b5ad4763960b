import * as tf from "@tensorflow/tfjs";

/**
 * x moved along an axis by a chance number of places, −most..most, the same for all of a batch; what comes in at an end is
 * what stands beside it, mirrored. Phase shuffle keeps a critic from telling made sounds by where their waves begin: Donahue
 * et al. 2019, 3.3. `uniform` [1] in 0..1 says by how many. Differentiable any number of times.
 */
export function phaseShuffle(
  x: tf.Tensor,
  { most, axis, uniform }: { most: number; axis: number; uniform: tf.Tensor },
) {
  const length = x.shape[axis] as number;
  const reach = Math.min(most, length - 1);
  if (reach <= 0) return x;
  const part = (from: number, count: number, of = x) => {
    const begin = of.shape.map((_, i) => (i === axis ? from : 0));
    return of.slice(
      begin,
      of.shape.map((side, i) => (i === axis ? count : side)),
    );
  };
  const before = Array.from({ length: reach }, (_, i) => part(reach - i, 1));
  const after = Array.from({ length: reach }, (_, i) => part(length - 2 - i, 1));
  const wide = tf.concat([...before, x, ...after], axis);
  const places = 2 * reach + 1;
  // 1 for the place that was drawn and 0 for the others, so that no number has to be read from the device.
  const from = (place: number) => tf.step(tf.add(tf.sub(uniform, place / places), 1e-7));
  const moved = Array.from({ length: places }, (_, place) => {
    const chosen = place + 1 < places ? tf.sub(from(place), from(place + 1)) : from(place);
    return tf.mul(part(place, length, wide), chosen);
  });
  return moved.reduce((sum, each) => tf.add(sum, each));
}
