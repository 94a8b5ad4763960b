interface Sizes {
  /** Names of built files, by when they are loaded. */
  readonly opening: readonly string[];
  readonly worker: readonly string[];
  readonly languages: readonly string[];
}

export function measure(dist: string): Sizes;
