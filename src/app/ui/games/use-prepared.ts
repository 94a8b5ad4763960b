import { useEffect, useState } from "react";
import { MADE } from "../../state/games/critic.ts";
import { type Guest, inviteGuest } from "../../state/games/guest.ts";
import { useAppContext } from "../store.ts";

/** `null` while the model is at work; `false` where there is no game. */
export type Prepared<T> = T | null | false;

/** Dice that fall differently each time. */
const SEEDS = 100_000;

/** A game made of what the page's run, which stands still, has learned until now; `again` makes another one. */
export function usePrepared<T>(prepare: (guest: Guest, seed: number) => Promise<T | null>): {
  readonly prepared: Prepared<T>;
  readonly round: number;
  readonly again: () => void;
} {
  const { store, actions, runBeside } = useAppContext();
  const [round, setRound] = useState(0);
  const [prepared, setPrepared] = useState<Prepared<T>>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is another game
  useEffect(() => {
    const leaving = new AbortController();
    setPrepared(null);
    async function make(): Promise<T | null> {
      const seed = (crypto.getRandomValues(new Uint32Array(1))[0] as number) % SEEDS;
      const cores = navigator.hardwareConcurrency || 1;
      const guest = await inviteGuest({ app: store, runBeside, take: actions.takeAlong, seed, count: MADE, cores });
      if (!guest) return null;
      // A worker that is ended answers nothing any more.
      leaving.signal.addEventListener("abort", guest.close);
      return leaving.signal.aborted ? null : prepare(guest, seed).finally(guest.close);
    }
    make()
      .catch(() => null)
      .then((game) => leaving.signal.aborted || setPrepared(game ?? false));
    return () => leaving.abort();
  }, [store, actions, runBeside, prepare, round]);

  return { prepared, round, again: () => setRound(round + 1) };
}
