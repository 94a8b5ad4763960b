import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { files } from "./files.generated.ts";
import { describeFiles } from "./files.mjs";
import { factsOf, faultIn } from "./integrity.ts";

const PATH = "data/place-names-en.txt";
const facts = files[PATH];
const content = () => new Uint8Array(readFileSync(fileURLToPath(new URL(`../../public/${PATH}`, import.meta.url))));

describe("the list of files", () => {
  it("is what the committed script makes of the files as they are", () => {
    expect(files).toEqual(describeFiles());
  });

  it("knows nothing of names that it inherits", () => {
    expect(factsOf("toString")).toBeNull();
    expect(factsOf(PATH)).toEqual(facts);
  });
});

describe("a file that came", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is the very one, or is told by what is wrong with it", async () => {
    expect(await faultIn(content(), facts)).toBeNull();
    expect(await faultIn(content().slice(0, 100), facts)).toBe("cutShort");
    expect(await faultIn(new Uint8Array([...content(), 0]), facts)).toBe("altered");
    const altered = content();
    altered[77] = (altered[77] as number) ^ 1;
    expect(await faultIn(altered, facts)).toBe("altered");
  });

  it("is judged by its length alone where the browser makes no digests", async () => {
    vi.stubGlobal("crypto", {});
    expect(await faultIn(new Uint8Array(facts.bytes), facts)).toBeNull();
    expect(await faultIn(new Uint8Array(facts.bytes - 1), facts)).toBe("cutShort");
  });
});
