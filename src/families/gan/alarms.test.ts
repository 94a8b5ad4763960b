import { describe, expect, it } from "vitest";
import type { Alarm, RunHistory } from "../../schema/alarm.ts";
import { criticWins, explodingGradients, modeCollapse, vanishingGradients } from "./alarms.manifest.ts";

const VALUES = {
  "training.objective": "minimax",
  "training.learningRate": 0.002,
  "training.clipNorm": 0,
  "model.criticSteps": 3,
  "model.criticRate": 2,
};

/** A series by its values, one every so many steps. */
const line = (values: readonly number[], every = 1) => values.map((value, i) => ({ step: i * every, value }));
const run = (series: Record<string, readonly { step: number; value: number }[]>, values = {}): RunHistory => ({
  step: 4000,
  series,
  values: { ...VALUES, ...values },
});
const many = (count: number, value: number) => Array<number>(count).fill(value);
const remedies = (alarm: Alarm | null) => alarm?.remedies.map(({ id }) => id);

describe("mode collapse", () => {
  const LOOK = 50;

  it("is told when few modes are reached long after samples should have spread", () => {
    const found = modeCollapse(run({ "samples.coverage": line(many(60, 0.25), LOOK) }));
    expect(found).toMatchObject({ id: "modeCollapse", step: 2600, values: { share: 0.25 } });
    expect(found?.remedies[0]).toEqual({
      id: "otherObjective",
      restart: true,
      change: { "training.objective": "wassersteinGp", "model.criticSteps": 5, "model.criticRate": 1 },
    });
  });

  it("is not told early, after one bad look, or where most modes are reached", () => {
    expect(modeCollapse(run({ "samples.coverage": line(many(30, 0), LOOK) }))).toBeNull();
    expect(modeCollapse(run({ "samples.coverage": line([...many(60, 0.9), 0.1], LOOK) }))).toBeNull();
    expect(modeCollapse(run({ "samples.coverage": line(many(80, 0.875), LOOK) }))).toBeNull();
    expect(modeCollapse(run({}))).toBeNull();
  });

  it("is told of words that are nearly all the same, and not of those that are half different", () => {
    const found = modeCollapse(run({ "samples.distinct": line(many(40, 0.25), LOOK) }));
    expect(found).toMatchObject({ id: "modeCollapse", step: 1600, values: { share: 0.25 } });
    expect(modeCollapse(run({ "samples.distinct": line(many(40, 0.6), LOOK) }))).toBeNull();
    expect(modeCollapse(run({ "samples.distinct": line(many(15, 0.1), LOOK) }))).toBeNull();
  });

  it("offers the way back to where the samples were last varied, and more critic steps to a Wasserstein critic", () => {
    const fell = line([...many(50, 1), ...many(20, 0.1)], LOOK);
    const found = modeCollapse(run({ "samples.coverage": fell }, { "training.objective": "wassersteinGp" }));
    expect(remedies(found)).toEqual(["moreCriticSteps", "goBack"]);
    expect(found?.remedies[0]?.change).toEqual({ "model.criticSteps": 6 });
    expect(found?.remedies[1]).toMatchObject({ restore: 49 * LOOK, change: { "training.learningRate": 0.0002 } });
  });
});

describe("a critic that wins", () => {
  it("is told when it is right nearly always, and can be slowed down", () => {
    const found = criticWins(run({ accuracy: line(many(300, 0.999)) }));
    expect(found).toMatchObject({ id: "criticWins", step: 240 });
    expect(remedies(found)).toEqual(["otherObjective", "weakerCritic"]);
    expect(found?.remedies[1]?.change).toEqual({ "model.criticRate": 0.2 });
  });

  it("is not told in the first steps, nor of one that errs now and then", () => {
    expect(criticWins(run({ accuracy: line(many(90, 1)) }))).toBeNull();
    expect(criticWins(run({ accuracy: line(many(300, 0.9)) }))).toBeNull();
  });
});

describe("gradients", () => {
  it("vanish when the generator's stays near zero", () => {
    const silent = line([...many(100, 1), ...many(60, 1e-7)]);
    const found = vanishingGradients(run({ "gradientNorm.generator": silent }));
    expect(found).toMatchObject({ id: "vanishingGradients", step: 100 });
    expect(remedies(found)).toEqual(["otherObjective"]);
    expect(vanishingGradients(run({ "gradientNorm.generator": line(many(200, 0.01)) }))).toBeNull();
  });

  it("explode when one stays a hundred times longer than it used to be, and clipping holds it there", () => {
    const steep = line([...many(80, 2), ...many(60, 900)]);
    const found = explodingGradients(run({ "gradientNorm.critic": steep }));
    expect(found).toMatchObject({ id: "explodingGradients", values: { norm: 900, usual: 2 } });
    expect(found?.remedies).toEqual([
      { id: "clipGradients", change: { "training.clipNorm": 2 } },
      { id: "goBack", restore: 109, change: { "training.clipNorm": 2, "training.learningRate": 0.0002 } },
    ]);
    expect(explodingGradients(run({ "gradientNorm.critic": line([...many(80, 2), ...many(60, 20)]) }))).toBeNull();
    expect(explodingGradients(run({ "gradientNorm.critic": line([...many(80, 2), 9000, ...many(59, 2)]) }))).toBeNull();
  });
});
