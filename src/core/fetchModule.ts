/** Pauses before each try; long enough, before a further one, for a network that changes hands. */
export const PAUSES_MS = [0, 300, 1500] as const;

let tries = 0;

/**
 * The address inside of `() => import("./part-1a2b.js")`, which bundlers and the development server leave as a literal.
 * A browser may remember for as long as the page lives that an address could not be fetched (the module map of HTML
 * does), so that another try needs another address.
 */
function addressOf(load: () => unknown, error: unknown): string | null {
  const literal = /\bimport\(\s*["'`]([^"'`]+)["'`]/.exec(String(load))?.[1];
  if (literal) return new URL(literal, import.meta.url).href;
  return /https?:\S+\.(?:js|tsx?)/.exec(String(error))?.[0] ?? null;
}

async function fetchAgain<M>(load: () => Promise<M>, error: unknown): Promise<M> {
  const address = addressOf(load, error);
  if (!address) return load();
  const next = new URL(address);
  next.searchParams.set("again", String(++tries));
  return (await import(/* @vite-ignore */ next.href)) as M;
}

/** Fetches code of the page, in several tries. `load` must be a plain `() => import("./file.ts")`. */
export async function fetchModule<M>(load: () => Promise<M>): Promise<M> {
  let failure: unknown;
  for (const pause of PAUSES_MS) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      return await (pause === 0 ? load() : fetchAgain(load, failure));
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
