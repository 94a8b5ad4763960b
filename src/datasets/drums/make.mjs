/**
 * Makes public/data/drums-recorded.bin and drums-recorded.json: recorded one-shots of drums, all of them CC0, from the npm package
 * supersonic-scsynth-samples, which are the samples of Sonic Pi, most of them from freesound.org; beside the name
 * of each is where PROVENANCE.md of the package has it from. 8 kHz, one channel, WaveNet's mu-law in 8 bits, each from where it begins to be heard, at one level.
 * FLAC is decoded by sox (Debian: `apt install sox libsox-fmt-all`), whose filters also take the rate down.
 * The files are frozen. Run: node src/datasets/drums/make.mjs [folder]
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { withPackageFolders } from "../../domains/image/draw.mjs";

const PACKAGE = "supersonic-scsynth-samples";
const VERSIONS = { [PACKAGE]: "0.84.2" };
const RATE_HZ = 8000;
/** Samples kept of each: an eighth more than are learned from, to be raised in pitch. */
const LENGTH = 2880;
const PEAK = 0.95;
/** A sound begins where it is first louder than this share of its peak, and a little before. */
const ONSET = 0.016;
const BEFORE = 16;

/** What each is, by the names that Sonic Pi gave them; loops, rolls, tones and voices are left out. */
const LABELS = {
  kick: /^(bd_.*|drum_bass_(hard|soft)|drum_heavy_kick|elec_(soft|hollow)_kick)$/,
  snare: /^(sn_.*|drum_snare_(hard|soft)|elec_((hi|lo|mid|filt)_)?snare)$/,
  hat: /^(hat_.*|drum_cymbal_(closed|pedal)|tbd_perc_hat)$/,
  tom: /^(drum_tom_.*|elec_fuzz_tom)$/,
  cymbal: /^(drum_cymbal_(hard|open|soft)|drum_splash_.*|ride_.*|elec_cymbal)$/,
  tabla: /^tabla_/,
  percussion:
    /^(drum_cowbell|perc_snap2?|tbd_perc_(blip|tap_[12])|elec_(wood|tick|pop|blip2?|blup|bong|ping|plip|flip|twip|triangle))$/,
};

const { module } = await runnerImport(fileURLToPath(new URL("../../core/signal/mulaw.ts", import.meta.url)));

/** [LENGTH] in −1..1, silence after its end. */
function soundOf(file) {
  const effects = ["gain", "-6", "remix", "-", "rate", "-v", String(RATE_HZ), "highpass", "20"];
  const raw = execFileSync("sox", ["-G", "-R", file, "-t", "f32", "-L", "-", ...effects], { maxBuffer: 2 ** 28 });
  const wave = Float32Array.from({ length: raw.length / 4 }, (_, t) => raw.readFloatLE(4 * t));
  const peak = wave.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const start = Math.max(0, wave.findIndex((x) => Math.abs(x) > ONSET * peak) - BEFORE);
  const kept = wave.subarray(start, start + LENGTH);
  const loudest = kept.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return Float32Array.from({ length: LENGTH }, (_, t) => ((kept[t] ?? 0) * PEAK) / loudest);
}

const folder = process.argv[2] ?? fileURLToPath(new URL("../../../public/data", import.meta.url));
await withPackageFolders(VERSIONS, (folderOf) => {
  const samples = join(folderOf(PACKAGE), "samples");
  const all = readdirSync(samples)
    .filter((file) => file.endsWith(".flac"))
    .map((file) => file.replace(".flac", ""))
    .sort();
  const provenance = readFileSync(join(folderOf(PACKAGE), "PROVENANCE.md"), "utf8");
  /** The link, or who gave it. */
  const sourceOf = (name) => {
    const found = provenance.match(new RegExp(`^\\* \`:?${name}\`\\s*-\\s*(\\S.*?)(\\s\\*\\*.*)?$`, "m"))?.[1];
    if (!found) throw new Error(`Nobody says where ${name} is from`);
    return found;
  };
  const names = Object.fromEntries(
    Object.entries(LABELS).map(([label, pattern]) => [label, all.filter((name) => pattern.test(name))]),
  );
  const listed = Object.values(names).flat();
  const sources = Object.fromEntries(
    Object.entries(names).map(([label, own]) => [label, own.map((name) => [name, sourceOf(name)])]),
  );
  const sounds = listed.map((name) => module.muLawEncode(soundOf(join(samples, `${name}.flac`))));
  writeFileSync(join(folder, "drums-recorded.bin"), Buffer.concat(sounds));
  writeFileSync(join(folder, "drums-recorded.json"), `${JSON.stringify(sources).replaceAll("],", "],\n")}\n`);
  const counts = Object.entries(names).map(([label, { length }]) => `${length} ${label}`);
  console.log(`${listed.length} sounds: ${counts.join(", ")}`);
});
