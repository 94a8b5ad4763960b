import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MU_LAW_SAMPLES } from "../../core/signal/mulaw.ts";
import { cutSounds } from "./cut.ts";
import { createSoundImporter, type DecodeSound } from "./importer.ts";
import { LEAST_SOUNDS, LENGTH, packSounds, RATE_HZ, type SoundPack, unpackSounds } from "./pack.ts";

/** A recording of so many seconds with a struck tone of 300 Hz at each of some times. */
function struck(seconds: number, times: readonly number[], loudness = 0.5): Float32Array {
  const wave = new Float32Array(seconds * RATE_HZ);
  for (const at of times) {
    for (let i = 0; i < 0.2 * RATE_HZ && at * RATE_HZ + i < wave.length; i++) {
      const t = i / RATE_HZ;
      const place = Math.round(at * RATE_HZ) + i;
      wave[place] = (wave[place] as number) + loudness * Math.exp(-25 * t) * Math.sin(2 * Math.PI * 300 * t);
    }
  }
  return wave;
}

const options = { rateHz: RATE_HZ, length: LENGTH, onsets: true, level: true, most: 100 };
const firstHeard = (wave: Float32Array) => wave.findIndex((value) => Math.abs(value) > 0.05) / RATE_HZ;

describe("a recording", () => {
  it("is cut where something begins, to within ten milliseconds", () => {
    const wave = struck(3, [0.5, 1, 1.25, 2.4]);
    const pieces = cutSounds(wave, options);
    expect(pieces.map(({ length }) => length)).toEqual([LENGTH, LENGTH, LENGTH, LENGTH]);
    for (const piece of pieces) expect(firstHeard(piece)).toBeLessThan(0.013);
  });

  it("gives one sound, without the silence before it, where it is not cut", () => {
    const pieces = cutSounds(struck(3, [0.5, 1]), { ...options, onsets: false });
    expect(pieces).toHaveLength(1);
    expect(firstHeard(pieces[0] as Float32Array)).toBeLessThan(0.013);
  });

  it("is brought to one loudness, or left as it is", () => {
    const peak = (wave: Float32Array) => wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const quiet = struck(1, [0.2], 0.1);
    expect(peak(cutSounds(quiet, options)[0] as Float32Array)).toBeCloseTo(0.95, 5);
    expect(peak(cutSounds(quiet, { ...options, level: false })[0] as Float32Array)).toBeCloseTo(peak(quiet), 5);
  });

  it("has no sounds where there is silence, or less", () => {
    for (const wave of [new Float32Array(0), new Float32Array(5000), new Float32Array(5000).fill(0.0005)]) {
      expect(cutSounds(wave, options)).toEqual([]);
      expect(cutSounds(wave, { ...options, onsets: false })).toEqual([]);
    }
  });

  it("gives as many sounds as are wanted at most", () => {
    expect(cutSounds(struck(3, [0.5, 1, 1.5, 2]), { ...options, most: 2 })).toHaveLength(2);
  });
});

describe("sounds that were brought", () => {
  const times = Array.from({ length: 20 }, (_, i) => 0.2 + 0.4 * i);
  const decode: DecodeSound = async (file) => {
    const text = await file.text();
    if (text === "noise") throw new Error("no sound");
    if (text === "silence") return { wave: new Float32Array(RATE_HZ), cut: false };
    return { wave: struck(9, times), cut: text === "long" };
  };
  const file = (text: string, path = text) => ({ file: new Blob([text]), path });
  const steps = { onsets: true, level: true, folders: true };

  it("come out of the files as they went in, whatever else was among them", async () => {
    const importer = createSoundImporter(decode);
    await importer.add([
      file("one", "low/a.wav"),
      file("noise"),
      file("silence", "low/b.wav"),
      file("long", "high/c.wav"),
    ]);
    const preview = importer.preview(steps);
    expect(preview).toMatchObject({ count: 40, labels: ["high", "low"], problem: null, scarce: true });
    expect(preview.refused).toEqual({ notSound: 1, silent: 1, tooLong: 1 });
    const { data } = (await importer.finish()) as { data: Uint8Array };
    const pack = unpackSounds(data);
    expect([...pack.labelOf]).toEqual([...Array(20).fill(1), ...Array(20).fill(0)]);
    const loudest = pack.levels.reduce((most, level) => Math.max(most, MU_LAW_SAMPLES[level] as number), 0);
    expect(loudest).toBeGreaterThan(0.9);
  });

  it("are too few below sixteen, and forgotten when they are put away", async () => {
    const importer = createSoundImporter(decode);
    await importer.add([file("one")]);
    expect(importer.preview({ ...steps, onsets: false })).toMatchObject({ count: 1, problem: "few" });
    importer.forget();
    expect(importer.preview(steps).count).toBe(0);
  });
});

describe("a pack of sounds", () => {
  const pack: SoundPack = {
    rateHz: RATE_HZ,
    length: LENGTH,
    labels: ["a", "b"],
    labelOf: Uint8Array.from({ length: LEAST_SOUNDS }, (_, i) => i % 2),
    levels: Uint8Array.from({ length: LEAST_SOUNDS * LENGTH }, (_, i) => i % 251),
  };

  it("is read back as it was", () => {
    expect(unpackSounds(packSounds(pack))).toEqual(pack);
  });

  it("is refused when anything of it is not as it was written", () => {
    const bytes = packSounds(pack);
    expect(() => unpackSounds(bytes.subarray(0, bytes.length - 1))).toThrow("contentUnreadable");
    const wrong = fc.record({ at: fc.integer({ min: 0, max: 19 }), by: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(wrong, ({ at, by }) => {
        const spoilt = bytes.slice();
        spoilt[at] = ((spoilt[at] as number) + by) % 256;
        expect(() => unpackSounds(spoilt)).toThrow("contentUnreadable");
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});
