import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextImporter } from "./importer.ts";

const file = (content: string | Uint8Array) => new Blob([content as BlobPart]);
const NAMES = Array.from({ length: 30 }, (_, i) => `王小${String.fromCodePoint(0x4e00 + 7 * i)}`).join("\n");

describe("a file that is brought", () => {
  it("is read in its own encoding, and in another one on request", async () => {
    const importer = createTextImporter();
    const gb = new Uint8Array(execFileSync("iconv", ["-t", "GB18030"], { input: NAMES }));
    const found = await importer.openFile(file(gb), "班级.txt");
    expect(found).toMatchObject({ problem: null, encoding: "gb18030", name: "班级.txt", steps: { form: "lines" } });
    expect(await importer.preview(found.steps)).toMatchObject({ problem: null, amount: 30 });
    const { data } = await importer.finish();
    expect(new TextDecoder().decode(data)).toBe(NAMES);
    expect((await importer.openFile(file(gb), "班级.txt", "windows-1252")).encoding).toBe("windows-1252");
    expect(new TextDecoder().decode((await importer.finish()).data)).not.toBe(NAMES);
  });

  it("is refused with a reason where it is none, and nothing of it stays", async () => {
    const importer = createTextImporter();
    const cut = { size: 3, arrayBuffer: () => Promise.reject(new Error("gone")) } as unknown as Blob;
    for (const [content, problem] of [
      [file(""), "empty"],
      [file(" \n\t\n"), "empty"],
      [file("\ufeff"), "empty"],
      [{ size: 11 * 2 ** 20 } as Blob, "huge"],
      [file("PK\u0003\u0004 a docx"), "binary"],
      [file(Uint8Array.from({ length: 500 }, (_, i) => (i * 91) & 255)), "binary"],
      [cut, "unreadable"],
    ] as const) {
      await importer.openText("what was there before");
      expect((await importer.openFile(content, "x.txt")).problem).toBe(problem);
      expect((await importer.finish()).data).toHaveLength(0);
    }
  });

  it("is a table where it is called one, with its columns", async () => {
    const importer = createTextImporter();
    const found = await importer.openFile(file('\ufeffName;Sprache\n"Müller; A";de\nBo;sv\n'), "klasse.csv");
    expect(found).toMatchObject({
      encoding: "utf-8",
      columns: ["Name", "Sprache"],
      steps: { column: 1, header: true },
    });
    const preview = await importer.preview({ ...found.steps, labelColumn: 2 });
    expect(preview).toMatchObject({ amount: 2, labels: ["de", "sv"], problem: "few" });
  });

  it("comes through as it is, whatever it holds", async () => {
    const importer = createTextImporter();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const found = await importer.openFile(file(bytes), "any.csv");
        if (found.problem) return;
        const preview = await importer.preview(found.steps);
        expect(preview.characters).toBeLessThan(found.steps.symbols);
        await importer.finish();
      }),
      { numRuns: 150, seed: 12 },
    );
  });
});
