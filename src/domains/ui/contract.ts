import type { ComponentType, ReactNode } from "react";
import type { Formats, T } from "../../app/ui/i18n/i18n.ts";
import type { Pen } from "../../app/ui/stage/canvas.tsx";
import type { Rgb } from "../../app/ui/stage/colours.ts";
import type { DatasetFacts, Domain, DomainKind, Sample } from "../../schema/domain.ts";
import type { DatasetManifest } from "../../schema/manifest.ts";
import type { ModelGraphNode, Probe } from "../../schema/modelGraph.ts";
import type { Values } from "../../schema/parameter.ts";
import type { PlaneBounds } from "../../schema/plane.ts";
import type { ViewData } from "../../schema/view.ts";

export type DomainOf<K extends DomainKind> = Extract<Domain, { kind: K }>;
export type SampleOf<K extends DomainKind> = Extract<Sample, { kind: K }>;
export type FactsOf<K extends DomainKind> = DatasetFacts & { readonly domain: DomainOf<K> };

/** What the page asks of a domain from the first paint on. */
export interface DomainUi<K extends DomainKind = DomainKind> {
  /** Whether the model tells how sure it was of each part of a sample. */
  readonly confidence: boolean;
  /** Real samples of a dataset on its card, by the values of its parameters. */
  Thumbnail(props: ThumbnailProps): ReactNode;
  /** How much the loaded data holds, in parts of one line. */
  facts(facts: FactsOf<K>, t: T, format: Formats): readonly string[];
  /** A hook: real samples and what the untrained model makes, side by side. Absent where samples lie over real ones anyway. */
  useFirstSamples?(made: ViewData | null): FirstSamples;
  /** What stands beside the step of the samples, such as what they are heard by. */
  readonly SamplesAside?: ComponentType;
  /** Its tabs of the stage, by their ids; see `DomainTraits.views`. */
  readonly views?: Readonly<Record<string, ComponentType>>;
  /** A typed text as the model is given it; absent where it is given none. */
  spell?(text: string, domain: DomainOf<K>): Spelled;
}

export interface ThumbnailProps {
  readonly manifest: DatasetManifest;
  readonly values: Values;
}

export interface FirstSamples {
  /** `null` until they have come. */
  readonly real: ViewData | null;
  readonly made: ViewData | null;
  /** What the real samples are called, for those who do not see them. */
  readonly name: string;
  /** How many samples the model's side keeps places for. */
  readonly expected: number;
}

export interface Spelled {
  /** What the model is given of the text. */
  readonly used: string;
  /** Each character that the data does not have, once, as they came. */
  readonly dropped: readonly string[];
}

/** How the browser of the data shows a page of samples. */
export interface DomainBrowser<K extends DomainKind = DomainKind> {
  /** Samples on a page. */
  readonly pageSize: number;
  /** What stands in the place of the search; absent where samples can be searched for. */
  note?(t: T): string;
  Page(props: BrowsedPageProps<K>): ReactNode;
}

export interface BrowsedPageProps<K extends DomainKind = DomainKind> {
  /** The dataset's name. */
  readonly name: string;
  /** Each sample with its place among all that were found; `null` until they have come. */
  readonly rows: readonly { readonly place: number; readonly sample: SampleOf<K> }[] | null;
  readonly domain: DomainOf<K>;
  readonly labelName: (id: string) => string;
}

type Picture = ModelGraphNode["picture"];

/** How what flows through a model graph is drawn, where the domain knows more of it than that it is a row of numbers. */
export interface DomainPainters<K extends DomainKind = DomainKind> {
  readonly nodes: Partial<Record<Picture, NodePainter<K>>>;
  /** What one example is between two boxes. */
  readonly chips: Partial<Record<Picture, ChipMaker<K>>>;
}

export interface NodeFlow {
  readonly node: ModelGraphNode;
  readonly probe: Probe;
  /** The values are gradients: drawn in the gradient's colour. */
  readonly gradient: boolean;
  /** What went through before the gradient came back. */
  readonly forward: Probe | null;
  readonly colour: Rgb;
  readonly format: Formats["value"];
}

export type NodePainter<K extends DomainKind = DomainKind> = (pen: Pen, flow: NodeFlow, facts: FactsOf<K>) => void;

type ChipMaker<K extends DomainKind> = (node: ModelGraphNode, probe: Probe, facts: FactsOf<K>) => ChipData;

/** What one example is between two boxes. */
export type ChipData =
  | { readonly kind: "glyph"; readonly text: string }
  | {
      readonly kind: "picture";
      readonly values: Float32Array;
      readonly width: number;
      readonly height: number;
      readonly channels: 1 | 3;
    }
  | { readonly kind: "point"; readonly x: number; readonly y: number; readonly bounds: PlaneBounds }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "units"; readonly values: Float32Array };
