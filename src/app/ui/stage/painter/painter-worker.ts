/** Paints canvases of the stage away from the page's thread, for as long as the page lives. */
import { createPainting } from "./painting.ts";
import type { Painting, Scene } from "./scene.ts";

export type PainterOrder =
  | { readonly kind: "begin"; readonly id: number; readonly canvas: OffscreenCanvas }
  | { readonly kind: "show"; readonly id: number; readonly scene: SentScene }
  | { readonly kind: "end"; readonly id: number };

/** A scene without what is the same as in the one before: data that did not change keep what was made of them. */
export type SentScene = Omit<Scene, "picture" | "colours"> & {
  readonly colours: Scene["colours"] | null;
  readonly picture: { [Kind in Scene["picture"]["kind"]]: SentPicture<Kind> }[Scene["picture"]["kind"]];
};
type SentPicture<Kind> = Omit<Extract<Scene["picture"], { kind: Kind }>, "data"> & {
  readonly data: Extract<Scene["picture"], { kind: Kind }>["data"] | null;
};

const paintings = new Map<number, { readonly painting: Painting; last: Scene | null }>();

self.onmessage = ({ data: order }: MessageEvent<PainterOrder>) => {
  switch (order.kind) {
    case "begin":
      paintings.set(order.id, { painting: createPainting(order.canvas), last: null });
      break;
    case "show": {
      const known = paintings.get(order.id);
      if (!known) return;
      const { scene } = order;
      const colours = scene.colours ?? known.last?.colours;
      const data = scene.picture.data ?? known.last?.picture.data;
      const whole = { ...scene, colours, picture: { ...scene.picture, data } } as Scene;
      known.last = whole;
      known.painting.show(whole);
      break;
    }
    case "end":
      paintings.get(order.id)?.painting.end();
      paintings.delete(order.id);
      break;
    default:
      order satisfies never;
  }
};
