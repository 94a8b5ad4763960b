import { describe, expect, it } from "vitest";
import { notesInKey } from "./key.ts";
import { METRES, type Metre, pitchName } from "./notation.ts";
import { readMelody } from "./read.ts";
import { writeMelody } from "./write.ts";

describe("a melody as text", () => {
  it("has pitches, starts and lengths in eighths, and bars", () => {
    const { metre, notes, bars, length, problems } = readMelody("③C2Ḟ2z2|c3db2");
    expect([metre.beats, metre.unit]).toEqual([3, 4]);
    expect(notes).toEqual([
      { pitch: 60, start: 0, length: 2 },
      { pitch: 66, start: 2, length: 2 },
      { pitch: 72, start: 6, length: 3 },
      { pitch: 74, start: 9, length: 1 },
      { pitch: 83, start: 10, length: 2 },
    ]);
    expect(bars).toEqual([
      { start: 0, length: 6, closed: true, right: true },
      { start: 6, length: 6, closed: true, right: true },
    ]);
    expect([length, problems]).toEqual([12, []]);
  });

  it("is read whatever a half-trained model wrote, and says what is wrong with it", () => {
    const of = (text: string, finished?: boolean) => readMelody(text, finished).problems;
    expect(of("C2C2C2C2")).toEqual(["noMetre"]);
    expect(of("④C2|C8")).toEqual(["shortBar"]);
    expect(of("⑥C9|C6")).toEqual(["longBar"]);
    expect(of("④2C24C2C2C2")).toEqual(["stray"]);
    expect(of("④C2④C6")).toEqual(["stray"]);
    expect(of("④||C8")).toEqual(["shortBar"]);
    expect(of("")).toEqual(["noMetre"]);
    expect(readMelody("④C24C2C2C2").notes.map(({ length }) => length)).toEqual([2, 2, 2, 2]);
  });

  it("leaves a last bar open that is still being written, unless it is too long already", () => {
    expect(readMelody("④C8|C2", false)).toMatchObject({ problems: [], bars: [{ right: true }, { closed: false }] });
    expect(readMelody("④C8|C9", false).problems).toEqual(["longBar"]);
  });

  it("comes back as it was read", () => {
    for (const text of ["④G2G2A2B2|c4B3A|z2D6", "⑥EFGe3|d3z3"]) {
      const { metre, notes } = readMelody(text);
      expect(writeMelody(metre, notes)).toBe(text);
    }
  });

  it("is cut at bar lines, put into its two octaves and freed of what sounds at the same time", () => {
    const metre = METRES[0] as Metre;
    const notes = [
      { pitch: 48, start: 6, length: 4 },
      { pitch: 96, start: 10, length: 30 },
      { pitch: 60, start: 10, length: 1 },
    ];
    expect(writeMelody(metre, notes)).toBe("④z6C2|C2c6|c8|c8|c8");
  });
});

it("notes are in a key where one of the scales of seven holds them", () => {
  const inKey = (text: string) => notesInKey(readMelody(text).notes);
  expect(inKey("④CDEFGABc")).toBe(8);
  expect(inKey("④DEFGABcd")).toBe(8); // D dorian has the notes of C major.
  expect(inKey("④ABcdefġa")).toBe(8); // A minor with a raised seventh.
  expect(inKey("④CĊDḊEFḞG")).toBe(5);
  expect(inKey("④z8")).toBe(0);
});

it("pitches have names", () => {
  expect([60, 61, 83].map(pitchName)).toEqual(["C4", "C♯4", "B5"]);
});
