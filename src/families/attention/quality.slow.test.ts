import { beforeAll, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { finish } from "../../core/sliced.ts";
import { ngramBaselines } from "../../domains/tokens/ngram.ts";
import { vocabularyOf } from "../../domains/tokens/writing.ts";
import { bareRun } from "../../worker/testing/train.ts";
import { open } from "../recurrent/testing/fixture.ts";

beforeAll(() => open("wasm"));

/** The preset without its dropout, which pays later, and for fewer steps. `npm run quality` trains it to its end, from three seeds. */
it("names-gpt has fewer validation bits per character than the best 2- to 6-gram model after 300 steps", async () => {
  const run = await bareRun(withChanges(defaultConfig("names-gpt"), { "model.dropout": 0 }));
  if (run.built.dataset.kind !== "tokens") return expect.fail("names are tokens");
  const { facts, train, validation } = run.built.dataset;
  await run.train(300);
  const best = Math.min(
    ...finish(ngramBaselines(train, validation, vocabularyOf(facts).length)).map(({ value }) => value),
  );
  expect(run.latest["validation.loss"]).toBeLessThan(best - 0.03);
  expect([...run.raised.keys()]).toEqual([]);
  run.built.dispose();
}, 120_000);
