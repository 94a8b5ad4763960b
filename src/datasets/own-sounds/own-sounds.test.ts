import { afterEach, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { runId } from "../../core/brands.ts";
import { createSoundImporter } from "../../own/sounds/importer.ts";
import { RATE_HZ } from "../../own/sounds/pack.ts";
import { type TestWorkerApi, testWorkerApi } from "../../worker/testing/open.ts";

let test: TestWorkerApi | null = null;
afterEach(async () => {
  await test?.end();
  test = null;
});

/** A recording of ten clicks, half a second apart. */
const clicks = async () => ({
  wave: Float32Array.from({ length: 5 * RATE_HZ }, (_, i) => {
    const t = (i % (RATE_HZ / 2)) / RATE_HZ;
    return 0.5 * Math.exp(-60 * t) * Math.sin(2 * Math.PI * 500 * t);
  }),
  cut: false,
});

it.each(["wave", "spectrogram"])(
  "sounds that are brought are learned from, with their labels, as a %s",
  async (form) => {
    const importer = createSoundImporter(clicks);
    const file = new Blob(["clicks"]);
    await importer.add(["loud", "soft"].map((folder) => ({ file, path: `${folder}/1.wav` })));
    importer.preview({ onsets: true, level: true, folders: true });
    const finished = await importer.finish();
    const config = withChanges(defaultConfig(), {
      ...{ "data.set": "own-sounds", "model.family": "vae", "data.content": finished?.value ?? "", "data.form": form },
      ...{ "model.width": 8, "training.batchSize": 4, "sampling.count": 2 },
    });
    test = await testWorkerApi();
    const content = finished?.data ?? new Uint8Array(0);
    const { facts } = await test.api.open({ run: runId(1), config, backend: "wasm", baseUrl: "", content });
    expect(facts).toMatchObject({
      domain: { kind: "audio", rate: 8000, length: 2560, form },
      labels: ["loud", "soft"],
      counts: { train: 18, validation: 2 },
    });
    expect(await test.api.step(2)).toBe(2);
  },
);
