import { useMemo } from "react";
import { type Game, gamesOf } from "../../../catalog/games.ts";
import { useApp } from "../store.ts";

/** The games that can be played against the run as it stands. */
export function useGames(): readonly Game[] {
  const config = useApp((state) => state.applied ?? state.config);
  const facts = useApp((state) => state.facts);
  return useMemo(() => gamesOf(config, facts), [config, facts]);
}
