import type { FileReader, TokenDataset } from "../../dataset.ts";
import { documentDataset, readDocuments } from "../documents.ts";

const LETTERS = "aeioulnrstmdk";
const LONGEST = 7;

/** Names of few letters, all small: how they are spelled is learned in seconds. */
export async function shortNames(read: FileReader): Promise<TokenDataset> {
  const all = await readDocuments("data/given-names-latin.txt", read);
  const short = new RegExp(`^[${LETTERS}]{2,${LONGEST}}$`);
  const texts = new Set(all.map(({ text }) => text.toLowerCase()).filter((text) => short.test(text)));
  return documentDataset(
    "given-names",
    Array.from(texts, (text) => ({ text })),
  );
}
