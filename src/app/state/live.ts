import type { StoreApi } from "zustand/vanilla";
import type { ImagesView, ViewData, WavesView } from "../../schema/view.ts";
import type { PreviewSubject } from "../../worker/api.ts";
import type { Context } from "./context.ts";
import type { SessionPorts } from "./ports.ts";
import { guarded } from "./session/faults.ts";
import type { State } from "./state.ts";

type Shown = NonNullable<State["samples"]>;

/**
 * The newest samples with every preview of them: what the stage shows while it follows the run. They change several times
 * a second, and are no part of the state, so that only who subscribes hears of it.
 */
export interface LiveSamples {
  readonly current: () => Shown | null;
  /** Answers how to end it. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createLive(
  context: Omit<Context, "ports"> & { readonly ports: SessionPorts },
  store: Pick<StoreApi<State>, "subscribe">,
) {
  const { get, set, ports, session } = context;
  const listeners = new Set<() => void>();
  let shown: Shown | null = get().samples;
  let subject: PreviewSubject | null = null;
  let asked: PreviewSubject | null = null;
  let request = 0;

  function show(next: Shown | null): void {
    shown = next;
    for (const listener of [...listeners]) listener();
  }

  store.subscribe((now, before) => {
    if (now.samples !== before.samples) show(now.samples);
  });

  /** Tells the worker what is seen, where that has changed. */
  function tell(): void {
    const wanted = ports.page.hidden() ? null : subject;
    if (!session.standing() || JSON.stringify(wanted) === JSON.stringify(asked)) return;
    asked = wanted;
    const id = ++request;
    const preview = wanted && { id, subject: wanted };
    void guarded(context, () => session.ask((api) => api.preview(preview)), "notice");
  }

  ports.page.onVisibility(tell);

  session.on("opened", () => {
    asked = null;
    tell();
  });
  session.on("preview", ({ preview: { request: of, step, view, first } }) => {
    if (of !== request || !asked) return;
    if (asked.source === "sampling") {
      const whole = merged(shown?.view, view, first);
      if (whole) show({ step, view: whole, finished: true });
      return;
    }
    const { view: id } = asked;
    if (asked.source === "text") set({ textViews: { ...get().textViews, [id]: { step, text: asked.text, view } } });
    else {
      const place = asked.source === "latent" ? asked.place : [];
      set({ placeViews: { ...get().placeViews, [id]: { step, place, view } } });
    }
  });

  const samples: LiveSamples = {
    current: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    samples,
    actions: {
      /** What the stage shows while it follows the run: it comes anew several times a second until `null`. */
      follow(next: PreviewSubject | null): void {
        subject = next;
        tell();
      },
    },
  };
}

/** What was shown, with newer samples from `first` on in their places; `null` where they are not of the same samples. */
export function merged(shown: ViewData | undefined, newer: ViewData, first: number): ViewData | null {
  if (newer.kind === "text") {
    const samples = shown?.kind === "text" ? [...shown.samples] : [];
    if (first > samples.length) return null;
    samples.splice(first, newer.samples.length, ...newer.samples);
    return { kind: "text", samples };
  }
  if (newer.kind === "waves" && shown?.kind === "waves") return mergedWaves(shown, newer, first);
  if (newer.kind !== "images" || shown?.kind !== "images" || !alike(shown, newer)) return first === 0 ? newer : null;
  if (first === 0 && newer.count >= shown.count) return newer;
  if (first + newer.count > shown.count || !(newer.pixels instanceof Uint8Array)) return null;
  if (!(shown.pixels instanceof Uint8Array)) return null;
  const pixels = shown.pixels.slice();
  pixels.set(newer.pixels, (first * pixels.length) / shown.count);
  const labels = newer.labels && shown.labels?.slice();
  labels?.splice(first, newer.count, ...(newer.labels ?? []));
  return { ...shown, pixels, ...(labels ? { labels } : {}) };
}

function mergedWaves(shown: WavesView, newer: WavesView, first: number): ViewData | null {
  if ((first === 0 && newer.count >= shown.count) || newer.length !== shown.length || newer.rate !== shown.rate) {
    return first === 0 ? newer : null;
  }
  if (first + newer.count > shown.count || newer.values.BYTES_PER_ELEMENT !== shown.values.BYTES_PER_ELEMENT)
    return null;
  const values = shown.values.slice();
  values.set(newer.values, first * shown.length);
  const labels = newer.labels && shown.labels?.slice();
  labels?.splice(first, newer.count, ...(newer.labels ?? []));
  return { ...shown, values, ...(labels ? { labels } : {}) };
}

const alike = (a: ImagesView, b: ImagesView) =>
  a.width === b.width && a.height === b.height && a.channels === b.channels;
