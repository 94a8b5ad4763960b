import { useState } from "react";
import { useStore } from "zustand";
import { LossChart } from "../charts/loss-chart.tsx";
import { TrainingChart } from "../charts/training-chart.tsx";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { chosenGame, end } from "../games/chosen-game.ts";
import { useT } from "../i18n/i18n.ts";
import { useSeriesSpecs } from "../stage/family.tsx";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import { Figures } from "./figures.tsx";
import instrumentsStyles from "./instruments.css?inline";
import { OverTime } from "./over-time.tsx";

adopt(instrumentsStyles);

/** It covers the page; here it loads without a word of it before the first paint. */
const Race = lazyPart(() => import("../race/race.tsx"));

const GameDialog = lazyPart(() => import("../games/game-dialog.tsx"));

/** The right side of the page: loss curves, how good the model is, and what goes on underneath. */
export default function Instruments() {
  const t = useT();
  const { setRace } = useActions();
  const racing = useApp((state) => state.race !== null);
  const game = useStore(chosenGame, (state) => state.game);
  return (
    <>
      <Part name={t("stage.lossCurves")}>
        <LossChart />
      </Part>
      <Part name={t("stage.figures.name")}>
        <Figures />
      </Part>
      <Part name={t("judge.overTime.name")}>
        <OverTime />
      </Part>
      <Part name={t("stage.chart.training")}>
        <Underneath />
      </Part>
      {racing ? (
        <Part name={t("shell.race")} form="dialog" onClose={() => setRace(null)}>
          <Race />
        </Part>
      ) : null}
      {game ? (
        <Part name={t("stage.samples")} form="dialog" onClose={end}>
          <GameDialog game={game} onClose={end} />
        </Part>
      ) : null}
    </>
  );
}

/** How the training goes in detail, folded away until somebody asks. */
function Underneath() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const specs = useSeriesSpecs("training");
  if (specs.length === 0) return null;
  return (
    <details className="panel underneath" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{t("stage.chart.training")}</strong> <span className="quiet">{t("stage.chart.trainingHint")}</span>
      </summary>
      {open ? specs.map((spec) => <TrainingChart key={spec.id} spec={spec} />) : null}
    </details>
  );
}
