/** Texts as whole samples of one length: a document a row, the rest of it filled with newlines; longer ones in pieces. */
import type { DomainCode } from "../../contract.ts";
import type { ExampleDataset, ExamplePart, TokenDataset, TokenPart } from "../../dataset.ts";
import { exampleArrays, exampleSource } from "../../examples/source.ts";
import { endOf } from "../batches.ts";
import { isLines, tokens as traits } from "../domain.ts";
import { NEWLINE } from "../writing.ts";

/** Texts that validation reads. */
const MOST_VALIDATION = 256;

/**
 * Rows of T symbols by number. A line that is longer is cut, and then lacks its end; a text of many lines is cut into
 * pieces one after the other, the last of which is filled up.
 */
export function textRows(part: TokenPart, T: number, lines: boolean): ExamplePart {
  const rows: { readonly from: number; readonly to: number; readonly document: number }[] = [];
  for (const [document, start] of part.starts.entries()) {
    const end = endOf(part, document);
    for (let from = start; from < end; from += T) {
      rows.push({ from, to: Math.min(end, from + T), document });
      if (lines) break;
    }
  }
  const values = new Float32Array(rows.length * T).fill(NEWLINE);
  rows.forEach(({ from, to }, row) => {
    values.set(part.tokens.subarray(from, to), row * T);
  });
  const { labels } = part;
  return {
    count: rows.length,
    values,
    ...(labels ? { labels: Int32Array.from(rows, ({ document }) => labels[document] as number) } : {}),
  };
}

/** Worked out once for each dataset. */
const known = new WeakMap<TokenDataset, ExampleDataset>();

function asExamples(dataset: TokenDataset): ExampleDataset {
  const { facts, train, validation } = dataset;
  const [T] = traits.shape(facts.domain as Parameters<typeof traits.shape>[0]) as [number];
  const lines = isLines(facts);
  const examples: ExampleDataset = known.get(dataset) ?? {
    ...{ kind: "examples", facts, shape: [T] },
    train: textRows(train, T, lines),
    validation: textRows(validation, T, lines),
  };
  known.set(dataset, examples);
  return examples;
}

const source = exampleSource(MOST_VALIDATION);

const arrays = exampleArrays((values) => Int32Array.from(values));

export const textSource: Pick<DomainCode<TokenDataset>, "batches" | "examples" | "arrays"> = {
  arrays: (dataset) => arrays(asExamples(dataset)),
  batches: (dataset, shape, seed) => source.batches(asExamples(dataset), shape, seed),
  examples: (dataset, batches) => source.examples(asExamples(dataset), batches),
};
