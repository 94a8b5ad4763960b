import { useCallback, useEffect, useMemo, useState } from "react";
import { section } from "../../../../catalog/config.ts";
import { chosen } from "../../../../catalog/parameters.ts";
import { randomStream } from "../../../../core/random.ts";
import { useActions, useApp } from "../../store.ts";
import { ofTheRun } from "../family.tsx";
import { joined, nextGeneration, type People, type Person, peopleOf, pick, pickedOf } from "./people.ts";

const COUNT = { dots: 12, items: 12 };

interface Kept {
  /** Of what the codes are codes: a set-up's data and model. */
  readonly of: string;
  readonly now: People;
  readonly before: readonly People[];
  readonly strength: number;
}

/** Whoever comes back to the tab finds those that were left. */
let kept: Kept | null = null;

const STRENGTH = 0.35;
/** Steps back. */
const MOST_BACK = 30;

/** What of a set-up codes hang on; live settings change nothing of it. */
function useStructure(): string {
  const config = useApp(ofTheRun);
  return useMemo(() => {
    const { family } = chosen(config);
    const model = Object.entries(section(config, "model")).filter(([id]) => family.parameters[id]?.live !== true);
    return JSON.stringify([family.id, config["data.set"], section(config, "data"), model]);
  }, [config]);
}

/** The samples to pick from, and all that is done to them. */
export function usePeople(view: string) {
  const { viewCodes } = useActions();
  const structure = useStructure();
  const runSeed = useApp((state) => Number(ofTheRun(state).seed ?? 0));
  const { shownAs } = useApp((state) => chosen(ofTheRun(state)).domain);
  const ready = useApp(({ facts, phase }) => facts !== null && phase.kind !== "opening");
  const [state, setState] = useState<Kept | null>(kept?.of === structure ? kept : null);
  const mine = state?.of === structure ? state : null;
  const people = mine?.now ?? null;

  const change = useCallback((next: Kept) => {
    kept = next;
    setState(next);
  }, []);
  const show = useCallback(
    (now: People, remember = false) => {
      const before = remember && mine ? [...mine.before, mine.now].slice(-MOST_BACK) : (mine?.before ?? []);
      change({ of: structure, strength: STRENGTH, ...mine, now, before });
    },
    [mine, structure, change],
  );
  const start = useCallback(
    async (from: "chance" | "data") => {
      const seed = people ? people.seed + 1 : 0;
      const coded = await viewCodes(view, { from, seed, count: COUNT[shownAs] });
      if (coded?.kind === "coded") show(peopleOf(coded, seed, people?.nextId ?? 0), people !== null);
    },
    [people, view, shownAs, viewCodes, show],
  );
  const empty = mine === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first ones come once
  useEffect(() => {
    if (empty && ready) void start("chance");
  }, [empty, ready, structure]);

  const everyone = useMemo(() => (people ? [...people.all, ...people.parents] : []), [people]);
  const picked = useMemo(() => (people ? pickedOf(people) : []), [people]);
  const last = mine?.before.at(-1);
  return {
    people,
    everyone,
    picked,
    start,
    strength: mine?.strength ?? STRENGTH,
    setStrength: (strength: number) => mine && change({ ...mine, strength }),
    pick: (id: number) => people && show(pick(people, id)),
    keep: (person: Omit<Person, "id">) => people && show(joined(people, person)),
    breed: () => {
      if (!mine) return;
      const stream = randomStream(runSeed, "together");
      show(nextGeneration(mine.now, { count: COUNT[shownAs], strength: mine.strength, stream }), true);
    },
    back: mine && last ? () => change({ ...mine, now: last, before: mine.before.slice(0, -1) }) : null,
  };
}
