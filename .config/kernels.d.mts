export function compileKernels(): Promise<Uint8Array>;
export function generatedSource(binary: Uint8Array): string;
export function committedSource(): Promise<string>;
