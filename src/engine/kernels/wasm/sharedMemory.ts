/**
 * TensorFlow.js' module and ours made to share their memory between threads. A module says in one bit whether its memory is
 * shared; nothing else in it needs to change, for only our own kernels run on several threads, on parts of a tensor that do not
 * meet. (TensorFlow.js' threaded build is another module, whose threads break when the page is minified.)
 */

const IMPORTS = 2;
const MEMORIES = 5;
/** The limits of a memory: a greatest size is told, and with the second bit the memory is shared. */
const [HAS_MOST, SHARED] = [1, 2];
const MEMORY_KIND = 2;

export const isShared = (memory: WebAssembly.Memory): boolean =>
  typeof SharedArrayBuffer !== "undefined" && memory.buffer instanceof SharedArrayBuffer;

/** Reads a module from `at` on. WebAssembly Core Specification 2.0, chapter 5. */
class Reader {
  private readonly binary: Uint8Array;
  at: number;

  constructor(binary: Uint8Array, at: number) {
    this.binary = binary;
    this.at = at;
  }

  /** A number in LEB128. */
  number(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.binary[this.at++];
      if (byte === undefined) throw new Error("The WebAssembly module ends too early");
      value += (byte & 127) * factor;
      factor *= 128;
      if (byte < 128) return value;
    }
  }

  skipName(): void {
    const length = this.number();
    this.at += length;
  }
}

/** Where the flags of the memory's limits stand in a section of imports; null if it imports none. */
function flagsOfImport(reader: Reader): number | null {
  for (let left = reader.number(); left > 0; left--) {
    reader.skipName();
    reader.skipName();
    const kind = reader.number();
    if (kind === MEMORY_KIND) return reader.at;
    // Functions come before everything else in both modules; other kinds are longer.
    if (kind !== 0) return null;
    reader.number();
  }
  return null;
}

/**
 * The same module with its memory, its own or imported, shared.
 *
 * @throws Error if it has none, or one without a greatest size.
 */
export function withSharedMemory(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(module);
  const reader = new Reader(copy, 8); // after the magic number and the version
  while (reader.at < copy.length) {
    const section = reader.number();
    const length = reader.number();
    const end = reader.at + length;
    if (section === MEMORIES) reader.number();
    const flags = section === MEMORIES ? reader.at : section === IMPORTS ? flagsOfImport(reader) : null;
    if (flags !== null) {
      if (copy[flags] !== HAS_MOST) throw new Error("The memory has no greatest size, or is shared already");
      copy[flags] = HAS_MOST | SHARED;
      return copy;
    }
    reader.at = end;
  }
  throw new Error("The module has no memory");
}
