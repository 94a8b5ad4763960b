import { afterEach, describe, expect, it } from "vitest";
import { withChanges } from "../../catalog/change.ts";
import { defaultConfig } from "../../catalog/presets.ts";
import { runId } from "../../core/brands.ts";
import { createPictureImporter } from "../../own/pictures/importer.ts";
import { type TestWorkerApi, testWorkerApi } from "../../worker/testing/open.ts";

const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
/** The beginning of a PNG file, as far as its size; `shade` stands where pixels would. */
const png = (width: number, height: number, shade: number) =>
  new Blob([
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...u32(13), 0x49, 0x48, 0x44, 0x52]),
    Uint8Array.from([...u32(width), ...u32(height), shade]),
  ]);
/** Pictures of one shade, as the browser would decode them: half of it seen through. */
const decode = async (picture: Blob, side: number) => {
  const shade = new Uint8Array(await picture.arrayBuffer()).at(-1) as number;
  if (shade === 13) throw new Error("cut");
  return Uint8ClampedArray.from({ length: 4 * side * side }, (_, i) => (i % 4 === 3 ? 255 : shade));
};
const STEPS = { side: 16, channels: 1, folders: true } as const;

let test: TestWorkerApi | null = null;
afterEach(async () => {
  await test?.end();
  test = null;
});

describe("pictures that are brought", () => {
  it("are cut to one size and labelled by their folders, and each that is none is counted with its reason", async () => {
    const importer = createPictureImporter(decode);
    const of = (folder: string) =>
      Array.from({ length: 10 }, (_, i) => ({ file: png(40, 30, i), path: `${folder}/${i}.png` }));
    await importer.add([
      ...of("set/cats"),
      ...of("set/dogs"),
      { file: png(20_000, 20_000, 1), path: "huge.png" },
      { file: png(40, 30, 13), path: "cut.png" },
      { file: new Blob(['<svg onload="alert(1)"/>']), path: "x.svg" },
      { file: new Blob(["PK\u0003\u0004 no archive"]), path: "x.zip" },
    ]);
    const preview = await importer.preview(STEPS);
    expect(preview).toMatchObject({
      ...{ count: 20, labels: ["cats", "dogs"], problem: null },
      refused: { tooLarge: 1, damaged: 1, notPicture: 1, archive: 1 },
    });
    expect(preview.shown.pixels[256 * 3]).toBe(3);
    expect((await importer.preview({ ...STEPS, folders: false })).labels).toEqual([]);
  });

  it("are too few under sixteen", async () => {
    const importer = createPictureImporter(decode);
    await importer.add([{ file: png(1, 1, 1), path: "a.png" }]);
    expect(await importer.preview(STEPS)).toMatchObject({ count: 1, problem: "few" });
  });

  it("are learned from, with their labels, in colour", async () => {
    const importer = createPictureImporter(decode);
    const files = Array.from({ length: 30 }, (_, i) => ({ file: png(9, 9, 8 * i), path: `${i % 2}/${i}.png` }));
    await importer.add(files);
    await importer.preview({ ...STEPS, channels: 3 });
    const finished = await importer.finish();
    const config = withChanges(defaultConfig(), {
      ...{ "data.set": "own-pictures", "model.family": "vae", "data.content": finished?.value ?? "" },
      ...{ "model.width": 16, "training.batchSize": 4, "sampling.count": 2 },
    });
    test = await testWorkerApi();
    const content = finished?.data ?? new Uint8Array(0);
    const { facts } = await test.api.open({ run: runId(1), config, backend: "wasm", baseUrl: "", content });
    expect(facts).toMatchObject({
      domain: { kind: "image", height: 16, width: 16, channels: 3 },
      labels: ["0", "1"],
      counts: { train: 27, validation: 3 },
    });
    expect(await test.api.step(2)).toBe(2);
  });
});
