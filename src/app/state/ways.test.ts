import { describe, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { decode, encode } from "../../catalog/link.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import type { ParameterValue, Values } from "../../schema/parameter.ts";
import { FakeWorld } from "./testing/fakes.ts";

/** A key of each kind with a value that is not the opening set-up's. */
const KINDS = {
  live: ["training.learningRate", 0.01],
  structural: ["model.units", 64],
  sampling: ["sampling.temperature", 1.5],
  prompt: ["sampling.prompt", "Zo"],
} as const satisfies Record<string, readonly [string, ParameterValue]>;

type App = Awaited<ReturnType<FakeWorld["start"]>> & { readonly world: FakeWorld };

const linkTo = (changes: Values) =>
  encode(withChanges(defaultConfig(), changes), { preset: "names-gru", view: "samples", language: null });

/** Long enough for everything that waits for the hand to rest. */
async function rest(world: FakeWorld): Promise<void> {
  await world.settle();
  await world.frame();
  await world.pass(600);
  await world.frame();
}

/** What a visitor may do to make a value another one; each leaves the run that it meets at step 5 or keeps it. */
const WAYS: Readonly<Record<string, (app: App, key: string, value: ParameterValue) => Promise<void>>> = {
  "a control": async ({ actions, world }, key, value) => {
    actions.change(key, value);
    await rest(world);
    // What is structural waits for Reset.
    if (key === "model.units") await actions.reset();
  },
  "the address": async ({ world }, key, value) => world.visit(linkTo({ [key]: value })),
  Back: async ({ actions, world }, key, value) => {
    actions.change(key, value);
    await rest(world);
    if (key === "model.units") await actions.reset();
    await rest(world);
    world.visit(linkTo({}));
    await rest(world);
    world.back();
  },
  "a preset": async ({ actions }) => actions.choosePreset("names-gru"),
  "a remedy": async ({ actions, state }, key, value) => {
    const alarm = { id: "divergence", step: state().step, severity: "warning", values: {}, remedies: [] } as const;
    await actions.applyRemedy(alarm as never, {
      id: "change",
      change: { [key]: value },
      restart: key === "model.units",
    });
  },
  "undoing a reset": async ({ actions, world }, key, value) => {
    actions.change(key, value);
    await rest(world);
    if (key === "model.units") await actions.reset();
    await rest(world);
    await actions.step();
    await actions.choosePreset("names-lstm");
    await rest(world);
    await actions.undoReset();
  },
  "its way back": async ({ actions, world }, key) => {
    actions.resetParameter(key);
    await rest(world);
    if (key === "model.units") await actions.reset();
  },
};

/** Ways to the opening set-up's value; the others lead away from it. */
const HOMEWARD = ["a preset", "its way back"];

describe.each(Object.keys(WAYS))("a value changed by %s", (way) => {
  it.each(Object.keys(KINDS) as (keyof typeof KINDS)[])("reaches run, address and samples: %s", async (kind) => {
    const [key, other] = KINDS[kind];
    const homeward = HOMEWARD.includes(way);
    const value = homeward ? (defaultConfig()[key] as ParameterValue) : other;
    const world = new FakeWorld({ hash: homeward ? linkTo({ [key]: other }) : "" });
    const app = { world, ...(await world.start()) };
    await app.actions.step();
    world.worker.train(4);
    await world.settle();
    await WAYS[way]?.(app, key, value);
    await rest(world);

    const { config, applied, pending, view, preset } = app.state();
    expect(config[key]).toBe(value);
    expect(applied).toEqual(config);
    expect(pending).toEqual([]);
    expect(decode(world.hash)).toMatchObject({ config, preset, view });
    // The worker has it: by opening with it or by being told since.
    expect({ ...world.worker.request?.config, ...Object.assign({}, ...world.worker.tuned) }).toMatchObject(config);
    // Samples show it: a run opened with it draws its own, any other draws anew.
    if (key.startsWith("sampling.") && world.worker.request?.config[key] !== value) {
      expect(world.worker.sampledWith.at(-1)?.[key.slice("sampling.".length)]).toBe(value);
    }
  });
});
