import type { Sample } from "../schema/domain.ts";
import type { Dataset, SamplePage, TokenDataset, TokenPart } from "./dataset.ts";
import type { ExampleDataset, ExamplePart } from "./examples.ts";
import { vocabularyCodec } from "./tokens/vocabulary.ts";

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
export function browse(dataset: Dataset, request: BrowseRequest): SamplePage {
  switch (dataset.kind) {
    case "tokens":
      return browseTexts(dataset, request);
    case "examples":
      return browseExamples(dataset, request);
    default:
      return dataset satisfies never;
  }
}

/** Points and pictures; a query is sought in what they are named. */
function browseExamples(
  { facts, shape, train, validation }: ExampleDataset,
  { part, label, query = "", offset, count }: BrowseRequest,
): SamplePage {
  const wanted = label === undefined ? -1 : facts.labels.indexOf(label);
  if (label !== undefined && wanted < 0) return { total: 0, samples: [] };
  const sought = folded(query);
  const size = shape.reduce((product, side) => product * side, 1);
  const sample = (from: ExamplePart, index: number): Sample => {
    const values = from.values.subarray(index * size, (index + 1) * size);
    const id = facts.labels[from.labels?.[index] ?? -1];
    const named = id === undefined ? {} : { label: id };
    if (facts.domain.kind === "points")
      return { kind: "points", x: values[0] as number, y: values[1] as number, ...named };
    const scale = values instanceof Uint8Array ? 255 : 1;
    return { kind: "image", pixels: Float32Array.from(values, (value) => value / scale), ...named };
  };

  const samples: Sample[] = [];
  let total = 0;
  for (const from of { train: [train], validation: [validation], both: [train, validation] }[part ?? "both"]) {
    for (let index = 0; index < from.count; index++) {
      if (wanted >= 0 && from.labels?.[index] !== wanted) continue;
      if (sought !== "" && !folded(from.names?.[index] ?? "").includes(sought)) continue;
      if (total >= offset && samples.length < count) samples.push(sample(from, index));
      total++;
    }
  }
  return { total, samples };
}

function browseTexts(
  { facts, train, validation }: TokenDataset,
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
