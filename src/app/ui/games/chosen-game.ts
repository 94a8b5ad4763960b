import { createStore } from "zustand/vanilla";
import type { Game } from "../../../catalog/games.ts";

/** The game that is on. It is begun in several places of the page, and covers all of it. */
export const chosenGame = createStore<{ readonly game: Game | null }>(() => ({ game: null }));

export const begin = (game: Game): void => chosenGame.setState({ game });
export const end = (): void => chosenGame.setState({ game: null });
