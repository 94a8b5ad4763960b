import type { LoadDataset, TokenDataset } from "../../domains/dataset.ts";
import { documentDataset, readDocuments } from "../../domains/tokens/documents.ts";
import { LONGEST } from "./manifest.ts";

/** Given names with the id of their language; Chinese full names with the sex that the source lists them under. */
export const load: LoadDataset<TokenDataset> = async ({ language, longest }, read, onProgress) => {
  const file = language === "chinese" ? "given-names-chinese" : "given-names-latin";
  const all = await readDocuments(`data/${file}.txt`, read);
  const most = language === "chinese" ? LONGEST : Number(longest ?? LONGEST);
  const documents = all.filter(({ text }) => [...text].length <= most);
  onProgress(0.5);
  const dataset = documentDataset("given-names", documents);
  onProgress(1);
  return dataset;
};
