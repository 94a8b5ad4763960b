import type { TokenDataset } from "../dataset.ts";
import { tokenDataset } from "./tokenDataset.ts";
import { vocabularyOf } from "./vocabulary.ts";

/**
 * One long text as a dataset without labels: its last tenth, from the next beginning of a line, is held out. The vocabulary
 * is that of its code points where none is given.
 */
export function longTextDataset(id: string, text: string, vocabulary?: readonly string[]): TokenDataset {
  const whole = text.trimEnd();
  const cut = whole.indexOf("\n", Math.floor(whole.length * 0.9));
  const [train, validation] = cut < 0 ? [whole, ""] : [whole.slice(0, cut), whole.slice(cut + 1)];
  return tokenDataset(id, vocabulary ?? vocabularyOf([whole]), [], {
    train: [{ text: train }],
    validation: validation === "" ? [] : [{ text: validation }],
    has: (other) => other === train || other === validation,
  });
}
