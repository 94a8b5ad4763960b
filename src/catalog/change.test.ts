import { describe, expect, it } from "vitest";
import { declaredConfig, differences, withChange, withChanges } from "./change.ts";
import { section } from "./config.ts";
import { batchShapeOf, isLive, isShown, parametersOf } from "./parameters.ts";
import { tinyRegistry as registry } from "./testing/fakes.ts";

const start = declaredConfig(registry);
const change = (key: string, value: string | number | boolean, from = start) => withChange(from, key, value, registry);

describe("a set-up", () => {
  it("holds every parameter of the first dataset, family and optimizer, and nothing else", () => {
    expect(start).toEqual({
      "data.set": "tales",
      "data.language": "en",
      "model.family": "reader",
      "model.units": 100,
      "model.depth": 1,
      "training.objective": "readerObjective",
      "training.optimizer": "quick",
      "training.learningRate": 0.01,
      "training.epsilon": 0.5,
      "training.batchSize": 8,
      "training.sequenceLength": 16,
      "sampling.prompt": "",
      "sampling.label": "",
      seed: 42,
    });
    expect(section(start, "model")).toEqual({ family: "reader", units: 100, depth: 1 });
  });

  it("offers only the families that learn the chosen domain", () => {
    expect(parametersOf(start, registry).get("model.family")).toMatchObject({ choices: ["reader", "writer"] });
    const digits = parametersOf({ "data.set": "digits" }, registry);
    expect(digits.get("model.family")).toMatchObject({ choices: ["painter"] });
  });

  it("knows the shape of its batches, of length 1 where the data is no sequence", () => {
    expect(batchShapeOf(start)).toEqual({ size: 8, length: 16 });
    expect(batchShapeOf(change("data.set", "digits"))).toEqual({ size: 8, length: 1 });
  });

  it("shows a parameter where its section's values make sense of it", () => {
    const plain = change("training.optimizer", "plain");
    expect(isShown(plain, "training.nesterov", registry)).toBe(false);
    expect(isShown(change("training.learningRate", 1, plain), "training.nesterov", registry)).toBe(true);
    expect(isShown(start, "training.nesterov", registry)).toBe(false);
    expect(isShown(start, "model.units", registry)).toBe(true);
  });

  it("tells live parameters from structural ones", () => {
    expect(isLive(start, "training.learningRate", registry)).toBe(true);
    expect(isLive(start, "model.units", registry)).toBe(false);
    expect(isLive(start, "constructor", registry)).toBe(false);
  });
});

describe("a change", () => {
  it("is clamped to the bounds and rounded to a whole number", () => {
    expect(change("model.units", 5000)["model.units"]).toBe(1000);
    expect(change("model.units", 12.6)["model.units"]).toBe(13);
    expect(change("seed", -3).seed).toBe(0);
  });

  it("of a wrong type or an unknown choice leaves the value as it was", () => {
    const sixty = change("model.units", 60);
    expect(change("model.units", "many", sixty)).toBe(sixty);
    expect(change("data.language", "tlh")).toBe(start);
    expect(change("data.set", "__proto__")).toBe(start);
  });

  it("of a key that does not exist changes nothing", () => {
    expect(change("model.latent", 3)).toBe(start);
    expect(change("__proto__", 3)).toBe(start);
  });

  it("cuts a text to its length without leaving half of a character", () => {
    expect(change("sampling.prompt", "abcdefgh")["sampling.prompt"]).toBe("abcde");
    expect(change("sampling.prompt", "abcd😀")["sampling.prompt"]).toBe("abcd");
  });

  it("of the dataset keeps what was changed and still exists", () => {
    const chinese = change("data.language", "zh", change("model.units", 60));
    const poems = change("data.set", "poems", chinese);
    expect(poems["data.language"]).toBe("zh");
    expect(poems["model.units"]).toBe(60);
    expect(change("data.set", "poems")["data.language"]).toBe("fr");
  });

  it("of the dataset drops a label that the new one does not have", () => {
    const sad = change("sampling.label", "sad");
    expect(sad["sampling.label"]).toBe("sad");
    expect(change("data.set", "poems", sad)["sampling.label"]).toBe("");
    expect(change("data.set", "poems", change("sampling.label", "merry"))["sampling.label"]).toBe("merry");
  });

  it("to another domain brings a family that learns it, with its own parameters", () => {
    const digits = change("data.set", "digits", change("model.depth", 3));
    expect(digits).toMatchObject({ "model.family": "painter", "model.latent": 2 });
    expect(digits["training.objective"]).toBe("painterObjective");
    expect(Object.keys(digits)).not.toContain("model.depth");
    expect(Object.keys(digits)).not.toContain("training.sequenceLength");
  });

  it("of the family takes its defaults, and clamps what the visitor had changed", () => {
    expect(change("model.family", "writer")["model.units"]).toBe(20);
    expect(change("model.family", "writer", change("model.units", 700))["model.units"]).toBe(50);
  });

  it("of the optimizer brings its own learning rate, and keeps what both declare alike", () => {
    const tuned = withChanges(start, { "training.learningRate": 0.02, "training.epsilon": 0.9 }, registry);
    const plain = change("training.optimizer", "plain", tuned);
    expect(plain["training.learningRate"]).toBe(0.1);
    expect(plain["training.epsilon"]).toBe(0.6);
    expect(plain["training.nesterov"]).toBe("no");
  });

  it("names the keys in which two set-ups differ", () => {
    expect(differences(start, change("model.units", 11, change("seed", 1)))).toEqual(["model.units", "seed"]);
  });
});

describe("a family", () => {
  const gan = (set: string) => withChanges(declaredConfig(), { "data.set": set, "model.family": "gan" });

  it("brings defaults of training that suit it, by domain; those of others stay as they were declared", () => {
    expect(gan("points")).toMatchObject({ "training.beta1": 0.5, "training.batchSize": 256, "training.clipNorm": 0 });
    expect(gan("glyphs")).toMatchObject({ "training.beta1": 0.5, "training.batchSize": 64 });
    const names = withChange(gan("points"), "data.set", "given-names");
    expect(names).toMatchObject({ "model.family": "gan", "training.beta1": 0.5, "training.batchSize": 64 });
    expect(withChange(names, "model.family", "recurrent")).toMatchObject({
      "training.beta1": 0.9,
      "training.batchSize": 32,
      "training.clipNorm": 1,
    });
    expect(withChange(gan("points"), "training.optimizer", "sgd")).not.toHaveProperty(["training.beta1"]);
  });

  it("shows a parameter of the model by the objective that is in force", () => {
    expect(isShown(gan("points"), "model.penalty")).toBe(true);
    expect(isShown(gan("points"), "model.clip")).toBe(false);
    const clipped = withChange(gan("points"), "training.objective", "wassersteinClip");
    expect(isShown(clipped, "model.penalty")).toBe(false);
    expect(isShown(clipped, "model.clip")).toBe(true);
  });
});
