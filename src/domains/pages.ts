import type { Sample } from "../schema/domain.ts";
import type { BrowseRequest, Dataset, SamplePage } from "./dataset.ts";

/** A sample that may stand on a page, as yet undrawn. */
export interface Candidate {
  /** The label's number, below zero for none. */
  readonly label: number;
  /** What a query is sought in. */
  readonly text: string;
  readonly draw: () => Sample;
}

/** A page of the samples of a dataset, and how many there are in all. */
export function pageOf<D extends Dataset>(
  { facts, train, validation }: D,
  { part, label, query = "", offset, count }: BrowseRequest,
  candidates: (part: D["train"]) => Iterable<Candidate>,
): SamplePage {
  const wanted = label === undefined ? -1 : facts.labels.indexOf(label);
  if (label !== undefined && wanted < 0) return { total: 0, samples: [] };
  const sought = folded(query);
  const samples: Sample[] = [];
  let total = 0;
  for (const from of { train: [train], validation: [validation], both: [train, validation] }[part ?? "both"]) {
    for (const { label: number, text, draw } of candidates(from)) {
      if (wanted >= 0 && number !== wanted) continue;
      if (sought !== "" && !folded(text).includes(sought)) continue;
      const id = facts.labels[number];
      if (total >= offset && samples.length < count) samples.push(id === undefined ? draw() : { ...draw(), label: id });
      total++;
    }
  }
  return { total, samples };
}

const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
