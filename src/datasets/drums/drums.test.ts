import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { randomStream, substream } from "../../core/random.ts";
import { decayTime, spectralCentroid } from "../../core/signal/describe.ts";
import { peakOf } from "../../core/signal/level.ts";
import { muLawDecode } from "../../core/signal/mulaw.ts";
import type { ExamplePart } from "../../domains/dataset.ts";
import { load } from "./load.ts";
import { manifest } from "./manifest.ts";
import { DRUMS, type Drum, drumSound, LENGTH, RATE_HZ } from "./synth.ts";

const read = async (path: string) => new Uint8Array(readFileSync(join("public", path)));
const sounds = (drum: Drum, count = 25) =>
  Array.from({ length: count }, (_, i) => drumSound(drum, substream(randomStream(11, drum), i)));
const mean = (wave: ArrayLike<number>) => Array.from(wave).reduce((sum, x) => sum + x, 0) / wave.length;

/** Where nearly all of each kind lie: brightness in Hz, and seconds until it is 20 dB softer. */
const RANGES: Readonly<Record<Drum, { hz: readonly [number, number]; decay: readonly [number, number] }>> = {
  kick: { hz: [40, 300], decay: [0.1, 0.32] },
  snare: { hz: [300, 2400], decay: [0.04, 0.22] },
  clap: { hz: [800, 2000], decay: [0.03, 0.25] },
  hat: { hz: [2700, 3700], decay: [0.008, 0.14] },
  tom: { hz: [80, 400], decay: [0.1, 0.32] },
  cymbal: { hz: [1500, 3200], decay: [0.18, 0.32] },
};

describe("synthesised drums", () => {
  it.each(DRUMS)("%s: are as bright and ring as long as that drum does", (drum) => {
    for (const wave of sounds(drum)) {
      const { hz, decay } = RANGES[drum];
      const [bright, long] = [spectralCentroid(wave, RATE_HZ), decayTime(wave, RATE_HZ)];
      expect(bright).toBeGreaterThan(hz[0]);
      expect(bright).toBeLessThan(hz[1]);
      expect(long).toBeGreaterThan(decay[0]);
      expect(long).toBeLessThanOrEqual(decay[1]);
    }
  });

  it("are between 0.6 and 1 at their loudest, end in silence and have no offset", () => {
    for (const wave of DRUMS.flatMap((drum) => sounds(drum, 10))) {
      expect(wave.length).toBe(LENGTH);
      expect(peakOf(wave)).toBeGreaterThan(0.55);
      expect(peakOf(wave)).toBeLessThanOrEqual(1);
      expect(Math.abs(mean(wave))).toBeLessThan(1e-3);
      expect(peakOf(wave.slice(-2))).toBeLessThan(0.01);
    }
  });

  it("are 2,400, as many of each kind, no two alike, the same for ever", async () => {
    const { facts, train, validation } = await load({}, read, () => {});
    expect(facts).toMatchObject({
      counts: { train: 2160, validation: 240 },
      labels: [...DRUMS],
      domain: { kind: "audio", rate: 8000, length: 2560, form: "wave" },
    });
    const labels = [...(train.labels ?? []), ...(validation.labels ?? [])];
    for (const number of DRUMS.keys()) expect(labels.filter((label) => label === number).length).toBe(400);
    const digests = new Set(
      [train, validation].flatMap((part) => each(part).map((levels) => createHash("md5").update(levels).digest("hex"))),
    );
    expect(digests.size).toBe(2400);
    // Sines and logarithms may differ in their last bit from one engine to the next, and a level is coarse.
    expect(describedAs(validation)).toEqual([FIRST.map(([bright]) => bright), FIRST.map(([, label]) => label)]);
  });
});

const each = ({ count, values }: ExamplePart) =>
  Array.from({ length: count }, (_, i) => values.subarray(i * LENGTH, (i + 1) * LENGTH) as Uint8Array);

/** Brightness to 10 Hz, and label, of the first four. */
function describedAs(part: ExamplePart): readonly (readonly number[])[] {
  const first = each(part).slice(0, 4);
  return [
    first.map((levels) => Math.round(spectralCentroid(muLawDecode(levels), RATE_HZ) / 10)),
    Array.from(part.labels?.slice(0, 4) ?? []),
  ];
}

const FIRST = [
  [212, 5],
  [8, 0],
  [318, 3],
  [69, 1],
] as const;

describe("recorded drums", () => {
  it("are the frozen file", () => {
    const digest = createHash("sha256").update(readFileSync("public/data/drums-recorded.bin")).digest("hex");
    expect(digest).toBe("ad64c591699a8eed8d956740ca00fc0ab10265ccd0249025944ce5ed43257194");
    expect(statSync("public/data/drums-recorded.bin").size).toBeLessThan(900_000);
  });

  it("say where each is from", async () => {
    const listed: Record<string, [string, string][]> = JSON.parse(
      readFileSync("public/data/drums-recorded.json", "utf8"),
    );
    const all = Object.values(listed).flat();
    expect(all.length).toBe(114);
    for (const [name, from] of all) expect(from, name).toMatch(/freesound\.org\/people\/|under a CC0 license/i);
  });

  it("hold one in four of each kind out as it is, and learn from the others in 24 variants", async () => {
    const { facts, train, validation } = await load({ source: "recorded" }, read, () => {});
    expect(facts.counts).toEqual({ train: 88 * 24, validation: 26 });
    expect(validation.labels?.length).toBe(26);
    expect(new Set(validation.names).size).toBe(26);
    expect(train.names?.some((name) => validation.names?.includes(name))).toBe(false);
    expect(new Set(each(train).map(String)).size).toBe(88 * 24);
    for (const levels of each(validation)) {
      const wave = muLawDecode(levels);
      expect(peakOf(wave)).toBeGreaterThan(0.3);
      expect(Math.abs(mean(wave))).toBeLessThan(0.01);
    }
  });

  it("may be seen as spectrograms", async () => {
    const { facts } = await load({ source: "recorded", form: "spectrogram" }, read, () => {});
    expect(facts.domain).toMatchObject({ kind: "audio", form: "spectrogram" });
  });
});

it("every label of both is in the manifest", async () => {
  for (const source of ["synthesised", "recorded"]) {
    const { facts } = await load({ source }, read, () => {});
    expect(manifest.labels).toEqual(expect.arrayContaining([...facts.labels]));
  }
});
