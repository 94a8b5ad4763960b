import { vocabularyCodec } from "./codecs/vocabulary.ts";
import type { Dataset, SamplePage, TokenPart } from "./dataset.ts";

export interface BrowseRequest {
  /** Training first, then validation, where none is named. */
  readonly part?: "train" | "validation";
  /** A label's id. */
  readonly label?: string;
  /** What the sample holds, upper or lower case, with or without accents. */
  readonly query?: string;
  readonly offset: number;
  readonly count: number;
}

/** A page of real samples and how many there are in all. One long text is shown by its passages. */
export function browse(
  { facts, train, validation }: Dataset,
  { part, label, query = "", offset, count }: BrowseRequest,
): SamplePage {
  if (facts.domain.kind !== "tokens") return { total: 0, samples: [] };
  const codec = vocabularyCodec(facts.domain.vocabulary);
  const wanted = label === undefined ? -1 : facts.labels.indexOf(label);
  if (label !== undefined && wanted < 0) return { total: 0, samples: [] };
  const parts = { train: [train], validation: [validation], both: [train, validation] }[part ?? "both"];
  const sought = folded(query);

  const samples: { kind: "tokens"; text: string; label?: string }[] = [];
  let total = 0;
  for (const chosen of parts) {
    chosen.starts.forEach((start, document) => {
      const number = chosen.labels?.[document] ?? -1;
      if (wanted >= 0 && number !== wanted) return;
      const id = facts.labels[number];
      for (const text of passages(codec.decode(chosen.tokens.subarray(start, endOf(chosen, document) - 1)))) {
        if (sought !== "" && !folded(text).includes(sought)) continue;
        if (total >= offset && samples.length < count) {
          samples.push(id === undefined ? { kind: "tokens", text } : { kind: "tokens", text, label: id });
        }
        total++;
      }
    });
  }
  return { total, samples };
}

const endOf = (part: TokenPart, document: number): number => part.starts[document + 1] ?? part.tokens.length;

/** Blank lines part the passages of a text; a name is one. */
const passages = (text: string): readonly string[] => text.split(/\n\n+/).filter((passage) => passage.trim() !== "");

const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
