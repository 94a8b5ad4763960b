import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../e2e/command/sweep.ts";
import { train } from "../../e2e/command/train.ts";

it("a sweep's runs, in processes of their own, end where the same runs alone do", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "inkling-sweep-"));
  const [link, out] = ["#preset=moons-vae", join(folder, "runs.json")];
  const words = [link, "--over", "model.width=16,32", "--steps", "6", "--jobs", "1", "--out", out];
  expect(await run(words)).toBe(0);
  const rows = JSON.parse(readFileSync(out, "utf8")) as Record<string, number>[];
  rmSync(folder, { recursive: true });
  expect(rows.map((row) => row["model.width"]).sort()).toEqual([16, 32]);
  for (const row of rows) {
    const { losses } = await train(`${link}&model.width=${row["model.width"]}`, 6);
    expect(row.loss).toBe(losses.loss?.at(-1));
    expect(row["validation.loss"]).toEqual(expect.any(Number));
  }
});
