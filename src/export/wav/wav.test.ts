import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InklingError } from "../../core/errors.ts";
import { TRAINED_ALGORITHMIC_MEDIA } from "../media/origin.ts";
import { type Bytes, readWav } from "./read.ts";
import { writeWav } from "./write.ts";

const RATE = 8000;
const sine = (hz: number, seconds: number, rate: number, amplitude = 0.5) =>
  Float32Array.from({ length: seconds * rate }, (_, t) => amplitude * Math.sin((2 * Math.PI * hz * t) / rate));
const furthest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] as number))), 0);
const inMemory = (bytes: Uint8Array, counted = { most: 0 }): Bytes => ({
  size: bytes.length,
  read: async (start, end) => {
    const piece = bytes.slice(start, end);
    counted.most = Math.max(counted.most, piece.length);
    return piece;
  },
});
const codeOf = (bytes: Uint8Array) =>
  readWav(inMemory(bytes), { rateHz: RATE }).then(
    () => "read",
    (error) => (error instanceof InklingError ? error.code : String(error)),
  );

describe("a WAV file that is written", () => {
  const wave = sine(440, 0.32, RATE);
  const file = writeWav(wave, { rateHz: RATE, title: "Kick 3", model: "VAE, 1,200 steps on drums" });

  it("comes back within half of a sixteen-bit step", async () => {
    const back = await readWav(inMemory(file), { rateHz: RATE });
    expect(back).toMatchObject({ channels: 1, bits: 16, fileRateHz: RATE, fileSeconds: 0.32, cut: false });
    expect(furthest(back.wave, wave)).toBeLessThan(1.01 / 2 ** 15);
  });

  it("says that a model made it, and which", () => {
    const said = new TextDecoder("latin1").decode(file);
    expect(said).toContain("Made by a machine-learning model: VAE, 1,200 steps on drums.");
    expect(said).toContain(TRAINED_ALGORITHMIC_MEDIA);
    const real = new TextDecoder("latin1").decode(writeWav(wave, { rateHz: RATE }));
    expect(real).not.toContain("model");
  });

  it("has its length in its second word, cuts off what is too loud, and takes no number for silence", async () => {
    expect(new DataView(file.buffer).getUint32(4, true)).toBe(file.length - 8);
    const loud = writeWav([2, -2, Number.NaN, Number.POSITIVE_INFINITY], { rateHz: RATE });
    const { wave: back } = await readWav(inMemory(loud), { rateHz: RATE });
    expect(Array.from(back, (x) => x.toFixed(3))).toEqual(["1.000", "-1.000", "0.000", "1.000"]);
  });
});

describe("a WAV file that is read", () => {
  const good = writeWav(sine(440, 0.1, RATE), { rateHz: RATE });
  const changed = (at: number, value: number) => Uint8Array.from(good, (byte, i) => (i === at ? value : byte));

  it("is refused with the reason where it is none, is empty, or is coded in another way", async () => {
    expect(await codeOf(new Uint8Array(0))).toBe("wavNone");
    expect(await codeOf(new TextEncoder().encode("fLaC is another kind of file"))).toBe("wavNone");
    expect(await codeOf(good.slice(0, 20))).toBe("wavNone");
    expect(await codeOf(writeWav([], { rateHz: RATE }))).toBe("wavEmpty");
    // The tag of A-law, no channels, 17 bits.
    expect(await codeOf(changed(20, 6))).toBe("wavCoding");
    expect(await codeOf(changed(22, 0))).toBe("wavCoding");
    expect(await codeOf(changed(34, 17))).toBe("wavCoding");
  });

  it("is read as far as it goes where it broke off", async () => {
    const { wave } = await readWav(inMemory(good.slice(0, good.length - 400)), { rateHz: RATE });
    expect(wave.length).toBe(600);
  });

  it("of two hours is read for a minute alone, a piece at a time", async () => {
    const [rate, hours] = [4000, 2];
    const header = writeWav([], { rateHz: rate });
    const bytes = rate * 2 * 3600 * hours;
    new DataView(header.buffer).setUint32(header.length - 4, bytes, true);
    const counted = { most: 0, all: 0 };
    const file: Bytes = {
      size: header.length + bytes,
      read: async (start, end) => {
        counted.most = Math.max(counted.most, end - start);
        counted.all += end - start;
        return start < header.length ? header.slice(start, end) : new Uint8Array(end - start);
      },
    };
    const { wave, fileSeconds, cut } = await readWav(file, { rateHz: RATE });
    expect([wave.length, fileSeconds, cut]).toEqual([60 * RATE, 7200, true]);
    expect(counted.most).toBeLessThanOrEqual(2 ** 20);
    expect(counted.all).toBeLessThan(2 * 60 * rate + 1000);
  });
});

const sox = spawnSync("sox", ["--version"]).status === 0;
if (!sox) console.warn("sox is missing (Debian: apt install sox): WAV files are not held to it.");

describe.skipIf(!sox)("beside sox", () => {
  const folder = mkdtempSync(join(tmpdir(), "wav-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("what is written is what sox reads, at the same rate", () => {
    const wave = sine(440, 0.32, RATE);
    const path = join(folder, "made.wav");
    writeFileSync(path, writeWav(wave, { rateHz: RATE, title: "a", model: "GAN" }));
    const about = (flag: string) => execFileSync("soxi", [flag, path], { encoding: "utf8" }).trim();
    expect([about("-r"), about("-c"), about("-b"), about("-s")]).toEqual(["8000", "1", "16", "2560"]);
    const raw = execFileSync("sox", [path, "-t", "f32", "-"]);
    const read = Float32Array.from({ length: raw.length / 4 }, (_, t) => raw.readFloatLE(4 * t));
    expect(furthest(read, wave)).toBeLessThan(1.01 / 2 ** 15);
  });

  it.each([
    ["8 bits", ["-r", "8000", "-b", "8", "-c", "1"], 0.012],
    ["16 bits, two channels, 44.1 kHz", ["-r", "44100", "-b", "16", "-c", "2"], 0.002],
    ["24 bits, 5.1 channels, 96 kHz", ["-r", "96000", "-b", "24", "-c", "6"], 0.002],
    ["32 bits, 11.025 kHz", ["-r", "11025", "-b", "32", "-c", "1"], 0.002],
    ["floats, 48 kHz", ["-r", "48000", "-e", "floating-point", "-b", "32", "-c", "1"], 0.002],
    ["long floats, 22.05 kHz", ["-r", "22050", "-e", "floating-point", "-b", "64", "-c", "3"], 0.002],
  ] as const)("what sox writes is read: %s", async (_, options, tolerance) => {
    const path = join(folder, "sox.wav");
    execFileSync("sox", ["-D", "-n", ...options, path, "synth", "0.5", "sine", "440", "vol", "0.5"]);
    const { wave, fileSeconds } = await readWav(inMemory(readFileSync(path)), { rateHz: RATE });
    expect(fileSeconds).toBeCloseTo(0.5, 3);
    expect(Math.abs(wave.length - 4000)).toBeLessThanOrEqual(1);
    const inner = wave.slice(200, 3800);
    // Rate right to a tenth of a percent: at another, it would have drifted out of phase.
    const expected = sine(440, 0.5, RATE).slice(200, 3800);
    expect(furthest(inner, expected)).toBeLessThan(tolerance);
  });
});
