import { describe, expect, it } from "vitest";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { ModelValues } from "../../schema/parameter.ts";
import type { FamilyWords } from "../../schema/words.ts";
import { tinyFacts } from "../recurrent/testing/fixture.ts";
import { fieldTooLong } from "./alarms.manifest.ts";
import { manifest } from "./manifest.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { tinyShape, tinyValues } from "./testing/fixture.ts";
import { words } from "./words/en.ts";

describe("the WaveNet family's words", () => {
  it("name everything that the manifest lists, and nothing else", () => {
    const spoken: FamilyWords = words;
    const keys = (record: object | undefined) => Object.keys(record ?? {}).sort();
    const nodesOf = (values: object) =>
      modelGraph({ ...tinyValues, ...values }, sequenceDomain(tinyFacts), tinyShape).nodes.map(({ id }) => id);
    expect(keys(spoken.parameters)).toEqual(keys({ ...manifest.parameters, ...manifest.sampling }));
    expect(keys(spoken.views)).toEqual(
      manifest
        .views(tinyValues as ModelValues, sequenceDomain(tinyFacts).traits)
        .map(({ id }) => id)
        .sort(),
    );
    expect(keys(spoken.nodes)).toEqual([...new Set([...nodesOf({ dilations: 8 }), ...nodesOf({ blocks: 3 })])].sort());
  });
});

describe("the estimate", () => {
  it("counts by hand: two layers of four channels over 6 symbols and 3 labels", () => {
    const values = { ...tinyValues, dilations: 2 };
    // Tables 6·4 and 2·3·8; each layer 2·4·8 + 8 and 4·4 + 4 of its skip, the first 4·4 + 4 that pass on; mix 20, readout 5·6.
    expect(manifest.estimate(values, sequenceDomain(tinyFacts), tinyShape).weights).toBe(
      24 + 48 + 2 * (72 + 20) + 20 + 20 + 30,
    );
  });
});

describe("the notice of a field that is too long", () => {
  const of = (dilations: number, length: number, kernelSize = 2) =>
    fieldTooLong({
      ...{ step: 0, series: {} },
      values: {
        ...{ "model.dilations": dilations, "model.blocks": 1, "model.kernelSize": kernelSize },
        "training.sequenceLength": length,
      },
    });

  it("comes where a prediction sees twice as far as gradients travel, and says how to see less or learn more", () => {
    expect(of(5, 64)).toBeNull();
    const notice = of(8, 64);
    expect(notice?.values).toEqual({ field: 256, length: 64 });
    expect(notice?.remedies.map(({ change }) => change)).toEqual([
      { "training.sequenceLength": 256 },
      { "model.dilations": 6 },
    ]);
  });
});
