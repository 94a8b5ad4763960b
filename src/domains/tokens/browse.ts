import type { DomainCode } from "../contract.ts";
import type { TokenDataset } from "../dataset.ts";
import { type Candidate, pageOf } from "../pages.ts";
import { endOf } from "./batches.ts";
import { vocabularyCodec } from "./vocabulary.ts";
import { vocabularyOf } from "./writing.ts";

/** Pages of texts. One long text is shown by its passages. */
export const browse: DomainCode<TokenDataset>["browse"] = (dataset, request) => {
  const codec = vocabularyCodec(vocabularyOf(dataset.facts));
  return pageOf(dataset, request, function* (part): Iterable<Candidate> {
    for (const [document, start] of part.starts.entries()) {
      const label = part.labels?.[document] ?? -1;
      for (const text of passages(codec.decode(part.tokens.subarray(start, endOf(part, document) - 1)))) {
        yield { label, text, draw: () => ({ kind: "tokens", text }) };
      }
    }
  });
};

/** Blank lines part the passages of a text; a name is one. */
const passages = (text: string): readonly string[] => text.split(/\n\n+/).filter((passage) => passage.trim() !== "");
