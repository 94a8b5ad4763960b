import { InklingError } from "../../../core/errors.ts";
import { bytesOf, readWav } from "../../../export/wav/read.ts";
import { type Decoded, MOST_SECONDS } from "../../../own/sounds/importer.ts";
import { RATE_HZ } from "../../../own/sounds/pack.ts";

/** A compressed file that is larger is not decoded: browsers decode all of it, however long it is. */
const MOST_BYTES = 40 * 2 ** 20;
/** Whoever does not say how long a file is within this time does not say it. */
const PATIENCE_MS = 5000;

/**
 * What a file sounds like, as one channel at {@link RATE_HZ}; what comes after {@link MOST_SECONDS} is left out. WAV is read
 * piece by piece; all else that the browser can play is decoded by it. Rejects what is no sound.
 */
export async function decodeSound(file: Blob): Promise<Decoded> {
  try {
    return await readWav(bytesOf(file), { rateHz: RATE_HZ, mostSeconds: MOST_SECONDS });
  } catch (error) {
    const other = error instanceof InklingError && (error.code === "wavNone" || error.code === "wavCoding");
    if (!other) throw error;
  }
  // Known before anything is decoded.
  const seconds = await durationOf(file);
  if (file.size > MOST_BYTES || seconds > MOST_SECONDS) return { wave: new Float32Array(0), cut: true };
  const context = new OfflineAudioContext(1, 1, RATE_HZ);
  const buffer = await context.decodeAudioData(await file.arrayBuffer());
  return { wave: mixed(buffer), cut: false };
}

function mixed(buffer: AudioBuffer): Float32Array {
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, i) => buffer.getChannelData(i));
  return Float32Array.from(
    { length: buffer.length },
    (_, t) => channels.reduce((sum, channel) => sum + (channel[t] as number), 0) / channels.length,
  );
}

/** In seconds, by what the file says of itself; 0 where it does not. */
function durationOf(file: Blob): Promise<number> {
  const url = URL.createObjectURL(file);
  const player = document.createElement("audio");
  return new Promise<number>((resolve) => {
    const timer = setTimeout(() => resolve(0), PATIENCE_MS);
    const answer = (seconds: number) => {
      clearTimeout(timer);
      resolve(seconds);
    };
    player.onloadedmetadata = () => answer(Number.isFinite(player.duration) ? player.duration : 0);
    player.onerror = () => answer(0);
    player.preload = "metadata";
    player.src = url;
  }).finally(() => {
    player.removeAttribute("src");
    URL.revokeObjectURL(url);
  });
}
