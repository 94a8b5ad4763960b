import { InklingError } from "../core/errors.ts";
import { randomPermutation, randomStream } from "../core/random.ts";
import { vocabularyCodec, vocabularyOf } from "./codecs/vocabulary.ts";
import type { FileReader, TokenDataset, TokenPart } from "./dataset.ts";

/** One text of its own, such as a name; `label` is an id, not its words. */
export interface LabelledDocument {
  readonly text: string;
  readonly label?: string;
}

/** Fixed for ever: the split is part of what a link means. */
const SPLIT = randomStream(2026, "split");
const VALIDATION_SHARE = 0.1;

/**
 * Reads a frozen file of short documents: one line a label, `label TAB text TAB text …`.
 * Throws `dataUnreadable` when the file holds none, as when a server answers with an error page.
 */
export async function readDocuments(path: string, read: FileReader): Promise<readonly LabelledDocument[]> {
  const content = new TextDecoder().decode(await read(path));
  const documents = content.split("\n").flatMap((line) => {
    const [label, ...texts] = line.split("\t");
    return texts.map((text) => (label ? { text, label } : { text }));
  });
  if (documents.length === 0) throw new InklingError("dataUnreadable", { path });
  return documents;
}

/**
 * Short documents as a dataset: vocabulary and labels in sorted order, repeated (text, label) pairs dropped, one text in
 * ten held out for validation by a seeded shuffle. A text that has several labels goes to one part with all of them, so
 * that nothing is validated that was trained on.
 */
export function documentDataset(id: string, documents: readonly LabelledDocument[]): TokenDataset {
  const labelsByText = new Map<string, Set<string | undefined>>();
  for (const { text, label } of documents) {
    const labels = labelsByText.get(text);
    if (labels) labels.add(label);
    else labelsByText.set(text, new Set([label]));
  }
  const texts = [...labelsByText.keys()];
  const labels = [...new Set(documents.flatMap(({ label }) => (label === undefined ? [] : [label])))].sort();
  const vocabulary = vocabularyOf(texts);

  const shuffled = Array.from(randomPermutation(SPLIT, texts.length), (index) => texts[index] as string);
  const held = Math.round(texts.length * VALIDATION_SHARE);
  const part = (chosen: readonly string[]) =>
    tokenPart(
      vocabulary,
      chosen.flatMap((text) => [...(labelsByText.get(text) ?? [])].map((label) => ({ text, label }))),
      labels,
    );
  const validation = part(shuffled.slice(0, held));
  const train = part(shuffled.slice(held));
  return {
    kind: "tokens",
    facts: {
      id,
      domain: { kind: "tokens", vocabulary },
      labels,
      counts: { train: train.starts.length, validation: validation.starts.length },
      characters: { train: train.tokens.length, validation: validation.tokens.length },
      baselines: [], // Computed by the worker: metrics stand above data.
    },
    train,
    validation,
    has: (text) => labelsByText.has(text),
  };
}

function tokenPart(
  vocabulary: readonly string[],
  documents: readonly { readonly text: string; readonly label: string | undefined }[],
  labels: readonly string[],
): TokenPart {
  const codec = vocabularyCodec(vocabulary);
  const encoded = documents.map(({ text }) => codec.encode(`${text}\n`).tokens);
  const tokens = new Int32Array(encoded.reduce((length, document) => length + document.length, 0));
  const starts = new Uint32Array(documents.length);
  let end = 0;
  encoded.forEach((document, index) => {
    starts[index] = end;
    tokens.set(document, end);
    end += document.length;
  });
  if (labels.length === 0) return { tokens, starts };
  return { tokens, starts, labels: Int32Array.from(documents, ({ label }) => labels.indexOf(label ?? "")) };
}
