import { useEffect, useRef, useState } from "react";
import { readRace, writeRace } from "../../../catalog/race.ts";
import { isSweep } from "../../../catalog/sweepLink.ts";
import { createRace, type Race as RaceRun } from "../../state/race/race.ts";
import { useActions, useApp, useAppContext } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import { machine } from "./machine.ts";
import raceStyles from "./race.css?inline";
import { RaceDialog } from "./race-dialog.tsx";
import { wasPressed } from "./start.ts";
import { Sweep } from "./sweep.tsx";

adopt(raceStyles);

/** The race or the sweep that the link holds. */
export default function RaceOrSweep() {
  const swept = useApp(({ race }) => race !== null && isSweep(race));
  return swept ? <Sweep /> : <Race />;
}

/** A race's lanes live as long as this is shown. */
function Race() {
  const { store, runBeside } = useAppContext();
  const { pause, setRace } = useActions();
  const text = useApp((state) => state.race);
  /** The race as this page wrote it: another one in the address is another race. */
  const written = useRef<string | null>(null);
  const [race, setRun] = useState<RaceRun | null>(null);

  useEffect(() => {
    if (text === null || text === written.current) return;
    const { config, repairs: told } = store.getState();
    const { race: read, repairs } = readRace(text, config);
    const starts = wasPressed(text);
    written.current = read && writeRace(read);
    if (!read || repairs.length > 0) setRace(written.current, [...told, ...repairs]);
    if (!read) return;
    void pause();
    setRun(createRace({ app: store, runBeside, config, race: read, machine: machine() }));
    if (starts) pressedRaces.add(written.current ?? "");
  }, [text, store, runBeside, pause, setRace]);

  useEffect(() => {
    if (!race) return;
    const starts = pressedRaces.delete(writeRace(race.setup));
    // The page's own run opens first: two downloads of one file, and a machine that does both at once, help nobody.
    let stop = () => {};
    const begin = () => {
      if (store.getState().phase.kind === "opening" && !store.getState().fault) return;
      stop();
      void race.open().then(() => (starts ? race.play() : undefined));
    };
    stop = store.subscribe(begin);
    begin();
    return () => {
      stop();
      race.close();
    };
  }, [race, store]);

  return race ? (
    <RaceDialog
      race={race}
      onEven={(even) => {
        race.setEven(even);
        written.current = writeRace({ ...race.setup, even });
        setRace(written.current);
      }}
      onValues={(values) => setRace(writeRace({ ...race.setup, values }))}
      onEnd={() => setRace(null)}
    />
  ) : null;
}

const pressedRaces = new Set<string>();
