import { type MidiEvent, writeMidi } from "midi-file";
import { expect, it } from "vitest";
import { midiFile } from "../../export/midi/write.ts";
import { NO_TUNES, withFiles } from "./importer.ts";
import { readMidi } from "./read.ts";
import { tunesOf } from "./tunes.ts";

const note = (channel: number, noteNumber: number, deltaTime: number, ticks: number): MidiEvent[] => [
  { deltaTime, type: "noteOn", channel, noteNumber, velocity: 90 },
  // Of velocity 0, as most files have it, so that the status runs on.
  { deltaTime: ticks, type: "noteOn", channel, noteNumber, velocity: 0 },
];
const end: MidiEvent = { deltaTime: 0, type: "endOfTrack", meta: true };

/** Written by an independent writer: two tracks, drums among them, with running status. */
function file(division = 96): Uint8Array {
  const tune = [76, 74, 72, 74, 76, 76, 76, 76].flatMap((pitch) => note(0, pitch, 0, division));
  const bass = Array.from({ length: 8 }, () => note(1, 40, 0, division)).flat();
  const drums = Array.from({ length: 20 }, () => note(9, 90, 0, division / 2)).flat();
  const metre: MidiEvent = {
    ...{ deltaTime: 0, type: "timeSignature", meta: true, numerator: 4, denominator: 4 },
    ...{ metronome: 24, thirtyseconds: 8 },
  };
  const header = { format: 1, numTracks: 2, ticksPerBeat: division } as const;
  const tracks = [
    [metre, ...tune, ...bass, end],
    [...drums, end],
  ];
  return Uint8Array.from(writeMidi({ header, tracks }, { running: true, useByte9ForNoteOff: true }));
}

it("the melody of a file is the highest voice that is no drum, in eighths, an octave where it can be written", () => {
  expect(tunesOf(readMidi(file()))).toEqual(["④e2d2c2d2|e2e2e2e2"]);
  expect(readMidi(file()).metre).toEqual({ beats: 4, unit: 4 });
});

it("what was saved here is read as it was", () => {
  const notes = [60, 62, 64, 65, 67, 69, 71, 72].map((pitch, i) => ({ pitch, start: i * 1.5, length: 1.5 }));
  const saved = midiFile({ notes, metre: { beats: 6, unit: 8 }, quartersPerMinute: 90, name: "a", about: "b" });
  expect(tunesOf(readMidi(saved))).toEqual(["⑥C3D3|E3F3|G3A3|B3c3"]);
});

it("long files become pieces of eight bars, and quick notes are written twice as long", () => {
  const long = Array.from({ length: 40 }, (_, i) => ({ pitch: 70, start: i, length: 1 }));
  const quick = Array.from({ length: 16 }, (_, i) => ({ pitch: 70, start: i / 4, length: 0.25 }));
  const about = { metre: { beats: 4, unit: 4 }, quartersPerMinute: 90, name: "a", about: "b" };
  expect(tunesOf(readMidi(midiFile({ ...about, notes: long }))).map((tune) => tune.split("|").length)).toEqual([8, 2]);
  expect(tunesOf(readMidi(midiFile({ ...about, notes: quick })))).toEqual(["④ȦȦȦȦȦȦȦȦ|ȦȦȦȦȦȦȦȦ"]);
});

it("files that are no MIDI, hold no melody or are cut short are refused or read as far as they go; nothing is lost", async () => {
  const whole = file();
  const files = [
    new Uint8Array(),
    Uint8Array.from([77, 84, 104, 100]),
    new TextEncoder().encode("no MIDI at all, but long"),
  ];
  const blobs = [...files, whole].map((bytes) => new Blob([bytes as BlobPart]));
  expect(await withFiles(NO_TUNES, blobs)).toEqual({ tunes: ["④e2d2c2d2|e2e2e2e2"], refused: { unreadable: 3 } });
  const silent = midiFile({
    ...{ notes: [], metre: { beats: 4, unit: 4 }, quartersPerMinute: 90 },
    ...{ name: "a", about: "b" },
  });
  expect((await withFiles(NO_TUNES, [new Blob([silent])])).refused).toEqual({ noMelody: 1 });
  expect((await withFiles(NO_TUNES, [new Blob([new Uint8Array(2 ** 20 + 1)])])).refused).toEqual({ huge: 1 });
  for (let length = 0; length < whole.length; length++) {
    const cut = await withFiles(NO_TUNES, [new Blob([whole.subarray(0, length) as BlobPart])]);
    expect(cut.tunes.length + Object.values(cut.refused).length, `${length} bytes`).toBe(1);
  }
});
