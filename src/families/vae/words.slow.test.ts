import { afterEach, beforeAll, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { modelValues } from "../../catalog/config.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { randomStream } from "../../core/random.ts";
import { documentsOf } from "../../domains/tokens/metrics.ts";
import { type NgramModel, trainNgrams } from "../../domains/tokens/ngram.ts";
import { shortNames } from "../../domains/tokens/testing/shortNames.ts";
import { vocabularyOf } from "../../domains/tokens/writing.ts";
import type { Values } from "../../schema/parameter.ts";
import type { LinesView } from "../../schema/view.ts";
import { type BareRun, bareRun, readPublic } from "../../worker/testing/train.ts";
import { open } from "./testing/fixture.ts";

/** The first steps of the preset, of fewer units on names of few letters; `npm run quality` trains it to its end. */
beforeAll(() => open("wasm"));

const runs: BareRun[] = [];
afterEach(() => {
  for (const { built } of runs.splice(0)) built.dispose();
});

const STEPS = 200;
const SMALL: Values = { "model.width": 48, "model.warmup": 150, "training.batchSize": 32 };

async function trained(changes: Values): Promise<BareRun> {
  const config = withChanges(defaultConfig("names-vae"), { ...SMALL, ...changes });
  const run = await bareRun(config, await shortNames(readPublic));
  runs.push(run);
  await run.train(STEPS);
  return run;
}

const TRIGRAM = 3;
/** Bits per character of texts under a model that counts three characters, each text with its end. */
function bitsPerCharacter(model: NgramModel, documents: readonly Int32Array[]): number {
  const nats = documents.reduce((sum, document) => sum + (model.surprise(document)[TRIGRAM - 1] as number), 0);
  return nats / Math.LN2 / documents.reduce((sum, { length }) => sum + length, 0);
}

it.each([1, 2, 3])(
  "names go through the code: they come back far better than from a decoder that is given none, and ways between them are names, from seed %i",
  async (seed) => {
    const run = await trained({ seed });
    // A KL at twenty times its price leaves the decoder without a code.
    const without = await trained({ seed, "model.beta": 20, "model.warmup": 0, "model.freeBits": 0 });
    expect(without.latest["validation.kl"]).toBeLessThan(0.1);
    expect(run.latest["validation.kl"]).toBeGreaterThan(1);
    const [told, alone] = [run, without].map(({ latest }) => latest["validation.reconstruction"] as number) as [
      number,
      number,
    ];
    // 0.77 to 0.80 from three seeds.
    expect(told).toBeLessThan(0.9 * alone);

    const { dataset, model, examples } = run.built;
    if (dataset.kind !== "tokens") return expect.fail("names are tokens");
    const { texts, roles = [] } = (await model.view({
      ...{ view: "interpolation", source: "model", model: modelValues(defaultConfig("names-vae")) },
      ...{ sampling: {}, stream: randomStream(1, "sampling"), examples },
    })) as LinesView;
    const symbols = vocabularyOf(dataset.facts);
    const trigrams = trainNgrams(dataset.train, symbols.length, TRIGRAM);
    const bitsOf = (role: string) => {
      const chosen = texts.filter((_, i) => roles[i % roles.length] === role);
      return bitsPerCharacter(
        trigrams,
        chosen.map((text) => Int32Array.from([...text, "\n"], (letter) => symbols.indexOf(letter))),
      );
    };
    const held = bitsPerCharacter(
      trigrams,
      Array.from(dataset.validation.starts, (start) =>
        documentsOf(dataset.validation.tokens.subarray(start, start + 24), 24),
      ).flatMap(([document]) => document ?? []),
    );
    // The likeliest letters are likelier than those of real names.
    expect(bitsOf("generator")).toBeLessThan(1.15 * held);
  },
  240_000,
);
