import { fetchModule } from "../../core/fetchModule.ts";
import { type Installed, installOffline } from "../offline/install.ts";
import { lateContents, lateStorage } from "../storage/late.ts";
import type { RunStorage } from "../storage/runStorage.ts";
import type { Actions } from "./actions.ts";
import type { RunBeside } from "./beside.ts";
import type { LiveSamples } from "./live.ts";
import type { KeyValues, Page, Ports, Schedule } from "./ports.ts";
import { type AppStore, createApp } from "./store.ts";
import { startWorker } from "./worker.ts";

/** The store of this page, with everything real behind it; it begins to open the link's set-up at once. */
export function startApp(): {
  readonly store: AppStore;
  readonly actions: Actions;
  readonly live: LiveSamples;
  readonly runBeside: RunBeside;
} {
  let onNewVersion = () => {};
  let installed: Installed | null = null;
  const { store, live, runBeside } = createApp(
    browserPorts({
      onNewVersion: (listener) => {
        onNewVersion = listener;
      },
      reload: () => void (installed?.takeOver() ?? Promise.resolve()).then(() => location.reload()),
    }),
  );
  const untouched = () => {
    const { step, phase, willPlay } = store.getState();
    return step === 0 && phase.kind !== "playing" && !willPlay;
  };
  // The development server's files change under the page's feet, which nothing should keep.
  if (import.meta.env.PROD) {
    void installOffline({ onNewVersion: () => onNewVersion(), untouched }).then((found) => {
      installed = found;
    });
  }
  return { store, live, runBeside, actions: store.getState().actions };
}

type Versions = Pick<Page, "onNewVersion" | "reload">;

function browserPorts(versions: Versions): Ports {
  return {
    startWorker,
    storage: localValues,
    session,
    keptRuns: keptRuns(),
    contents: lateContents(async () => (await storageCode()).openContentStorage()),
    page: browserPage(versions),
    schedule,
    now: () => performance.now(),
    newId,
  };
}

/** What outlives the page, by key; see {@link KeyValues}. */
export const localValues: KeyValues = keyValues(() => localStorage);

/** The storage is asked for at every use: where the browser refuses it, the asking itself throws. */
function keyValues(storage: () => Storage): KeyValues {
  return {
    get(key) {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        storage().setItem(key, value);
      } catch {
        // A private window keeps nothing; the choice holds for this visit.
      }
    },
  };
}

const session = keyValues(() => sessionStorage);
const OWN_RUN = "inkling.run";

const storageCode = () => fetchModule(() => import("../storage/open.ts"));

/** Not needed for the first paint, but from the first save on: it is fetched while the first set-up opens. */
function keptRuns(): RunStorage {
  const tab = { get: () => session.get(OWN_RUN), set: (id: string) => session.set(OWN_RUN, id) };
  const page = newId();
  return lateStorage(async () => {
    const { openRunStorage } = await storageCode();
    return openRunStorage({ page, tab });
  });
}

const schedule: Schedule = {
  frame(task) {
    // A hidden page draws no frames.
    if (document.hidden) setTimeout(task, 100);
    else requestAnimationFrame(task);
  },
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  every(ms, task) {
    const timer = setInterval(task, ms);
    return () => clearInterval(timer);
  },
};

function browserPage(versions: Versions): Page {
  const write = (how: "replaceState" | "pushState", hash: string) => {
    if (location.hash === hash) return;
    try {
      history[how](history.state, "", hash);
    } catch {
      // Too many changes in a short time; the next one takes this one with it.
    }
  };
  return {
    hash: () => location.hash,
    query: (name) => new URLSearchParams(location.search).get(name),
    address: location.origin + location.pathname,
    baseUrl: new URL(".", location.href).href,
    replaceHash: (hash) => write("replaceState", hash),
    pushHash: (hash) => write("pushState", hash),
    onHash: (listener) => addEventListener("hashchange", listener),
    ...versions,
    hidden: () => document.hidden,
    onVisibility: (listener) => {
      document.addEventListener("visibilitychange", listener);
      addEventListener("pagehide", listener);
    },
    languages: navigator.languages,
    reducedMotion: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}

/** 96 random bits; `crypto.randomUUID` is missing where the page came without HTTPS. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
