/** What fades at either end, in seconds: shorter is a click, longer takes the attack of a drum. */
export const FADE_S = 0.002;

/**
 * A sound as it may be heard: finite, without an offset, nowhere over full scale, and faded at both ends, so that nothing
 * clicks. The values that were given stay as they are.
 */
export function heard(values: ArrayLike<number>, rate: number): Float32Array<ArrayBuffer> {
  const sound = new Float32Array(values.length);
  let sum = 0;
  for (let i = 0; i < sound.length; i++) {
    const value = values[i] as number;
    sound[i] = Number.isFinite(value) ? value : 0;
    sum += sound[i] as number;
  }
  const offset = sound.length === 0 ? 0 : sum / sound.length;
  let peak = 0;
  for (let i = 0; i < sound.length; i++) {
    sound[i] = (sound[i] as number) - offset;
    peak = Math.max(peak, Math.abs(sound[i] as number));
  }
  if (peak > 1) for (let i = 0; i < sound.length; i++) sound[i] = (sound[i] as number) / peak;
  const fade = Math.min(Math.round(FADE_S * rate), Math.floor(sound.length / 2));
  for (let i = 0; i < fade; i++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * i) / fade);
    const last = sound.length - 1 - i;
    sound[i] = (sound[i] as number) * gain;
    sound[last] = (sound[last] as number) * gain;
  }
  return sound;
}
