import type { LoadDataset, TokenDataset } from "../../domains/dataset.ts";
import { longTextDataset } from "../../domains/tokens/longText.ts";
import { readText } from "../../domains/tokens/readText.ts";

/** One long text: pieces of this project's source. */
export const load: LoadDataset<TokenDataset> = async (_, read, onProgress) => {
  const text = await readText("data/code.txt", read);
  onProgress(0.5);
  const dataset = longTextDataset("code", text);
  onProgress(1);
  return dataset;
};
