import { Gamepad2 } from "lucide-react";
import { useId } from "react";
import { useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { begin } from "./chosen-game.ts";
import { useGames } from "./use-games.ts";
import { GAME_WORDS } from "./words.ts";

/** Among the lessons. */
export function GameCards({ onChoose }: { readonly onChoose: () => void }) {
  const heading = useId();
  const words = GAME_WORDS[useLanguage()];
  const games = useGames();
  if (games.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>
        {words.title} <small className="quiet">{words.hint}</small>
      </h3>
      <ul className="lesson-list">
        {games.map((game) => (
          <li key={game} className="lesson-item">
            <div>
              <h4 id={`${heading}${game}`}>
                <Gamepad2 size="1em" aria-hidden="true" /> {words[game].name}
              </h4>
              <p>{words[game].help}</p>
            </div>
            <Button
              aria-describedby={`${heading}${game}`}
              onClick={() => {
                onChoose();
                begin(game);
              }}
            >
              {words.play}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
