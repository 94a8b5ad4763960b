import { cpus } from "node:os";
import { chromium } from "playwright";
import { build, preview } from "vite";
import { findBrowser, quietArguments } from "../../.config/browser.ts";
import { presets } from "../../src/catalog/presets.ts";
import { benchLong, type LongFigures } from "./page/long.ts";
import { benchOpening } from "./page/opening.ts";
import { benchPresets, type PresetFigures } from "./page/presets.ts";

const PORT = Number(process.env.INKLING_PORT ?? 4183);
const PARTS = ["opening", "presets", "long"] as const;

interface Options {
  readonly parts: readonly (typeof PARTS)[number][];
  readonly presets: readonly string[];
  readonly seconds: number;
  readonly farSeconds: number;
  readonly rebuild: boolean;
}

/**
 * `--part opening,presets,long` (all unless told), `--preset ID,…`, `--seconds N` to watch each, `--far N` seconds to wait
 * for 20,000 steps of presets on points, `--built` to take the page as it was built last.
 *
 * @throws Error where a part or a preset is not known.
 */
function optionsOf(words: readonly string[]): Options {
  const value = (name: string) => (words.includes(name) ? (words[words.indexOf(name) + 1] ?? "") : undefined);
  const list = <Name extends string>(name: string, known: readonly Name[]): readonly Name[] =>
    (value(name)?.split(",") ?? known).map((word) => {
      const found = known.find((each) => each === word);
      if (!found) throw new Error(`${name}: there is no ${word}; there are ${known.join(", ")}`);
      return found;
    });
  const ids = presets.map(({ id }) => id);
  return {
    // Whoever names presets wants their table alone.
    parts: value("--part") === undefined && words.includes("--preset") ? ["presets"] : list("--part", PARTS),
    presets: list("--preset", ids),
    seconds: Number(value("--seconds") ?? 10),
    farSeconds: Number(value("--far") ?? 0),
    rebuild: !words.includes("--built"),
  };
}

interface PageReport {
  readonly machine: string;
  readonly opening?: Awaited<ReturnType<typeof benchOpening>>;
  readonly presets?: readonly PresetFigures[];
  readonly long?: LongFigures;
}

/** What a visitor waits for, what the stage shows, and what drawing and saving cost, in the built page on wasm. */
export async function bench(words: readonly string[] = []): Promise<PageReport> {
  const options = optionsOf(words);
  const found = findBrowser();
  if (!found) throw new Error("no Chromium was found: run npm test once, or set INKLING_BROWSER");
  // Whoever ran Vite in this process before may have left it in development, which React would be built for.
  process.env.NODE_ENV = "production";
  if (options.rebuild) await build({ logLevel: "error", mode: "production" });
  const server = await preview({ preview: { port: PORT, strictPort: true, host: "localhost" }, logLevel: "error" });
  const browser = await chromium.launch({ executablePath: found.path, args: [...quietArguments] });
  const address = `http://localhost:${PORT}/`;
  try {
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown processor"}, Chromium ${browser.version()}`;
    console.log(machine);
    const has = (part: (typeof PARTS)[number]) => options.parts.includes(part);
    return {
      machine,
      ...(has("opening") ? { opening: await benchOpening(browser, address) } : {}),
      ...(has("presets") ? { presets: await benchPresets(browser, address, options) } : {}),
      ...(has("long") ? { long: await benchLong(browser, address) } : {}),
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
