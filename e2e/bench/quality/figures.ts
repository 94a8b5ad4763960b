import { withChanges } from "../../../src/catalog/change.ts";
import { modelValues, type RunConfig, section } from "../../../src/catalog/config.ts";
import { defaultConfig } from "../../../src/catalog/presets.ts";
import { finish } from "../../../src/core/sliced.ts";
import { cloudDistances } from "../../../src/domains/points/testing/clouds.ts";
import { ngramBaselines } from "../../../src/domains/tokens/ngram.ts";
import { blanksGuessed } from "../../../src/families/attention/testing/blanks.ts";
import { saying } from "../../../src/families/captioner/testing/saying.ts";
import { lettersDrawn } from "../../../src/families/gan/testing/letters.ts";
import { wordsDrawn } from "../../../src/families/gan/testing/words.ts";
import { conditionedSamples, labelsTold } from "../../../src/families/recurrent/testing/writing.ts";
import { linearError } from "../../../src/families/vae/testing/pictures.ts";
import { type BareRun, bareRun } from "../../../src/worker/testing/train.ts";
import { endOf } from "./ends.ts";

/** A number about a trained model, and the one that it has to reach. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly better: "less" | "more";
  readonly baseline: number;
  /** What the baseline is. */
  readonly of: string;
}

export const holds = ({ value, better, baseline }: Figure): boolean =>
  better === "less" ? value <= baseline : value >= baseline;

/** What goes wrong in the presets that are there to go wrong. */
const MEANT_TO_FAIL: Readonly<Record<string, string>> = {
  "places-overfit": "overfitting",
  "moons-vae-collapse": "klCollapse",
  "eight-gan-collapse": "modeCollapse",
};

/** What a trained preset is measured by: by its domain and its family, and whether it raised the alarms that it should. */
export async function figuresOf(preset: string, run: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const alarm = MEANT_TO_FAIL[preset];
  if (alarm) {
    const step = run.raised.get(alarm)?.step ?? Number.POSITIVE_INFINITY;
    const end = run.built.trainer.step;
    return [{ name: `alarm ${alarm} by step`, value: step, better: "less", baseline: end, of: "the end" }];
  }
  const alarms = { name: "alarms", value: run.raised.size, better: "less", baseline: 0, of: "a healthy run" } as const;
  return [...(await measure(preset, run, config)), alarms];
}

async function measure(preset: string, run: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const { dataset } = run.built;
  if (config["model.form"] === "masked") return blankFigures(run);
  if (dataset.kind === "tokens" && config["model.family"] === "gan") return wordFigures(run, config);
  if (dataset.kind === "tokens") return textFigures(run, config);
  const points = dataset.facts.domain.kind === "points";
  if (config["model.family"] === "captioner") return saidFigures(run, config);
  if (preset === "emoji-captions") return captionFigures(run);
  if (dataset.facts.domain.kind === "audio" && config["model.family"] !== "vae") return soundFigures(run, config);
  if (config["model.family"] === "diffusion") {
    return points ? diffusedPoints(preset, run, config) : diffusedPictures(run, config);
  }
  if (config["model.family"] === "vae") return points ? cloudFigures(run, config) : reconstructionFigures(run, config);
  if (points) return modeFigures(run);
  return preset === "glyphs-gan" ? letterFigures(run, config) : varietyFigures(run);
}

/** What bars and keys of melodies have to reach, and rules of other texts. */
const RULES: Readonly<Record<string, Pick<Figure, "name"> & { readonly least?: number }>> = {
  "samples.bars": { name: "bars of the right length", least: 0.9 },
  "samples.key": { name: "notes in one key" },
};

function ruleFigures({ built, latest }: BareRun): readonly Figure[] {
  return (built.dataset.facts.rules ?? []).map((series) => {
    const { name, least } = RULES[series] ?? { name: series };
    const ofBigram = latest[`${series}.bigram`] as number;
    return {
      ...{ name, value: latest[series] as number, better: "more" as const },
      ...(least === undefined
        ? { baseline: ofBigram, of: "a bigram model's" }
        : { baseline: least, of: `nine in ten; a bigram model has ${ofBigram.toFixed(2)}` }),
    };
  });
}

