import { beforeAll, expect, it } from "vitest";
import { defaultConfig } from "../../catalog/presets.ts";
import { finish } from "../../core/sliced.ts";
import { ngramBaselines } from "../../domains/tokens/ngram.ts";
import { vocabularyOf } from "../../domains/tokens/writing.ts";
import { bareRun } from "../../worker/testing/train.ts";
import { open } from "../recurrent/testing/fixture.ts";

beforeAll(() => open("wasm"));

/** The preset as it is, but for fewer steps. `npm run quality` trains it to its end, from three seeds. */
it("names-wavenet has fewer validation bits per character than the best 2- to 6-gram model after 200 steps", async () => {
  const run = await bareRun(defaultConfig("names-wavenet"));
  if (run.built.dataset.kind !== "tokens") return expect.fail("names are tokens");
  const { facts, train, validation } = run.built.dataset;
  await run.train(200);
  const best = Math.min(
    ...finish(ngramBaselines(train, validation, vocabularyOf(facts).length)).map(({ value }) => value),
  );
  expect(run.latest["validation.loss"]).toBeLessThan(best - 0.03);
  expect([...run.raised.keys()]).toEqual([]);
  run.built.dispose();
}, 120_000);
