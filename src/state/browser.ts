import type { LiveSamples } from "./live.ts";
import type { KeyValues, Page, Ports, Schedule } from "./ports.ts";
import type { Actions } from "./state.ts";
import { type AppStore, createApp } from "./store.ts";
import { createVault } from "./vault.ts";
import { startWorker } from "./worker.ts";

/** The store of this page, with everything real behind it; it begins to open the link's set-up at once. */
export function startApp(): { readonly store: AppStore; readonly actions: Actions; readonly live: LiveSamples } {
  const ports = browserPorts();
  const { store, live } = createApp(ports);
  return { store, live, actions: store.getState().actions };
}

function browserPorts(): Ports {
  return {
    startWorker,
    storage,
    vault: createVault(),
    page: browserPage(),
    schedule,
    now: () => performance.now(),
    today: () => Date.now(),
    newId,
  };
}

const storage: KeyValues = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // A private window keeps nothing; the choice holds for this visit.
    }
  },
};

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

function browserPage(): Page {
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
    hidden: () => document.hidden,
    onVisibility: (listener) => document.addEventListener("visibilitychange", listener),
    languages: navigator.languages,
    reducedMotion: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}

/** 96 random bits; `crypto.randomUUID` is missing where the page came without HTTPS. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
