/** Which games can be played against a run, and by what its model judges. */
import type { DatasetFacts } from "../schema/domain.ts";
import { modelValues, type RunConfig } from "./config.ts";
import { chosen, conditionOf, labelsOf, viewsOf } from "./parameters.ts";

export type Game = "critic" | "language" | "generator";

/** Fewer labels make no game. */
export const LABEL_CHOICES = 4;

/**
 * How a model is asked whether a sample is real: by its critic, by how likely it is to write it itself, by the letters of
 * all real texts, or by the real sample that is nearest to it.
 */
export type JudgeKind = "critic" | "likelihood" | "letters" | "nearest";

/** What samples are to look at; `null` where nobody could tell in a moment whether one is real. */
export function exhibitsOf(config: RunConfig): "text" | "images" | null {
  const { family } = chosen(config);
  const kind = viewsOf(config).find(({ source }) => source === "sampling")?.kind;
  const makes = family.generates?.(modelValues(config)) ?? true;
  return makes && (kind === "text" || kind === "images") ? kind : null;
}

export function judgeOf(config: RunConfig): JudgeKind {
  const { family } = chosen(config);
  // What is minimised there is a critic's own loss.
  const opposed = family.series(modelValues(config)).some(({ role, chart }) => role === "critic" && chart === "losses");
  if (opposed) return "critic";
  if (exhibitsOf(config) === "images") return "nearest";
  return readsTexts(config) ? "likelihood" : "letters";
}

/** The view that says what each character of a text costs the model. */
export const readingView = (config: RunConfig): string | undefined =>
  viewsOf(config).find(({ source, kind }) => source === "text" && kind === "probabilities")?.id;

const readsTexts = (config: RunConfig): boolean => readingView(config) !== undefined;

/** Whether the model can say how likely a text is under one label and under another. */
export const readsLabels = (config: RunConfig): boolean => readsTexts(config) && conditionOf(config) === "label";

/** The view that has a critic's opinion of every place of a plane. */
export const fieldView = (config: RunConfig): string | undefined =>
  judgeOf(config) === "critic"
    ? viewsOf(config).find(({ source, kind }) => source === "model" && kind === "scatter")?.id
    : undefined;

export function gamesOf(config: RunConfig, facts: DatasetFacts | null): readonly Game[] {
  if (fieldView(config) !== undefined) return ["generator"];
  const exhibits = exhibitsOf(config);
  if (!exhibits) return [];
  const labels = facts && facts.id === config["data.set"] ? facts.labels : (labelsOf(config) ?? []);
  return ["critic", ...(exhibits === "text" && labels.length >= LABEL_CHOICES ? (["language"] as const) : [])];
}
