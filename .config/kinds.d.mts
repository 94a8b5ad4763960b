/** `file:line: source` of each comparison with a domain's kind under `root`/src, outside of domains and catalog. */
export function kindComparisons(root: string): string[];
