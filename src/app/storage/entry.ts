import type { RunConfig } from "../../catalog/config.ts";
import type { Fault } from "../../core/errors.ts";
import type { SeriesStore } from "../../core/series/store.ts";
import type { ParameterValue } from "../../schema/parameter.ts";
import type { ViewData } from "../../schema/view.ts";
import type { BackendKind, Checkpoint } from "../../worker/api.ts";
import type { ContentToKeep } from "./contents.ts";

/**
 * The version of entries that are written today. 0 is the one slot that an older Inkling had: a whole run in one value.
 * Whoever changes what an entry holds raises it and adds a migration to `migrate.ts`.
 */
export const ENTRY_VERSION = 2;

/** A live change of a parameter. */
export interface Mark {
  readonly step: number;
  readonly key: string;
  readonly from: ParameterValue;
  readonly to: ParameterValue;
}

/** Samples that were logged at a step. */
export interface Moment {
  readonly step: number;
  readonly view: ViewData;
}

/** What is written of a run at every save, small; checkpoints, moments and pieces of series lie beside it. */
export interface Entry {
  readonly version: number;
  readonly id: string;
  /** The page that wrote it last: nobody else may write to it before taking it over. */
  readonly owner: string;
  /** What the visitor calls it; empty for most. */
  readonly name: string;
  readonly config: RunConfig;
  readonly preset: string;
  readonly backend: BackendKind;
  /** Of the newest checkpoint. */
  readonly step: number;
  readonly elapsedMs: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** About how much all of it takes. */
  readonly bytes: number;
  /** Steps of the checkpoints and moments that belong to it. */
  readonly checkpoints: readonly number[];
  readonly moments: readonly number[];
  readonly marks: readonly Mark[];
  /** What `SeriesStore.restore` needs beside the pieces. */
  readonly series: unknown;
  /** The newest samples, cut down. */
  readonly thumbnail: ViewData | null;
}

/** A kept run as the page lists it. */
export interface KeptRun {
  readonly id: string;
  /** What the visitor calls it; empty for most. */
  readonly name: string;
  /** `null` where it cannot be read. */
  readonly config: RunConfig | null;
  readonly preset: string;
  readonly step: number;
  readonly elapsedMs: number;
  readonly savedAt: number;
  /** About how much all of it takes. */
  readonly bytes: number;
  readonly thumbnail: ViewData | null;
  /** Trains in another tab. */
  readonly elsewhere: boolean;
  /** Why it cannot be resumed. */
  readonly problem: Fault | null;
}

/** A run as the page hands it over to be kept. */
export interface RunToKeep {
  readonly id: string;
  readonly config: RunConfig;
  readonly preset: string;
  readonly backend: BackendKind;
  /** Oldest first, at least one; the newest is the one that the run is resumed from. */
  readonly checkpoints: readonly Checkpoint[];
  readonly series: Pick<SeriesStore, "save">;
  readonly timeline: readonly Moment[];
  readonly marks: readonly Mark[];
}

/** A run as it is resumed. */
export interface ResumedRun {
  /** `null` where owning cannot be known: it goes on under a new name, lest two pages write to one. */
  readonly id: string | null;
  readonly config: RunConfig;
  readonly preset: string;
  readonly checkpoint: Checkpoint;
  /** Older ones, oldest first. */
  readonly earlier: readonly Checkpoint[];
  readonly series: SeriesStore;
  readonly timeline: readonly Moment[];
  readonly marks: readonly Mark[];
  /** What could not be read and was left out. */
  readonly lost: readonly string[];
}

/** A run that is read and not taken: whoever has it keeps it. */
export type ReadRun = ResumedRun & { readonly name: string; readonly backend: BackendKind };

/** A run as one file holds it, with what it learns from where the visitor brought that. */
export interface OpenedFile {
  readonly run: ReadRun;
  readonly content: ContentToKeep | null;
}
