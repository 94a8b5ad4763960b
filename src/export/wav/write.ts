import { SOFTWARE, TRAINED_ALGORITHMIC_MEDIA } from "../media/origin.ts";
import { BITS_PER_BYTE, PCM } from "./format.ts";

export interface WavAbout {
  readonly rateHz: number;
  /** What it is called. */
  readonly title?: string;
  /** Which model made it, in words; what no model made says nothing. */
  readonly model?: string;
}

const BITS = 16;
const FULL_SCALE = 2 ** (BITS - 1) - 1;
const HEADER_BYTES = 12;
const FORMAT_BYTES = 16;

/**
 * One channel as 16-bit PCM. Says in a LIST INFO chunk that a model made it, and which, with the IPTC's digital source type. What is
 * over full scale is cut off, what is no number is silence. wave [T] in −1..1.
 */
export function writeWav(wave: ArrayLike<number>, { rateHz, title, model }: WavAbout): Uint8Array<ArrayBuffer> {
  const info = infoOf([
    ["INAM", title],
    ["ISFT", SOFTWARE],
    ["ICMT", model && `Made by a machine-learning model: ${model}. Digital source type: ${TRAINED_ALGORITHMIC_MEDIA}`],
  ]);
  const bytesPerSample = BITS / BITS_PER_BYTE;
  const format = new Uint8Array(FORMAT_BYTES);
  const fields = new DataView(format.buffer);
  fields.setUint16(0, PCM, true);
  fields.setUint16(2, 1, true);
  fields.setUint32(4, rateHz, true);
  fields.setUint32(8, rateHz * bytesPerSample, true);
  fields.setUint16(12, bytesPerSample, true);
  fields.setUint16(14, BITS, true);
  const data = new Uint8Array(wave.length * bytesPerSample);
  const samples = new DataView(data.buffer);
  for (let t = 0; t < wave.length; t++) {
    const value = Math.min(1, Math.max(-1, wave[t] as number)) || 0;
    samples.setInt16(t * bytesPerSample, Math.round(value * FULL_SCALE), true);
  }
  const chunks = [chunk("fmt ", format), info, chunk("data", data)];
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  const file = new Uint8Array(HEADER_BYTES + size);
  file.set(ascii("RIFF"), 0);
  new DataView(file.buffer).setUint32(4, 4 + size, true);
  file.set(ascii("WAVE"), 8);
  let at = HEADER_BYTES;
  for (const each of chunks) {
    file.set(each, at);
    at += each.length;
  }
  return file;
}

/** Texts of a LIST INFO chunk, each ended by a zero. */
function infoOf(fields: readonly (readonly [id: string, text: string | undefined])[]): Uint8Array {
  const parts = fields.flatMap(([id, text]) => (text ? [...chunk(id, new TextEncoder().encode(`${text}\0`))] : []));
  return chunk("LIST", Uint8Array.from([...ascii("INFO"), ...parts]));
}

/** An identifier, the length, the content; at an even place. */
function chunk(id: string, content: Uint8Array): Uint8Array {
  const made = new Uint8Array(8 + content.length + (content.length % 2));
  made.set(ascii(id), 0);
  new DataView(made.buffer).setUint32(4, content.length, true);
  made.set(content, 8);
  return made;
}

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
