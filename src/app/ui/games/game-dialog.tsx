import type { Game } from "../../../catalog/games.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Dialog } from "../shell/controls/dialog.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { adopt } from "../styles/adopt.ts";
import { begin } from "./chosen-game.ts";
import { CriticGame } from "./critic-game.tsx";
import gamesStyles from "./games.css?inline";
import { GeneratorGame } from "./generator-game.tsx";
import { LanguageGame } from "./language-game.tsx";
import { useGames } from "./use-games.ts";
import { usePageRests } from "./use-page-rests.ts";
import { GAME_WORDS } from "./words.ts";

adopt(gamesStyles);

const GAMES = { critic: CriticGame, language: LanguageGame, generator: GeneratorGame } satisfies Record<
  Game,
  () => React.ReactNode
>;

/** A game against the model as it is now; the page's run rests meanwhile. */
export default function GameDialog({ game, onClose }: { readonly game: Game; readonly onClose: () => void }) {
  const words = GAME_WORDS[useLanguage()];
  const games = useGames();
  const rests = usePageRests();
  const Chosen = GAMES[game];
  return (
    <Dialog title={words.against} onClose={onClose} wide>
      <div className="game">
        {games.length > 1 ? (
          <Segmented
            label={words.title}
            segments={games.map((value) => ({ value, name: words[value].name }))}
            value={game}
            onChange={begin}
          />
        ) : (
          <h3>{words[game].name}</h3>
        )}
        {rests ? <Chosen key={game} /> : <p className="game-waiting quiet">{words.preparing}</p>}
      </div>
    </Dialog>
  );
}
