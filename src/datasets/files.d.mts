export function describeFiles(): Record<string, { readonly bytes: number; readonly sha256: string }>;
