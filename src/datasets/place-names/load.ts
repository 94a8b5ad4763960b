import type { LoadDataset, TokenDataset } from "../../domains/dataset.ts";
import { documentDataset, readDocuments } from "../../domains/tokens/documents.ts";

/** Countries, regions and cities, without labels. */
export const load: LoadDataset<TokenDataset> = async ({ language }, read, onProgress) => {
  const documents = await readDocuments(`data/place-names-${language === "zh" ? "zh" : "en"}.txt`, read);
  onProgress(0.5);
  const dataset = documentDataset("place-names", documents);
  onProgress(1);
  return dataset;
};
