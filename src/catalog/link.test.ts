import { describe, expect, it } from "vitest";
import { randomBelow, randomStream, randomWords } from "../core/random.ts";
import type { ParameterValue } from "../schema/parameter.ts";
import { withChange, withChanges } from "./change.ts";
import type { RunConfig } from "./config.ts";
import { fitValue } from "./fit.ts";
import { decode, encode } from "./link.ts";
import { labelsOf, parametersOf, viewsOf } from "./parameters.ts";
import { DEFAULT_PRESET, defaultConfig, presets } from "./presets.ts";
import { type Registry, registry } from "./registry.ts";
import { tinyRegistry } from "./testing/fakes.ts";

const context = { preset: "names-gru", view: "samples", language: null } as const;

/** Names what is wrong with a set-up: a key that is missing or too many, a value out of bounds. */
function faultsOf(config: RunConfig, within: Registry = registry): string[] {
  const parameters = parametersOf(config, within);
  const labels = labelsOf(config, within);
  const extra = Object.keys(config).filter((key) => !parameters.has(key));
  const wrong = [...parameters].filter(([key, parameter]) => fitValue(parameter, config[key], labels).code !== null);
  return [...extra, ...wrong.map(([key]) => key)];
}

/** Random choices for the property tests, from a stream of their own. */
function chooser(name: string) {
  const words = randomWords(randomStream(1, name), 200_000);
  let at = 0;
  const below = (bound: number) => randomBelow(words[at++ % words.length] as number, bound);
  return { below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
}

describe("a link", () => {
  it("holds what differs from its preset, in a form that can be read", () => {
    const config = withChanges(defaultConfig(), { "model.units": 256, "training.learningRate": 0.001, seed: 7 });
    expect(encode(config, context)).toBe("#v=1&preset=names-gru&model.units=256&training.learningRate=0.001&seed=7");
  });

  it("names the view and the language where they are not the usual ones", () => {
    const link = encode(defaultConfig(), { preset: "names-lstm", view: "hidden", language: "zh" });
    expect(link).toBe("#v=1&preset=names-lstm&model.cell=gru&view=hidden&lang=zh");
    expect(decode(link)).toMatchObject({ preset: "names-lstm", view: "hidden", language: "zh", repairs: [] });
  });

  it("carries a prompt with any characters", () => {
    const prompt = "a=b&c#d%20+ é 王\n😀";
    const config = withChange(defaultConfig(), "sampling.prompt", prompt);
    expect(decode(encode(config, context)).config["sampling.prompt"]).toBe(prompt);
  });

  it("that is empty is the default preset, with nothing to mend", () => {
    for (const hash of ["", "#", "#&&", "#v=1"]) {
      expect(decode(hash)).toEqual({
        config: defaultConfig(),
        preset: DEFAULT_PRESET,
        view: "samples",
        language: null,
        race: null,
        trained: null,
        repairs: [],
      });
    }
  });

  it("gives its optimizer its own learning rate unless the link says one", () => {
    expect(decode("#training.optimizer=sgd").config["training.learningRate"]).toBe(0.2);
    expect(decode("#training.learningRate=0.5&training.optimizer=sgd").config["training.learningRate"]).toBe(0.5);
  });
});

describe("a link that needs mending", () => {
  const repair = (hash: string) => decode(hash).repairs;

  it("with a number out of bounds takes the bound", () => {
    expect(repair("#model.units=5000")).toEqual([
      { code: "outOfRange", key: "model.units", given: "5000", used: 1024 },
    ]);
    expect(repair("#training.clipNorm=-1")).toEqual([
      { code: "outOfRange", key: "training.clipNorm", given: "-1", used: 0 },
    ]);
    expect(decode("#seed=1e999").config.seed).toBe(2147483647);
  });

  it("with a fraction of a whole number rounds it", () => {
    expect(repair("#model.layers=1.6")).toEqual([{ code: "outOfRange", key: "model.layers", given: "1.6", used: 2 }]);
  });

  it.each(["", "many", "NaN", "Infinity", "0x10", "1,5", "1e", "--1", "1 2"])(
    "with %j for a number keeps the preset's",
    (text) => {
      expect(repair(`#model.units=${encodeURIComponent(text)}`)).toEqual([
        { code: "notANumber", key: "model.units", given: text, used: 128 },
      ]);
    },
  );

  it("with an unknown choice, toggle, label, view or language says what is used", () => {
    expect(repair("#model.cell=qru&model.conditional=1&sampling.label=xx&view=sculpture&lang=tlh")).toEqual([
      { code: "unknownValue", key: "model.cell", given: "qru", used: "gru" },
      { code: "unknownValue", key: "model.conditional", given: "1", used: true },
      { code: "unknownValue", key: "sampling.label", given: "xx", used: "" },
      { code: "unknownValue", key: "view", given: "sculpture", used: "samples" },
      { code: "unknownValue", key: "lang", given: "tlh" },
    ]);
  });

  it("tells a key of another choice from one that nobody has", () => {
    expect(repair("#training.momentum=0.5&model.wings=2&__proto__=1&constructor.prototype=1")).toEqual([
      { code: "notApplicable", key: "training.momentum", given: "0.5" },
      { code: "unknownKey", key: "model.wings", given: "2" },
      { code: "unknownKey", key: "__proto__", given: "1" },
      { code: "unknownKey", key: "constructor.prototype", given: "1" },
    ]);
    expect(({} as Record<string, unknown>).prototype).toBeUndefined();
  });

  it("from a newer version or of an unknown preset takes what is known", () => {
    expect(decode("#v=9&preset=telepathy&model.units=64")).toMatchObject({
      preset: "names-gru",
      config: { "model.units": 64 },
      repairs: [
        { code: "newerVersion", key: "v", given: "9", used: 1 },
        { code: "unknownPreset", key: "preset", given: "telepathy", used: "names-gru" },
      ],
    });
  });

  it("leaves out what is malformed, and the second of two", () => {
    expect(repair("#v=x&model.units=%E0%A4%A&seed&seed=1&seed=2&=3")).toEqual([
      { code: "malformed", key: "model.units", given: "model.units=%E0%A4%A" },
      { code: "malformed", key: "seed", given: "seed" },
      { code: "malformed", key: "seed", given: "seed=2" },
      { code: "malformed", key: "", given: "=3" },
      { code: "malformed", key: "v", given: "x", used: 1 },
    ]);
    expect(decode("#seed=1&seed=2").config.seed).toBe(1);
  });

  it("that is huge is read as far as it can be, with a short list of repairs", () => {
    const { config, repairs } = decode(`#seed=5&${"model.wings=1&".repeat(200_000)}model.units=64`);
    expect(config).toEqual({ ...defaultConfig(), seed: 5 });
    expect(repairs).toHaveLength(20);
    const prompt = decode(`#sampling.prompt=${"w".repeat(1_000_000)}`);
    expect(prompt.config).toEqual(defaultConfig());
    expect(prompt.repairs).toMatchObject([{ code: "malformed" }]);
    expect(Math.max(...[...repairs, ...prompt.repairs].map(({ given }) => given.length))).toBeLessThanOrEqual(60);
  });
});

describe("any set-up", () => {
  it.each([["all that exists", registry] as const, ["the tiny registry", tinyRegistry] as const])(
    "comes back from its link unchanged, over 500 random ones of %s",
    (_, within) => {
      const { below, pick } = chooser("round trip");
      const texts = ["", "é&=#%", "王小明\n", "+ +", "%41", "__proto__"];
      const randomValue = (key: string, config: RunConfig): ParameterValue => {
        const parameter = parametersOf(config, within).get(key);
        switch (parameter?.type) {
          case "choice":
            return pick(parameter.choices);
          case "toggle":
            return below(2) === 0;
          case "text":
            return pick(texts);
          case "label":
            return pick(["", ...(labelsOf(config, within) ?? ["brought"])]);
          case "content":
            return pick(["", "~S0nNBQA", `=${"0".repeat(64)}.34.A&B=c.txt`]);
          case "number":
          case "integer":
            return parameter.min + ((parameter.max - parameter.min) * below(1_000_003)) / 1_000_002;
          default:
            return "";
        }
      };
      for (let trial = 0; trial < 500; trial++) {
        const preset = pick(within.presets).id;
        let config = defaultConfig(preset, within);
        for (let change = below(12); change > 0; change--) {
          const key = pick(Object.keys(config));
          config = withChange(config, key, randomValue(key, config), within);
        }
        expect(faultsOf(config, within)).toEqual([]);
        const view = pick(viewsOf(config, within)).id;
        const language = pick(["en", "zh", null] as const);
        const link = encode(config, { preset, view, language }, within);
        expect(decode(link, within)).toEqual({
          config,
          preset,
          view,
          language,
          race: null,
          trained: null,
          repairs: [],
        });
      }
    },
  );
});

describe("2,000 random and mutated hashes", () => {
  const { below, pick } = chooser("hashes");
  const keys = [
    ...parametersOf(defaultConfig()).keys(),
    "v",
    "preset",
    "view",
    "lang",
    "training.momentum",
    "__proto__",
  ];
  const values = [
    "",
    "0",
    "-1",
    "1e308",
    "1e999",
    "NaN",
    "true",
    "null",
    "%",
    "%00",
    "%ED%A0%80",
    "sgd",
    "code",
    "zh",
    "\u{d800}",
    "[]",
  ];
  const noise = "#&=%+.-_ \u0000e1209aZ王😀\ud800";

  const random = () => {
    const part = () => `${pick(keys)}${pick(["=", "", "=="])}${pick(values)}`;
    return `#${Array.from({ length: below(8) }, part).join(pick(["&", "&&", ";"]))}`;
  };
  const mutate = (link: string) => {
    let text = link;
    for (let edit = 1 + below(6); edit > 0; edit--) {
      const from = below(text.length + 1);
      const length = below(4);
      text = text.slice(0, from) + noise.slice(below(noise.length), below(noise.length)) + text.slice(from + length);
    }
    return text;
  };
  const hashes = Array.from({ length: 2000 }, (_, i) => {
    if (i % 2 === 0) return random();
    const preset = pick(presets).id;
    const config = withChanges(defaultConfig(preset), { "model.units": 16 + below(1000), seed: below(9999) });
    return mutate(encode(config, { preset, view: "hidden", language: "zh" }));
  });

  it("each give a whole set-up within bounds, whose own link is clean", () => {
    let mended = 0;
    for (const hash of hashes) {
      const { config, preset, view, language, repairs } = decode(hash);
      expect(faultsOf(config), hash).toEqual([]);
      expect(viewsOf(config).map(({ id }) => id)).toContain(view);
      const again = decode(encode(config, { preset, view, language }));
      expect(again, hash).toEqual({ config, preset, view, language, race: null, trained: null, repairs: [] });
      if (repairs.length > 0) mended++;
    }
    // The hashes are bad enough to test something, and not all of them hopeless.
    expect(mended).toBeGreaterThan(500);
    expect(mended).toBeLessThan(2000);
  });
});
