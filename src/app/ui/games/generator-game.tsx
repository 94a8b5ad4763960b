import { useState } from "react";
import { fooled, type Point, type FoolGame as Prepared, prepareFool } from "../../state/games/fool.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { useApp } from "../store.ts";
import { GameEnd } from "./game-end.tsx";
import { PlanePad } from "./plane-pad.tsx";
import { ScoreRow } from "./score-row.tsx";
import { usePrepared } from "./use-prepared.ts";
import { GAME_WORDS } from "./words.ts";

/** Points laid by hand where the critic takes them for real, without a look at the data. */
export function GeneratorGame() {
  const words = GAME_WORDS[useLanguage()];
  const { prepared, round, again } = usePrepared(prepareFool);
  if (prepared === null)
    return (
      <p className="game-waiting quiet" role="status">
        {words.preparing}
      </p>
    );
  if (prepared === false) return <p className="quiet">{words.failed}</p>;
  return <Round key={round} game={prepared} onAgain={again} />;
}

function Round({ game, onAgain }: { readonly game: Prepared; readonly onAgain: () => void }) {
  const words = GAME_WORDS[useLanguage()].generator;
  const you = GAME_WORDS[useLanguage()].you;
  const format = useFormat();
  const set = useApp((state) => String((state.applied ?? state.config)["data.set"]));
  const [points, setPoints] = useState<readonly Point[]>(game.start);
  const [over, setOver] = useState(false);
  const marks = fooled(game, points);
  if (over) {
    return (
      <GameEnd
        {...{ game: `generator.${set}`, rival: words.rival, marks, onAgain }}
        rivalMarks={fooled(game, game.made)}
        timeUp={false}
        how={words.how}
        shareText={words.shareText}
      >
        <PlanePad {...{ game, points, marks }} open />
      </GameEnd>
    );
  }
  return (
    <div className="game-playing">
      <p>{filled(words.intro, { count: points.length, step: format.number(game.step) })}</p>
      <PlanePad
        {...{ game, points, marks }}
        open={false}
        onMove={(at, point) => setPoints(points.map((other, i) => (i === at ? point : other)))}
      />
      <p className="quiet">{words.keys}</p>
      <div className="game-scores">
        <ScoreRow name={you} marks={marks} />
      </div>
      <div className="button-row">
        <Button kind="primary" onClick={() => setOver(true)}>
          {words.show}
        </Button>
      </div>
    </div>
  );
}
