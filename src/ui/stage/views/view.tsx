import type { ViewData } from "../../../spec/view.ts";
import { HeatmapView } from "./heatmap-view.tsx";
import { ProbabilityView } from "./probability-view.tsx";
import { TextView } from "./text-view.tsx";

interface ViewProps {
  readonly data: ViewData;
  readonly step: number;
  readonly confidence: boolean;
  readonly form: "chip" | "block";
  readonly expected: number;
  readonly name?: string;
}

/** Whatever a family shows, by its kind. */
export function View({ data, ...rest }: ViewProps) {
  switch (data.kind) {
    case "text":
      return <TextView samples={data.samples} {...rest} />;
    case "probabilities":
      return <ProbabilityView data={data} form={rest.form} />;
    case "heatmap":
      return <HeatmapView data={data} />;
    default:
      return data satisfies never;
  }
}