async function textFigures(run: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const { built, latest } = run;
  const { dataset } = built;
  if (dataset.kind !== "tokens" || dataset.facts.domain.kind !== "tokens")
    throw new Error("only texts have characters");
  const { facts, train, validation } = dataset;
  const nats = finish(ngramBaselines(train, validation, dataset.facts.domain.vocabulary.length)).map(
    ({ value }) => value,
  );
  const of = (series: string) => latest[series] as number;
  const whole = config["model.family"] === "vae";
  // A VAE says how likely a text is at least: by its bound, of a whole text.
  const perCharacter = validation.tokens.length / validation.starts.length;
  const bits: Figure = {
    name: whole ? "bits per character, at most" : "bits per character",
    value:
      (whole ? (of("validation.reconstruction") + of("validation.kl")) / perCharacter : of("validation.loss")) /
      Math.LN2,
    better: "less",
    baseline: Math.min(...nats) / Math.LN2,
    of: "the best n-gram model, n ≤ 6",
  };
  const rules = ruleFigures(run);
  if (facts.labels.length < 2 || whole) return [bits, ...rules];
  const samples = await conditionedSamples(built, config, Math.ceil(600 / facts.labels.length));
  const { ofSamples, ofReal } = labelsTold(dataset, samples);
  const copied = samples.filter(({ text }) => dataset.has(text)).length / samples.length;
  return [
    bits,
    {
      name: "labels told from samples",
      value: ofSamples,
      better: "more",
      baseline: ofReal / 2,
      of: "half of real ones",
    },
    { name: "copied from the data", value: copied, better: "less", baseline: 0.5, of: "half" },
    ...rules,
  ];
}

async function wordFigures({ built }: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const { variation, unigram, distinct, copied } = await wordsDrawn(built, modelValues(config));
  return [
    {
      name: "variation of pairs",
      value: variation,
      better: "less",
      baseline: unigram / 2,
      of: "half of a unigram model's",
    },
    { name: "distinct words", value: distinct, better: "more", baseline: 0.85, of: "nearly all" },
    { name: "copied from the data", value: copied, better: "less", baseline: 0.1, of: "a tenth" },
  ];
}

async function blankFigures({ built }: BareRun): Promise<readonly Figure[]> {
  const { ofModel, ofTrigrams } = await blanksGuessed(built);
  const of = "a trigram model from both sides";
  return [{ name: "single blanks guessed", value: ofModel, better: "more", baseline: ofTrigrams, of }];
}

async function reconstructionFigures({ built, latest }: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const components = Number(modelValues(config).latent);
  const baseline = await linearError(built, components);
  const value = latest["validation.squaredError"] as number;
  return [{ name: "squared error", value, better: "less", baseline, of: `${components} principal components` }];
}

async function cloudFigures({ built }: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const { ofModel, ofGaussian } = await cloudDistances(built, config);
  return [
    { name: "transport to fresh points", value: ofModel, better: "less", baseline: ofGaussian, of: "a Gaussian fit" },
  ];
}

function modeFigures({ built, latest }: BareRun): readonly Figure[] {
  const modes = built.dataset.facts.distribution?.modes.length ?? 0;
  // All of a few; three of 25 may be missing.
  const most = Math.ceil(0.88 * modes);
  const value = (id: string) => latest[`samples.${id}`] as number;
  return [
    {
      name: "modes",
      value: value("modes"),
      better: "more",
      baseline: most,
      of: `of ${modes}`,
    },
    { name: "near a mode", value: value("near"), better: "more", baseline: 0.8, of: "four in five" },
  ];
}

/** The adversarial preset on the same data, whose samples are to be beaten. */
const ADVERSARY: Readonly<Record<string, string>> = { "eight-diffusion": "eight-gan", "grid-flow": "grid-gan" };

/** Draws from every step of the noising process, as it was trained; the preset samples in fewer. Ho et al. 2020. */
const ANCESTRAL = { "sampling.sampler": "ddpm", "sampling.steps": 100 } as const;

/**
 * All modes but one of 25, and points nearer to the data by exact transport than the adversarial preset's at its end, which
 * learns to make that very distance small.
 */
