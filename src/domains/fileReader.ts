/** Fetches one of the project's own files by its path under `public/`, e.g. `data/given-names.txt`. Throws a tagged error when it cannot. */
export type FileReader = (path: string) => Promise<Uint8Array>;
