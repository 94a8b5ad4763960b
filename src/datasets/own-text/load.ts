import { loadCode } from "../../core/loadCode.ts";
import type { LoadDataset, TokenDataset } from "../../domains/dataset.ts";
import { documentDataset } from "../../domains/tokens/documents.ts";
import { longTextDataset } from "../../domains/tokens/longText.ts";
import { contentOf } from "../../own/content.ts";
import { cleanText } from "../../own/text/clean.ts";
import { readSteps } from "../../own/text/steps.ts";

const EXAMPLES = 8;
/** Characters of an example of one long text. */
const EXCERPT = 240;

/** A text that a visitor brought, cleaned as the set-up says. */
export const load: LoadDataset<TokenDataset> = async (values, read, onProgress) => {
  const text = new TextDecoder().decode(await contentOf(String(values.content), read));
  onProgress(0.3);
  const steps = readSteps(String(values.steps));
  const rows = steps.column > 0 ? await rowsOf(text) : null;
  const { documents, vocabulary } = cleanText(text, rows, steps);
  onProgress(0.7);
  const lines = steps.form === "lines";
  const whole = documents[0]?.text ?? "";
  const dataset = lines
    ? documentDataset("own-text", documents, vocabulary)
    : longTextDataset("own-text", whole, vocabulary);
  onProgress(1);
  const examples = lines
    ? documents.slice(0, EXAMPLES).map((document) => document.text)
    : whole
        .slice(0, 3 * EXCERPT)
        .split("\n")
        .slice(0, EXAMPLES);
  return { ...dataset, facts: { ...dataset.facts, examples } };
};

/** The reader of tables comes where there is one. */
const rowsOf = async (text: string) => (await loadCode(() => import("../../own/text/table.ts"))).rowsOf(text);
