import type { ReactNode } from "react";
import type { ViewData } from "../../../../schema/view.ts";
import { lazyPart } from "../../failure/late-part.tsx";
import { Part } from "../../failure/part.tsx";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { TextView } from "./text-view.tsx";

const HeatmapView = lazyPart(() => import("./heatmap-view.tsx").then(({ HeatmapView }) => ({ default: HeatmapView })));
const ProbabilityView = lazyPart(() =>
  import("./probability-view.tsx").then(({ ProbabilityView }) => ({ default: ProbabilityView })),
);
const UnitsView = lazyPart(() => import("./units-view.tsx"));
const ImagesView = lazyPart(() => import("./images-view.tsx"));
const WavesView = lazyPart(() => import("./waves-view.tsx"));
const LinesView = lazyPart(() => import("./lines-view.tsx"));
const ScoresView = lazyPart(() => import("./scores-view.tsx"));
const ScatterView = lazyPart(() => import("./scatter-view.tsx"));
const AttentionView = lazyPart(() => import("./attention-view.tsx"));
const BlanksView = lazyPart(() => import("./blanks-view.tsx"));
const CausalFieldView = lazyPart(() => import("./causal-field-view.tsx"));
const FramesView = lazyPart(() => import("./frames-view.tsx"));
const FlowView = lazyPart(() => import("./flow-view.tsx"));
const ScheduleView = lazyPart(() => import("./schedule-view.tsx"));
const LatentView = lazyPart(() => import("./latent-view.tsx"));

interface ViewProps {
  readonly data: ViewData;
  readonly step: number;
  readonly confidence: boolean;
  readonly form: "chip" | "block";
  readonly expected: number;
  readonly name?: string;
  /** Texts that come anew type themselves. */
  readonly typing?: boolean;
  /** For a view of a place: moves there. */
  readonly onPlace?: (place: readonly number[]) => void;
  /** For a view of a typed text: another character is written at its end. */
  readonly onCharacter?: (character: string) => void;
}

/** Whatever a family shows, by its kind. */
export function View({ data, onPlace, onCharacter, ...rest }: ViewProps) {
  const t = useT();
  const step = useFormat().number(rest.step);
  switch (data.kind) {
    case "text":
      return <TextView samples={data.samples} {...rest} />;
    case "probabilities":
      return (
        <Late name={rest.name}>
          <ProbabilityView data={data} form={rest.form} onCharacter={onCharacter} />
        </Late>
      );
    case "blanks":
      return (
        <Late name={rest.name}>
          <BlanksView data={data} />
        </Late>
      );
    case "attention":
      return (
        <Late name={rest.name}>
          <AttentionView data={data} />
        </Late>
      );
    case "causalField":
      return (
        <Late name={rest.name}>
          <CausalFieldView data={data} />
        </Late>
      );
    case "heatmap":
      return (
        <Late name={rest.name}>
          <HeatmapView data={data} />
        </Late>
      );
    case "units":
      return (
        <Late name={rest.name}>
          <UnitsView data={data} />
        </Late>
      );
    case "images":
      return (
        <Late name={rest.name}>
          <ImagesView data={data} name={rest.name ?? t("stage.images.list", { step })} />
        </Late>
      );
    case "waves":
      return (
        <Late name={rest.name}>
          <WavesView data={data} name={rest.name ?? t("stage.waves.list", { step })} />
        </Late>
      );
    case "lines":
      return (
        <Late name={rest.name}>
          <LinesView data={data} name={rest.name ?? t("stage.lines.list", { step })} />
        </Late>
      );
    case "scores":
      return (
        <Late name={rest.name}>
          <ScoresView data={data} />
        </Late>
      );
    case "scatter":
      return (
        <Late name={rest.name}>
          <ScatterView data={data} name={rest.name ?? t("stage.scatter.list", { step })} />
        </Late>
      );
    case "latent":
      return (
        <Late name={rest.name}>
          <LatentView data={data} onPlace={onPlace} />
        </Late>
      );
    case "frames":
      return (
        <Late name={rest.name}>
          <FramesView data={data} name={rest.name ?? t("stage.samples")} />
        </Late>
      );
    case "flow":
      return (
        <Late name={rest.name}>
          <FlowView data={data} name={rest.name ?? t("stage.samples")} />
        </Late>
      );
    case "schedule":
      return (
        <Late name={rest.name}>
          <ScheduleView data={data} />
        </Late>
      );
    case "coded":
      return null;
    default:
      return data satisfies never;
  }
}

/** A view whose code comes when it is first needed. */
function Late({ name, children }: { readonly name: string | undefined; readonly children: ReactNode }) {
  const t = useT();
  return (
    <Part name={name ?? t("stage.samples")} form="view" coming={<div className="view-coming" />}>
      {children}
    </Part>
  );
}
