import { useEffect, useRef, useState } from "react";
import { readSweep, writeSweep } from "../../../catalog/sweepLink.ts";
import { createSweep, type Sweep as SweepRun } from "../../state/sweep/sweep.ts";
import { useActions, useApp, useAppContext } from "../store.ts";
import { machine } from "./machine.ts";
import { wasPressed } from "./start.ts";
import { SweepDialog } from "./sweep-dialog.tsx";

/** The sweep that the link holds: its runs live as long as this is shown. */
export function Sweep() {
  const { store, runBeside } = useAppContext();
  const { pause, setRace } = useActions();
  const text = useApp((state) => state.race);
  /** The sweep as this page wrote it: another one in the address is another sweep. */
  const written = useRef<string | null>(null);
  const [sweep, setRun] = useState<SweepRun | null>(null);

  useEffect(() => {
    if (text === null || text === written.current) return;
    const starts = wasPressed(text);
    const { repairs: told, config } = store.getState();
    const { sweep: read, repairs } = readSweep(text, config);
    written.current = read && writeSweep(read);
    if (!read || repairs.length > 0) setRace(written.current, [...told, ...repairs]);
    if (!read) return;
    void pause();
    const page = store.getState();
    const made = createSweep({ page, runBeside, config, sweep: read, machine: machine() });
    if (starts) made.play();
    setRun(made);
  }, [text, store, runBeside, pause, setRace]);

  useEffect(() => () => sweep?.close(), [sweep]);

  return sweep ? <SweepDialog sweep={sweep} onEnd={() => setRace(null)} /> : null;
}
