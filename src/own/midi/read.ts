/** Reads Standard MIDI Files of formats 0 and 1, as far as notes and metre go. MIDI Manufacturers Association, RP-001. */

/** Times are in quarters from the beginning. */
export interface ReadNote {
  /** Track and channel: one voice. */
  readonly voice: string;
  readonly channel: number;
  readonly pitch: number;
  readonly start: number;
  readonly length: number;
}

export interface ReadMidi {
  readonly notes: readonly ReadNote[];
  /** The first that the file names. */
  readonly metre: { readonly beats: number; readonly unit: number } | null;
}

/** Bytes of a message after its status, by the upper half of that. */
const DATA_BYTES: Readonly<Record<number, number>> = { 8: 2, 9: 2, 10: 2, 11: 2, 12: 1, 13: 1, 14: 2 };
const META = 0xff;
const METRE = 0x58;
const SYSEX = [0xf0, 0xf7];

/** @throws RangeError where the bytes are no such file, or are cut short before any note. */
export function readMidi(bytes: Uint8Array): ReadMidi {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kindAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 14 || kindAt(0) !== "MThd") throw new RangeError("no MIDI file");
  const division = view.getUint16(12);
  // Of frames a second the tempo says nothing: 120 quarters a minute are supposed.
  const perQuarter = division & 0x8000 ? ((256 - (division >> 8)) * (division & 0xff)) / 2 : division;
  if (!(perQuarter > 0)) throw new RangeError("no time");

  const notes: ReadNote[] = [];
  let metre: ReadMidi["metre"] = null;
  let at = 8 + view.getUint32(4);
  for (let track = 0; at + 8 <= bytes.length; track++) {
    const end = Math.min(bytes.length, at + 8 + view.getUint32(at + 4));
    if (kindAt(at) === "MTrk") {
      const found = readTrack(bytes.subarray(at + 8, end), track, perQuarter);
      notes.push(...found.notes);
      metre ??= found.metre;
    }
    at = end;
  }
  return { notes, metre };
}

function readTrack(bytes: Uint8Array, track: number, perQuarter: number): ReadMidi {
  const notes: ReadNote[] = [];
  /** When each note that sounds began, by channel and pitch. */
  const begun = new Map<number, number>();
  let metre: ReadMidi["metre"] = null;
  let [at, tick, status] = [0, 0, 0];
  const byte = () => bytes[at++] ?? 0;
  function variable(): number {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const next = byte();
      value = (value << 7) | (next & 0x7f);
      if (next < 0x80) break;
    }
    return value;
  }
  while (at < bytes.length) {
    tick += variable();
    // What is no status goes on with the last one.
    if ((bytes[at] ?? 0) >= 0x80) status = byte();
    if (status === META) {
      const [kind, length] = [byte(), variable()];
      if (kind === METRE) metre ??= { beats: bytes[at] ?? 4, unit: 2 ** (bytes[at + 1] ?? 2) };
      at += length;
      continue;
    }
    if (SYSEX.includes(status)) {
      at += variable();
      continue;
    }
    const kind = status >> 4;
    const count = DATA_BYTES[kind];
    if (count === undefined) break;
    const [first, second] = [byte(), count > 1 ? byte() : 0];
    if (kind !== 8 && kind !== 9) continue;
    const channel = status & 0x0f;
    const key = 128 * channel + first;
    const from = begun.get(key);
    if (from !== undefined) {
      const [start, length] = [from / perQuarter, (tick - from) / perQuarter];
      notes.push({ voice: `${track} ${channel}`, channel, pitch: first, start, length });
      begun.delete(key);
    }
    if (kind === 9 && second > 0) begun.set(key, tick);
  }
  return { notes, metre };
}
