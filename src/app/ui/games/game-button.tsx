import { Gamepad2 } from "lucide-react";
import { useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { begin } from "./chosen-game.ts";
import { useGames } from "./use-games.ts";
import { GAME_WORDS } from "./words.ts";

/** Where it is asked how good the model is: find out yourself. */
export function GameButton() {
  const words = GAME_WORDS[useLanguage()];
  const [first] = useGames();
  if (!first) return null;
  return (
    <Button small className="game-begin" title={words.hint} onClick={() => begin(first)}>
      <Gamepad2 size="1.1em" aria-hidden="true" />
      {words.against}
    </Button>
  );
}
