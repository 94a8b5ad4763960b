import { describe, expect, it } from "vitest";
import { sequenceDomain } from "../../domains/testing/data.ts";
import type { ModelValues } from "../../schema/parameter.ts";
import type { FamilyWords } from "../../schema/words.ts";
import { manifest } from "./manifest.ts";
import { modelGraph } from "./modelGraph.manifest.ts";
import { tinyFacts, tinyText, tinyValues } from "./testing/fixture.ts";
import { words } from "./words/en.ts";

const batch = { size: 2, length: 3 };

describe("the recurrent family's words", () => {
  it("name everything that the manifest lists, and nothing else", () => {
    const spoken: FamilyWords = words;
    const keys = (record: object | undefined) => Object.keys(record ?? {}).sort();
    expect(keys(spoken.parameters)).toEqual(keys({ ...manifest.parameters, ...manifest.sampling }));
    for (const [name, parameter] of Object.entries(manifest.parameters)) {
      const choices = parameter.type === "choice" ? [...parameter.choices].sort() : [];
      expect(keys(spoken.parameters[name]?.choices)).toEqual(choices);
    }
    const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).sort();
    expect(keys(spoken.views)).toEqual(
      ids(manifest.views(tinyValues as ModelValues, sequenceDomain(tinyFacts).traits)),
    );
    expect(keys(spoken.series)).toEqual(ids(manifest.series()));
    expect(keys(spoken.figures)).toEqual(ids(manifest.figures));
    expect(keys(spoken.objectives)).toEqual(manifest.objectives());
    expect(keys(spoken.nodes)).toEqual(
      ids(modelGraph({ ...tinyValues, layers: 3 }, sequenceDomain(tinyFacts), batch).nodes),
    );
  });
});

describe("the figures", () => {
  const of = (id: string) => manifest.figures.find((figure) => figure.id === id)?.of;

  it("are 8 and 3 bits where the validation loss is ln 8", () => {
    const latest = { loss: 0.5, "validation.loss": Math.log(8) };
    expect(of("perplexity")?.(latest)).toBeCloseTo(8, 12);
    expect(of("bitsPerCharacter")?.(latest)).toBeCloseTo(3, 12);
  });

  it("take the training loss until there is a validation, and are unknown before both", () => {
    expect(of("perplexity")?.({ loss: Math.log(4) })).toBeCloseTo(4, 12);
    expect(of("perplexity")?.({})).toBeNull();
    expect(of("bitsPerCharacter")?.({})).toBeNull();
  });
});

describe("the estimate", () => {
  it("counts a GRU by hand: 128 units on 32 + 16 inputs, 50 characters, 3 labels", () => {
    const domain = { kind: "tokens", vocabulary: Array.from({ length: 50 }, (_, i) => `${i}`) } as const;
    const values = { ...tinyValues, units: 128, embedding: 32 };
    // Tables 50·32 + 3·16, kernels (48 + 128)·384, biases 2·384, readout 129·50.
    expect(manifest.estimate(values, sequenceDomain({ ...tinyFacts, domain }), batch).weights).toBe(
      1600 + 48 + 67_584 + 768 + 6450,
    );
  });

  it("grows with the batch", () => {
    const bytes = (size: number) => manifest.estimate(tinyValues, sequenceDomain(tinyText), { size, length: 64 }).bytes;
    expect(bytes(64) - bytes(32)).toBe(bytes(32) - bytes(0));
    expect(bytes(64)).toBeGreaterThan(bytes(32));
  });
});

describe("the model graph", () => {
  const nodes = (values: object, facts = tinyFacts) =>
    modelGraph({ ...tinyValues, ...values }, sequenceDomain(facts), batch).nodes.map(({ id }) => id);

  it("has one node for each layer, and a label where there is one to condition on", () => {
    expect(nodes({ layers: 2 })).toEqual([
      "characters",
      "label",
      "embedding",
      "recurrent1",
      "recurrent2",
      "logits",
      "targets",
      "loss",
    ]);
    expect(nodes({ conditional: false })).not.toContain("label");
    expect(nodes({}, tinyText)).not.toContain("label");
  });

  it("carries the state round each recurrent layer, the LSTM's cell with it", () => {
    const carries = (cell: string) =>
      modelGraph({ ...tinyValues, cell, layers: 2 }, sequenceDomain(tinyFacts), batch).edges.filter(
        ({ kind }) => kind === "carry",
      );
    expect(carries("gru")).toEqual(
      [1, 2].map((layer) => ({ from: `recurrent${layer}`, to: `recurrent${layer}`, kind: "carry", label: "h" })),
    );
    expect(carries("lstm").map(({ label }) => label)).toEqual(["h, c", "h, c"]);
  });

  it("puts no two nodes in the same place", () => {
    const places = modelGraph({ ...tinyValues, layers: 3 }, sequenceDomain(tinyFacts), batch).nodes.map(
      ({ column, row }) => `${column}, ${row}`,
    );
    expect(new Set(places).size).toBe(places.length);
  });
});
