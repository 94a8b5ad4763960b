import { parseMidi } from "midi-file";
import { expect, it } from "vitest";
import { midiFile } from "./write.ts";

const melody = {
  notes: [
    { pitch: 60, start: 0, length: 1 },
    { pitch: 60, start: 1, length: 0.5 },
    { pitch: 83, start: 40, length: 1.5 },
  ],
  metre: { beats: 6, unit: 8 },
  quartersPerMinute: 132,
  name: "Melody 旋律",
  about: "Made by a model",
};

it("an independent reader finds the notes, the tempo, the metre and where they come from", () => {
  const { header, tracks } = parseMidi(midiFile(melody));
  expect(header).toMatchObject({ format: 0, numTracks: 1, ticksPerBeat: 480 });
  const [events = []] = tracks;
  expect(events.find(({ type }) => type === "setTempo")).toMatchObject({ microsecondsPerBeat: 454_545 });
  expect(events.find(({ type }) => type === "timeSignature")).toMatchObject({ numerator: 6, denominator: 8 });
  expect(events.find(({ type }) => type === "text")).toMatchObject({ text: "Made by a model" });
  expect(events.at(-1)).toMatchObject({ type: "endOfTrack", deltaTime: 0 });
  let tick = 0;
  const notes = events.flatMap((event) => {
    tick += event.deltaTime;
    return event.type === "noteOn" || event.type === "noteOff" ? [[event.type, event.noteNumber, tick]] : [];
  });
  expect(notes).toEqual([
    ["noteOn", 60, 0],
    ["noteOff", 60, 480],
    ["noteOn", 60, 480],
    ["noteOff", 60, 720],
    ["noteOn", 83, 19_200],
    ["noteOff", 83, 19_920],
  ]);
});

it("a melody without notes is a file all the same", () => {
  expect(parseMidi(midiFile({ ...melody, notes: [] })).tracks[0]?.some(({ type }) => type === "noteOn")).toBe(false);
});
