/** The page's side of its service worker: starts it, has it keep everything, and hears of a new version. */

export interface Installed {
  /** Has the new version take over; the page must be loaded anew then. Resolves when it has. */
  readonly takeOver: () => Promise<void>;
}

interface Hooks {
  /** A new version of the page is kept and waits for a reload. */
  readonly onNewVersion: () => void;
  /** Whether a reload would take anything away from the visitor. */
  readonly untouched: () => boolean;
}

const UPDATE_EVERY_MS = 30 * 60_000;
/** Remembers in this tab that it was reloaded for the sake of isolation: once is enough, whatever came of it. */
const RELOADED = "inkling.reloadedToIsolate";

/** Service workers run over https and on this machine itself alone, and not in every private window. */
export async function installOffline(hooks: Hooks): Promise<Installed | null> {
  const container = globalThis.isSecureContext ? navigator.serviceWorker : undefined;
  if (!container) return null;
  const registration = await container
    .register(new URL("service-worker.js", document.baseURI), { updateViaCache: "none" })
    .catch(() => null);
  if (!registration) return null;
  watch(registration, container, hooks.onNewVersion);
  void isolate(container, hooks.untouched);
  setInterval(() => void registration.update().catch(() => {}), UPDATE_EVERY_MS);
  return {
    takeOver: () =>
      new Promise((resolve) => {
        if (!registration.waiting) return resolve();
        container.addEventListener("controllerchange", () => resolve(), { once: true });
        registration.waiting.postMessage("takeOver");
      }),
  };
}

/** Has the worker fetch all that the page may need, so that nothing is missed when the network goes. */
export async function keepEverything(): Promise<void> {
  const container = globalThis.isSecureContext ? navigator.serviceWorker : undefined;
  // Without one, `ready` would never come.
  if (!(await container?.getRegistration(document.baseURI))) return;
  const { active } = (await container?.ready) ?? {};
  active?.postMessage("keepEverything");
}

function watch(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer, onNew: () => void): void {
  const look = (found: ServiceWorker | null) => {
    found?.addEventListener("statechange", () => {
      // Where none was in charge before, it is the first version and not a new one.
      if (found.state === "installed" && container.controller && registration.active) onNew();
    });
  };
  if (registration.waiting && container.controller) onNew();
  look(registration.installing);
  registration.addEventListener("updatefound", () => look(registration.installing));
}

/**
 * A host that sends no isolating headers: the worker sends them once the page is loaded again. That happens at most once
 * in a tab, and only where nothing was begun yet; in a frame it would change nothing.
 */
async function isolate(container: ServiceWorkerContainer, untouched: () => boolean): Promise<void> {
  if (globalThis.crossOriginIsolated) {
    mark(null);
    return;
  }
  if (window.top !== window.self) return;
  await container.ready;
  if (!container.controller) {
    await new Promise((resolve) => container.addEventListener("controllerchange", resolve, { once: true }));
  }
  if (!untouched() || wasReloaded() || !mark("yes")) return;
  location.reload();
}

const wasReloaded = (): boolean => {
  try {
    return sessionStorage.getItem(RELOADED) !== null;
  } catch {
    return true;
  }
};

/** Answers whether it will be remembered: without that nothing guards against a loop. */
function mark(value: string | null): boolean {
  try {
    if (value === null) sessionStorage.removeItem(RELOADED);
    else sessionStorage.setItem(RELOADED, value);
    return true;
  } catch {
    return false;
  }
}
