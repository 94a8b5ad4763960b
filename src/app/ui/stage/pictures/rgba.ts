/** Grey or colour pixels, 0..1 or bytes, as opaque bytes. [N · C] → [N · 4]. */
export function toRgba(pixels: Float32Array | Uint8Array, channels: 1 | 3): Uint8ClampedArray<ArrayBuffer> {
  const white = pixels instanceof Uint8Array ? 1 : 255;
  const count = Math.floor(pixels.length / channels);
  const bytes = new Uint8ClampedArray(count * 4);
  for (let i = 0; i < count; i++) {
    for (let channel = 0; channel < 3; channel++) {
      bytes[4 * i + channel] = white * (pixels[i * channels + (channels === 1 ? 0 : channel)] ?? 0);
    }
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}
