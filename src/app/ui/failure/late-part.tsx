import { type ComponentType, createElement, type FunctionComponent, use } from "react";
import { fetchModule } from "../../../core/fetchModule.ts";

/** A part of the page whose code could not be fetched, after several tries. */
export class PartMissing extends Error {
  override readonly name = "PartMissing";
  /** Lets the next attempt to draw the part fetch it again. */
  readonly forget: () => void;

  constructor(cause: unknown, forget: () => void) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.forget = forget;
  }
}

type Module<P> = { readonly default: ComponentType<P> };
type Load<P> = () => Promise<Module<P>>;

/** Every part that is loaded late, so that all of them can be fetched while nothing else is to be done. */
const parts = new Set<() => Promise<void>>();

/**
 * A component whose code is fetched when it is first drawn, or before, by {@link fetchParts}. Suspends while it comes.
 * Throws a {@link PartMissing} where it cannot be had: draw it inside of a `Part`, whose *Try again* fetches anew.
 * `load` must be a plain `() => import("./file.tsx")` of a module whose default export is the component.
 */
export function lazyPart<P extends object>(load: Load<P>): FunctionComponent<P> {
  let component: ComponentType<P> | null = null;
  let loading: Promise<ComponentType<P>> | null = null;

  function fetch(): Promise<ComponentType<P>> {
    loading ??= fetchModule(load).then(
      ({ default: found }) => {
        component = found;
        return found;
      },
      (cause: unknown) => {
        throw new PartMissing(cause, forget);
      },
    );
    return loading;
  }

  function forget(): void {
    loading = null;
  }

  parts.add(async () => {
    if (component) return;
    try {
      await fetch();
    } catch (error) {
      // Nobody waits for it yet; whoever needs it fetches it then.
      if (error instanceof PartMissing) error.forget();
    }
  });

  return function LatePart(props: P) {
    return createElement(component ?? use(fetch()), props);
  };
}

/** Fetches every part that the page may still need, one after the other, while it has nothing else to do. */
export async function fetchParts(): Promise<void> {
  for (const fetchPart of parts) {
    await whenIdle();
    await fetchPart();
  }
}

/** When the page has nothing else to do, or after five seconds. */
export const whenIdle = (): Promise<void> => new Promise((resolve) => idle(() => resolve()));

// Safari has no idle callbacks.
const idle = (task: () => void): void => {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(task, { timeout: 5_000 });
  else setTimeout(task, 200);
};
