import type { ImagesView, ScatterView, WavesView } from "../../../../schema/view.ts";
import type { Colours } from "../colours.ts";
import type { Grid } from "../pictures/grid.ts";

/** What a canvas of the stage shows. Plain data, so that it can be painted by another thread. */
export type Picture =
  | {
      readonly kind: "plane";
      readonly data: ScatterView;
      /** The place that is pointed at. */
      readonly place: readonly [x: number, y: number] | null;
    }
  | {
      readonly kind: "pictures";
      readonly data: ImagesView;
      readonly grid: Grid;
      /** The words under each picture. */
      readonly captions: readonly string[] | null;
      /** The picture that is pointed at. */
      readonly chosen: number | null;
    }
  | {
      readonly kind: "waves";
      readonly data: WavesView;
      readonly grid: Grid;
      /** Whose each sound is, or a colour of its own. */
      readonly colouring: "roles" | "each";
    };

export interface Scene {
  readonly picture: Picture;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels for each of them. */
  readonly ratio: number;
  readonly colours: Colours;
  /** Whether less motion is wanted. */
  readonly still: boolean;
}

/** A canvas with what is painted on it. */
export interface Painting {
  /** From the next frame on this scene is shown; views that follow each other move from one to the next. */
  readonly show: (scene: Scene) => void;
  readonly end: () => void;
}
