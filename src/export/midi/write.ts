/**
 * Standard MIDI Files, format 0: one track of one voice. MIDI Manufacturers Association, Standard MIDI Files 1.0 (RP-001).
 */
export interface MidiNote {
  /** 0..127. */
  readonly pitch: number;
  /** In quarters from the beginning. */
  readonly start: number;
  readonly length: number;
}

export interface MidiMelody {
  readonly notes: readonly MidiNote[];
  /** As on paper, 3 over 4. */
  readonly metre: { readonly beats: number; readonly unit: number };
  readonly quartersPerMinute: number;
  readonly name: string;
  /** Where it comes from, as a text event (FF 01). */
  readonly about: string;
}

const TICKS_PER_QUARTER = 480;
const VELOCITY = 88;

const META = { text: 0x01, trackName: 0x03, end: 0x2f, tempo: 0x51, metre: 0x58 } as const;

interface Event {
  readonly tick: number;
  readonly bytes: readonly number[];
}

const big = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => (value >>> (8 * (bytes - 1 - i))) & 0xff);

/** Seven bits a byte, the highest bit set in all but the last. */
function variable(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

const meta = (kind: number, data: readonly number[]): number[] => [0xff, kind, ...variable(data.length), ...data];
const text = (kind: number, value: string): number[] => meta(kind, [...new TextEncoder().encode(value)]);

const chunk = (kind: string, data: readonly number[]): number[] => [
  ...Array.from(kind, (letter) => letter.charCodeAt(0)),
  ...big(data.length, 4),
  ...data,
];

/** A melody as the bytes of a `.mid` file. */
export function midiFile({ notes, metre, quartersPerMinute, name, about }: MidiMelody): Uint8Array<ArrayBuffer> {
  const at = (quarters: number) => Math.round(quarters * TICKS_PER_QUARTER);
  const heads: Event[] = [
    text(META.trackName, name),
    text(META.text, about),
    meta(META.tempo, big(Math.round(60_000_000 / quartersPerMinute), 3)),
    // 24 clocks of the metronome a quarter, 8 thirty-seconds a quarter.
    meta(META.metre, [metre.beats, Math.log2(metre.unit), 24, 8]),
  ].map((bytes) => ({ tick: 0, bytes }));
  const played = notes.flatMap(({ pitch, start, length }): Event[] => [
    { tick: at(start), bytes: [0x90, pitch, VELOCITY] },
    { tick: at(start + length), bytes: [0x80, pitch, 0] },
  ]);
  // Of what happens at once the ends come first, so that a note that is struck again is heard twice.
  played.sort((a, b) => a.tick - b.tick || (a.bytes[0] as number) - (b.bytes[0] as number));
  let before = 0;
  const track = [...heads, ...played].flatMap(({ tick, bytes }) => {
    const delta = tick - before;
    before = tick;
    return [...variable(delta), ...bytes];
  });
  const header = [...big(0, 2), ...big(1, 2), ...big(TICKS_PER_QUARTER, 2)];
  return Uint8Array.from([...chunk("MThd", header), ...chunk("MTrk", [...track, 0, ...meta(META.end, [])])]);
}
