import { InklingError } from "../../core/errors.ts";
import { randomPermutation, randomStream } from "../../core/random.ts";
import type { FileReader, TokenDataset } from "../dataset.ts";
import { readText } from "./readText.ts";
import { type LabelledDocument, tokenDataset } from "./tokenDataset.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** Fixed for ever: the split is part of what a link means. */
const SPLIT = randomStream(2026, "split");
const VALIDATION_SHARE = 0.1;

/**
 * Reads a frozen file of short documents: one line a label, `label TAB text TAB text …`.
 * Throws `dataUnreadable` when the file holds none, as when a server answers with an error page.
 */
export async function readDocuments(path: string, read: FileReader): Promise<readonly LabelledDocument[]> {
  const content = await readText(path, read);
  const documents = content.split("\n").flatMap((line) => {
    const [label, ...texts] = line.split("\t");
    return texts.map((text) => (label ? { text, label } : { text }));
  });
  if (documents.length === 0) throw new InklingError("dataUnreadable", { path, reason: "altered" });
  return documents;
}

/**
 * Short documents as a dataset: vocabulary and labels in sorted order, repeated (text, label) pairs dropped, one text in
 * ten held out for validation by a seeded shuffle. A text that has several labels goes to one part with all of them, so
 * that nothing is validated that was trained on. The vocabulary is that of the texts' code points where none is given.
 */
export function documentDataset(
  id: string,
  documents: readonly LabelledDocument[],
  vocabulary?: readonly string[],
): TokenDataset {
  const labelsByText = new Map<string, Set<string | undefined>>();
  for (const { text, label } of documents) {
    const labels = labelsByText.get(text);
    if (labels) labels.add(label);
    else labelsByText.set(text, new Set([label]));
  }
  const texts = [...labelsByText.keys()];
  const labels = [...new Set(documents.flatMap(({ label }) => (label === undefined ? [] : [label])))].sort();

  const shuffled = Array.from(randomPermutation(SPLIT, texts.length), (index) => texts[index] as string);
  const held = Math.round(texts.length * VALIDATION_SHARE);
  const labelled = (chosen: readonly string[]) =>
    chosen.flatMap((text) => [...(labelsByText.get(text) ?? [])].map((label) => (label ? { text, label } : { text })));
  return tokenDataset(id, vocabulary ?? vocabularyOf(texts), labels, {
    train: labelled(shuffled.slice(held)),
    validation: labelled(shuffled.slice(0, held)),
    has: (text) => labelsByText.has(text),
  });
}
