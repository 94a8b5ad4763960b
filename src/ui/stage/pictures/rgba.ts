/** Grey or colour pixels 0..1 as opaque bytes. [N · C] → [N · 4]. */
export function toRgba(pixels: Float32Array, channels: 1 | 3): Uint8ClampedArray<ArrayBuffer> {
  const count = Math.floor(pixels.length / channels);
  const bytes = new Uint8ClampedArray(count * 4);
  for (let i = 0; i < count; i++) {
    for (let channel = 0; channel < 3; channel++) {
      bytes[4 * i + channel] = 255 * (pixels[i * channels + (channels === 1 ? 0 : channel)] ?? 0);
    }
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}
