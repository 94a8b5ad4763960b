import { describe, expect, it } from "vitest";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { RunHistory } from "../../schema/alarm.ts";
import { asModelValues } from "../../schema/testing/modelValues.ts";
import type { FamilyWords } from "../../schema/words.ts";
import { tinyFacts, tinyText } from "../recurrent/testing/fixture.ts";
import { attentionExplodes, gradientExplodes, unevenHeads } from "./alarms.manifest.ts";
import { manifest } from "./manifest.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { tinyShape, tinyValues } from "./testing/fixture.ts";
import { words } from "./words/en.ts";

const causal = asModelValues(tinyValues);
const masked = asModelValues({ ...tinyValues, form: "masked" });

describe("the attention family's words", () => {
  it("name everything that the manifest lists, and nothing else", () => {
    const spoken: FamilyWords = words;
    const keys = (record: object | undefined) => Object.keys(record ?? {}).sort();
    const ids = (list: readonly { readonly id: string }[]) => [...new Set(list.map(({ id }) => id))].sort();
    expect(keys(spoken.parameters)).toEqual(keys({ ...manifest.parameters, ...manifest.sampling }));
    expect(keys(spoken.views)).toEqual(ids([...manifest.views(causal), ...manifest.views(masked)]));
    expect(keys(spoken.series)).toEqual(ids(manifest.series(masked)));
    expect(keys(spoken.figures)).toEqual(ids(manifest.figures));
    expect(keys(spoken.nodes)).toEqual(
      ids(modelGraph({ ...tinyValues, layers: 6 }, sequenceDomain(tinyFacts), tinyShape).nodes),
    );
  });
});

describe("what fills blanks", () => {
  it("has blanks instead of next characters, and is held against no model that reads from the left", () => {
    expect(manifest.views(causal).map(({ id }) => id)).toEqual(["samples", "next", "heads", "machine"]);
    expect(manifest.views(masked).map(({ id }) => id)).toEqual(["samples", "blanks", "heads", "machine"]);
    expect([manifest.blank(causal), manifest.blank(masked)]).toEqual([null, "_"]);
    const facts = { ...tinyFacts, baselines: [1, 2].map((value) => ({ id: `${value}`, value })) };
    const about = { domain: sequenceDomain(tinyFacts).traits, facts, first: null, latest: {} };
    const bits = manifest.figures.find(({ id }) => id === "bitsPerCharacter");
    expect(bits?.anchors?.({ ...about, values: causal })).not.toBeNull();
    expect(bits?.anchors?.({ ...about, values: masked })).toBeNull();
    expect(manifest.series(masked).some(({ comparable }) => comparable)).toBe(false);
    const right = manifest.figures.find(({ id }) => id === "blanksRight");
    expect(right?.of({ "validation.blanksRight": 0.25 })).toBe(25);
    expect(right?.of({})).toBeNull();
  });
});

describe("the model graph", () => {
  it("puts no two nodes in the same place, and a label where there is one to condition on", () => {
    const nodesOf = (facts: typeof tinyFacts) =>
      modelGraph({ ...tinyValues, layers: 6 }, sequenceDomain(facts), tinyShape).nodes;
    const places = nodesOf(tinyFacts).map(({ column, row }) => `${column}, ${row}`);
    expect(new Set(places).size).toBe(places.length);
    expect(nodesOf(tinyText).map(({ id }) => id)).not.toContain("label");
  });
});

describe("the estimate", () => {
  it("counts by hand: one layer of 8 channels over 6 symbols and 3 labels, tied", () => {
    const values = { ...tinyValues, layers: 1 };
    // Tables 6·8 + 3·8; norms 2·16; q, k, v 9·24, merge 9·8; 9·32 and 33·8 of the perceptron; last norm 16, biases 6.
    expect(manifest.estimate(values, sequenceDomain(tinyFacts), tinyShape).weights).toBe(
      48 + 24 + 32 + 216 + 72 + 288 + 264 + 16 + 6,
    );
  });
});

const VALUES = { "training.learningRate": 0.003, "training.clipNorm": 0 };
const history = (
  series: Record<string, readonly number[]>,
  every = 1,
  values: RunHistory["values"] = VALUES,
): RunHistory => ({
  step: 0,
  series: Object.fromEntries(
    Object.entries(series).map(([id, all]) => [id, all.map((value, i) => ({ step: i * every, value }))]),
  ),
  values,
});

describe("the alarm of attention that locks", () => {
  const of = (...scores: number[]) => attentionExplodes(history({ "validation.attentionScore": scores }, 50));

  it("is raised after three validations with scores over 100, from the first of them on", () => {
    expect(of(10, 20, 150, 200)).toBeNull();
    const alarm = of(10, 20, 150, 200, 300);
    expect([alarm?.step, alarm?.values.score]).toEqual([100, 200]);
    expect(alarm?.remedies.map(({ id }) => id)).toEqual(["goBack", "lowerLearningRate", "clipGradients"]);
    expect(alarm?.remedies[0]).toEqual({ id: "goBack", restore: 99, change: { "training.learningRate": 0.001 } });
  });

  it("ends where the scores come down, and is silent about what is no number", () => {
    expect(of(150, 200, 300, 90)).toBeNull();
    expect(of(150, 200, Number.NaN)).toBeNull();
  });
});

describe("the alarm of an exploding gradient", () => {
  const norms = (last: number, usual = 0.5) => [...Array<number>(150).fill(usual), ...Array<number>(20).fill(last)];

  it("is raised where the gradient is 20 times what it used to be, and not after a single leap", () => {
    expect(gradientExplodes(history({ gradientNorm: norms(11) }))?.step).toBe(150);
    expect(gradientExplodes(history({ gradientNorm: norms(9) }))).toBeNull();
    const leap = norms(0.5);
    leap[160] = 1000;
    expect(gradientExplodes(history({ gradientNorm: leap }))).toBeNull();
    expect(gradientExplodes(history({ gradientNorm: norms(0.9, 0.01) }))).toBeNull();
  });
});

describe("the notice of an uneven width", () => {
  const of = (width: number, heads: number) =>
    unevenHeads(history({}, 1, { "model.width": width, "model.heads": heads, "model.positions": "rotary" }));

  it("says which width is built, and writes it down at a press", () => {
    expect(of(64, 4)).toBeNull();
    const notice = of(100, 3);
    expect(notice?.values).toEqual({ width: 100, heads: 3, built: 102 });
    expect(notice?.remedies).toEqual([{ id: "evenWidth", change: { "model.width": 102 }, restart: true }]);
  });
});