async function diffusedPoints(preset: string, run: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const { built, latest } = run;
  const modes = built.dataset.facts.distribution?.modes.length ?? 0;
  const { ofModel } = await cloudDistances(built, withChanges(config, ANCESTRAL));
  const adversary = defaultConfig(ADVERSARY[preset]);
  const other = await bareRun(adversary);
  await other.train(endOf(ADVERSARY[preset] ?? "", adversary));
  const { ofModel: ofAdversary } = await cloudDistances(other.built, adversary);
  other.built.dispose();
  return [
    {
      ...{ name: "modes", value: latest["samples.modes"] as number, better: "more" },
      baseline: Math.floor(0.96 * modes),
      of: `of ${modes}`,
    },
    {
      ...{ name: "transport to the data, DDPM of 100 steps", value: ofModel, better: "less", baseline: ofAdversary },
      of: `\`${ADVERSARY[preset]}\``,
    },
  ];
}

/** Fréchet distance of what an apart classifier sees, against a Gaussian's and a VAE's samples; guided labels recognised. */
async function diffusedPictures({ built, latest }: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const other = defaultConfig("glyphs-vae-label");
  const data = Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith("data.")));
  const vae = await bareRun(withChanges(other, data));
  await vae.train(endOf("glyphs-vae-label", other));
  const ofVae = vae.latest["samples.fid"] as number;
  vae.built.dispose();
  // Of emoji it sees the group of 61% of real ones, of 16 × 16 pixels that of 40%.
  const emoji = built.dataset.facts.id === "emoji";
  const told = { name: "labels recognised", value: latest["samples.recognised"] as number, better: "more" } as const;
  const fid = { name: "Fréchet distance", value: latest["samples.fid"] as number, better: "less" } as const;
  return [
    { ...fid, baseline: latest["samples.fid.gaussian"] as number, of: "a Gaussian's samples" },
    { ...fid, baseline: ofVae, of: "samples of the VAE `glyphs-vae-label` on the same data" },
    emoji
      ? { ...told, baseline: 2 / built.dataset.facts.labels.length, of: "twice chance" }
      : { ...told, baseline: 0.8, of: "four in five" },
  ];
}

/** Fréchet distance of what an apart classifier hears, against a Gaussian's waves and the untrained model's; labels recognised. */
async function soundFigures({ built, latest }: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const fresh = await bareRun(config);
  const untrained = await fresh.built.sampleMetrics.evaluate(modelValues(config), 0, section(config, "sampling"));
  fresh.built.dispose();
  const at = untrained?.series.indexOf("samples.fid") ?? -1;
  const distance = { name: "Fréchet distance", value: latest["samples.fid"] as number, better: "less" } as const;
  return [
    { ...distance, baseline: latest["samples.fid.gaussian"] as number, of: "waves of a Gaussian" },
    { ...distance, baseline: (untrained?.values[at] ?? Number.NaN) / 10, of: "a tenth of the untrained model's" },
    {
      ...{ name: "labels recognised", value: latest["samples.recognised"] as number, better: "more" as const },
      ...{ baseline: 3 / built.dataset.facts.labels.length, of: "three times chance" },
    },
  ];
}

/** Three times chance: what an apart classifier must see of the groups of captions that nothing like them was learned from. */
function captionFigures({ built, latest }: BareRun): readonly Figure[] {
  const baseline = 3 / built.dataset.facts.labels.length;
  const value = latest["samples.recognised"] as number;
  return [{ name: "caption match", value, better: "more", baseline, of: "three times chance" }];
}

async function saidFigures({ built }: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const { firstWord, chance, bleu, frequentBleu } = await saying(built, config);
  return [
    { name: "first word right", value: firstWord, better: "more", baseline: 3 * chance, of: "three times chance" },
    { name: "BLEU-1", value: bleu, better: "more", baseline: frequentBleu, of: "the most frequent text" },
  ];
}

async function letterFigures({ built }: BareRun, config: RunConfig): Promise<readonly Figure[]> {
  const { different, most } = await lettersDrawn(built, config);
  return [
    { name: "letters", value: different, better: "more", baseline: 20, of: "20 of 26" },
    { name: "most frequent letter", value: most, better: "less", baseline: 0.25, of: "a quarter" },
  ];
}

function varietyFigures({ latest }: BareRun): readonly Figure[] {
  const half = { better: "more", baseline: 0.5, of: "half of real ones" } as const;
  return [
    { name: "variety", value: latest["samples.diversity"] as number, ...half },
    { name: "distance to the data", value: latest["samples.novelty"] as number, ...half },
  ];
}
