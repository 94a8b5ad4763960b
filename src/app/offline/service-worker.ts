/// <reference lib="webworker" />

/**
 * The page's only service worker. It keeps what the page is made of, so that everything works with the network off, and
 * gives the page the headers that a static host cannot: isolation (threads on wasm) and the content-security policy.
 *
 * It is put into the build as one classic script: no imports. The build fills in what it keeps.
 */

/** Filled in by the build: every file by its path, with the SHA-256 of its bytes in base64. */
declare const __FILES__: Readonly<Record<string, string>>;
/** Filled in by the build: the paths that a page needs to start at all. */
declare const __SHELL__: readonly string[];
/** Filled in by the build: what every answer carries. */
declare const __HEADERS__: Readonly<Record<string, string>>;
/** Filled in by the build: a hash over all files. */
declare const __VERSION__: string;

const worker = self as unknown as ServiceWorkerGlobalScope;
const FILES: ReadonlyMap<string, string> = new Map(Object.entries(__FILES__));
const PREFIX = "inkling-";
const CACHE = `${PREFIX}${__VERSION__}`;
const PAGE = "index.html";
/** A page that opens waits this long for a network that does not answer. */
const PAGE_PATIENCE_MS = 3_000;

/** Files that are fetched side by side. */
const AT_ONCE = 6;

/** Such files never change. */
const isNamedByHash = (path: string): boolean => path.startsWith("assets/");

const scope = new URL(worker.registration.scope);
const addressOf = (path: string): string => new URL(path, scope).href;

/** The path of a kept file that an address names, whatever its query. */
function pathOf(address: string): string | null {
  const { origin, pathname } = new URL(address);
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const path = decodeURI(pathname.slice(scope.pathname.length)) || PAGE;
  return FILES.has(path) ? path : null;
}

/** Fetches a file of this build into the cache, unless a version before had it: its bytes must be those of the build. */
async function keep(cache: Cache, path: string): Promise<void> {
  if (await cache.match(addressOf(path))) return;
  const same = isNamedByHash(path) ? await caches.match(addressOf(path)) : undefined;
  if (same) return cache.put(addressOf(path), same);
  const digest = FILES.get(path);
  const response = await fetch(addressOf(path), {
    // Names with a hash in them never change; others are asked for anew.
    cache: isNamedByHash(path) ? "default" : "no-cache",
    // Some hosts write into pages; into nothing else.
    ...(path === PAGE || !digest ? {} : { integrity: `sha256-${digest}` }),
  });
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  await cache.put(addressOf(path), response);
}

/** Keeps files, some side by side; `onFailure` hears of those that cannot be had, and may throw. */
async function keepAll(paths: Iterable<string>, onFailure: (error: unknown) => void): Promise<void> {
  const cache = await caches.open(CACHE);
  const left = [...paths];
  const keepNext = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) await keep(cache, path).catch(onFailure);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, keepNext));
}

/** The whole build. What cannot be had now is fetched the next time. */
const keepEverything = (): Promise<void> => keepAll(FILES.keys(), () => {});

/**
 * The first time only what a page starts from, so that the isolating headers are there at once; the page asks for the
 * rest when it is idle. An update is kept whole before it may take over.
 */
async function install(): Promise<void> {
  const first = !worker.registration.active;
  await keepAll(first ? __SHELL__ : FILES.keys(), (error) => {
    throw error;
  });
  if (first) await worker.skipWaiting();
}

/** Caches of versions before the last one go: pages of the last one may still be open. */
async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

function withHeaders(response: Response): Response {
  // An answer of another origin, an error or a redirect is handed on as it is.
  if (response.type === "opaque" || response.type === "opaqueredirect" || response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(__HEADERS__)) headers.set(name, value);
  const { status, statusText } = response;
  return new Response([101, 204, 205, 304].includes(status) ? null : response.body, { status, statusText, headers });
}

/** What is kept of a file, of this version or of one whose page is still open. */
async function kept(request: Request): Promise<Response | undefined> {
  const path = pathOf(request.url);
  const own = path === null ? undefined : await (await caches.open(CACHE)).match(addressOf(path));
  return own ?? (await caches.match(request.url.replace(/[?#].*/, "")));
}

function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("timeout")), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The page itself comes from the network where that answers, so that a reload gives the newest version. */
async function answerPage(request: Request): Promise<Response> {
  try {
    const response = await within(PAGE_PATIENCE_MS, fetch(request));
    if (response.ok || response.type === "opaqueredirect") return response;
    return (await kept(request)) ?? response;
  } catch (error) {
    const page = await kept(request);
    if (page) return page;
    throw error;
  }
}

/** Files are those that were kept: their names or their digests say that they are the build's. */
async function answerFile(request: Request): Promise<Response> {
  const own = await kept(request);
  if (own) return own;
  const response = await fetch(request);
  const path = pathOf(request.url);
  // Only whole files of these; the others are kept with their digests checked.
  if (path !== null && isNamedByHash(path) && response.status === 200 && response.type === "basic") {
    const copy = response.clone();
    await (await caches.open(CACHE)).put(addressOf(path), copy).catch(() => {});
  }
  return response;
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if (event.data === "keepEverything") event.waitUntil(keepEverything());
  if (event.data === "takeOver") event.waitUntil(worker.skipWaiting());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
  // Whoever asks for what is newest means the server's.
  if (request.cache === "no-store" || request.headers.has("range")) return;
  const answer = request.mode === "navigate" ? answerPage(request) : answerFile(request);
  event.respondWith(answer.then(withHeaders));
});
