/** The best results of this visitor, which stay on this machine. */
import type { KeyValues } from "../ports.ts";

const KEY = "inkling.games";

/** Of a game on a dataset; `of` questions. */
export interface Best {
  readonly right: number;
  readonly of: number;
}

type Kept = Readonly<Record<string, Best>>;

function read(values: Pick<KeyValues, "get">): Kept {
  try {
    const kept: unknown = JSON.parse(values.get(KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, best]) => isBest(best)));
  } catch {
    return {};
  }
}

const isBest = (value: unknown): value is Best => {
  if (typeof value !== "object" || value === null) return false;
  const { right, of } = value as Partial<Best>;
  return Number.isInteger(right) && Number.isInteger(of) && Number(right) >= 0 && Number(right) <= Number(of);
};

/** The best until now; `null` where nobody has played it here. */
export const bestOf = (values: Pick<KeyValues, "get">, game: string): Best | null => read(values)[game] ?? null;

/** Keeps a result if it is the best; answers whether it is. */
export function keepBest(values: KeyValues, game: string, result: Best): boolean {
  const kept = read(values);
  const before = kept[game];
  if (before && before.right / before.of >= result.right / Math.max(1, result.of)) return false;
  values.set(KEY, JSON.stringify({ ...kept, [game]: result }));
  return true;
}
