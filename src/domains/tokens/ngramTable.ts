/** A hash map from pairs of small whole numbers to a whole number, in typed arrays: a `Map` would be ten times slower. */
export class PairTable {
  #mask: number;
  #size = 0;
  #first: Int32Array;
  #second: Int32Array;
  #values: Int32Array;

  constructor(capacity = 1 << 12) {
    this.#mask = capacity - 1;
    this.#first = new Int32Array(capacity).fill(EMPTY);
    this.#second = new Int32Array(capacity);
    this.#values = new Int32Array(capacity);
  }

  /** The value of a pair, 0 where it has none. */
  get(first: number, second: number): number {
    return this.#values[this.#slot(first, second)] as number;
  }

  /** Sets the value of a pair; `first` is not negative. */
  set(first: number, second: number, value: number): void {
    const slot = this.#slot(first, second);
    const isNew = this.#first[slot] === EMPTY;
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#values[slot] = value;
    if (isNew && ++this.#size * 2 > this.#mask) this.#grow();
  }

  /** Where the pair stands, or the empty slot where it would. */
  #slot(first: number, second: number): number {
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & this.#mask;
    while (this.#first[slot] !== EMPTY && (this.#first[slot] !== first || this.#second[slot] !== second)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  #grow(): void {
    const [first, second, values] = [this.#first, this.#second, this.#values];
    const capacity = (this.#mask + 1) * 2;
    this.#mask = capacity - 1;
    this.#first = new Int32Array(capacity).fill(EMPTY);
    this.#second = new Int32Array(capacity);
    this.#values = new Int32Array(capacity);
    for (let i = 0; i < first.length; i++) {
      if (first[i] === EMPTY) continue;
      const slot = this.#slot(first[i] as number, second[i] as number);
      this.#first[slot] = first[i] as number;
      this.#second[slot] = second[i] as number;
      this.#values[slot] = values[i] as number;
    }
  }
}

const EMPTY = -1;
