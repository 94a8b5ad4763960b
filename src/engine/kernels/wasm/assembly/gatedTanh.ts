// The gated activation unit of WaveNet: rows of 2 · `width` floats, filter and gate.
import { sigmoid4, tanh4 } from "./functions";
import { load4, mul, splat, store4, sub } from "./lanes";

/** y ← tanh(filter) · σ(gate). */
export function gatedTanhForward(x: usize, y: usize, rows: i32, width: i32): void {
  const half = (<usize>width) << 2;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < width; c += 4) {
      const at = (<usize>c) << 2;
      const rest = width - c;
      store4(y + at, mul(tanh4(load4(x + at, rest)), sigmoid4(load4(x + half + at, rest))), rest);
    }
    x += 2 * half;
    y += half;
  }
}

/** dx ← dy times the slopes of the above, of filter and gate. */
export function gatedTanhBackward(x: usize, dy: usize, dx: usize, rows: i32, width: i32): void {
  const one = splat(1.0);
  const half = (<usize>width) << 2;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < width; c += 4) {
      const at = (<usize>c) << 2;
      const rest = width - c;
      const t = tanh4(load4(x + at, rest));
      const s = sigmoid4(load4(x + half + at, rest));
      const along = mul(load4(dy + at, rest), s);
      store4(dx + at, mul(along, sub(one, mul(t, t))), rest);
      store4(dx + half + at, mul(along, mul(t, sub(one, s))), rest);
    }
    x += 2 * half;
    dy += half;
    dx += 2 * half;
  }
}
