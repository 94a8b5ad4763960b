import type { DatasetManifest } from "../../schema/manifest.ts";

export const manifest: DatasetManifest = {
  id: "code",
  order: 30,
  domain: "tokens",
  parameters: {},
  preview: () => [
    "export function threefry2x32(",
    "const NONE = -1;",
    "  for (let i = 0; i < rows; i++) {",
    "/** The numbers 0 ... count-1 in random order (Fisher-Yates). */",
    "export type Values = Readonly<Record<string, ParameterValue>>;",
    "  return text;",
  ],
  origin: { source: "Inkling's own source", licence: "MIT" },
};
