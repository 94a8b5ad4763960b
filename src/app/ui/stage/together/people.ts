import { bred, type Code, type Geometry, rowAt } from "../../../../core/codes.ts";
import { type RandomStream, substream } from "../../../../core/random.ts";
import type { CodedView } from "../../../../schema/view.ts";

/** One sample by its code. */
export interface Person {
  readonly id: number;
  readonly code: Code;
  /** The label id that it is decoded under, where the model is conditioned. */
  readonly label?: string;
}

/** Samples to pick from, and where they came from. Values that are never changed, so that a step back is the one before. */
export interface People {
  readonly all: readonly Person[];
  /** Ids, in the order in which they were picked. */
  readonly picked: readonly number[];
  readonly parents: readonly Person[];
  /** 1 for those that no other was bred of. */
  readonly generation: number;
  /** Of the noise that they were drawn or bred with. */
  readonly seed: number;
  readonly geometry: Geometry;
  /** The next one's. */
  readonly nextId: number;
}

/** More are not kept; the oldest go first that nobody picked. */
export const MOST = 24;

export function peopleOf({ codes, width, labels, geometry }: CodedView, seed: number, nextId: number): People {
  const count = codes.length / width;
  return {
    all: Array.from({ length: count }, (_, i) => ({
      id: nextId + i,
      code: rowAt(codes, width, i),
      ...(labels ? { label: labels[i] ?? "" } : {}),
    })),
    ...{ picked: [], parents: [], generation: 1, seed, geometry, nextId: nextId + count },
  };
}

export const personOf = ({ all, parents }: People, id: number): Person | undefined =>
  all.find((person) => person.id === id) ?? parents.find((person) => person.id === id);

export const pickedOf = (people: People): readonly Person[] =>
  people.picked.flatMap((id) => personOf(people, id) ?? []);

export function pick(people: People, id: number): People {
  const { picked } = people;
  return { ...people, picked: picked.includes(id) ? picked.filter((other) => other !== id) : [...picked, id] };
}

/** The children of the picked ones, who stand beside them. */
export function nextGeneration(
  people: People,
  { count, strength, stream }: { count: number; strength: number; stream: RandomStream },
): People {
  const parents = pickedOf(people);
  if (parents.length === 0) return people;
  const { geometry, nextId } = people;
  const seed = people.seed + 1;
  const codes = parents.map(({ code }) => code);
  const children = bred(codes, { count, strength, geometry }, substream(stream, seed));
  return {
    all: children.map(({ code, after }, i) => {
      const label = parents[after]?.label;
      return { id: nextId + i, code, ...(label === undefined ? {} : { label }) };
    }),
    ...{ picked: [], parents, generation: people.generation + 1, seed, geometry, nextId: nextId + count },
  };
}

/** One more, picked at once and in front of the others. */
export function joined(people: People, { code, label }: Omit<Person, "id">): People {
  const id = people.nextId;
  const all = [{ id, code, ...(label === undefined ? {} : { label }) }, ...people.all];
  const leaves =
    all.length > MOST ? all.findLast((person) => person.id !== id && !people.picked.includes(person.id)) : undefined;
  return {
    ...people,
    all: all.filter((person) => person !== leaves),
    picked: [...people.picked, id],
    nextId: id + 1,
  };
}
