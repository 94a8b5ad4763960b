import { Dices } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { parametersOf } from "../../../catalog/parameters.ts";
import { useT } from "../i18n/i18n.ts";
import { useExact } from "../recipe/parameter/exact-value.tsx";
import { useActions, useApp } from "../store.ts";
import { IconButton } from "./controls/button.tsx";

/** Seeds that the dice draws: short enough to read out in a classroom. */
const FACES = 10_000;
/** Long enough to read a sentence twice. */
const NOTE_MS = 10_000;

/** The number that everything random follows from, and a dice for another. */
export function Seed() {
  const t = useT();
  const id = useId();
  const { change } = useActions();
  const seed = useApp((state) => Number(state.config.seed ?? 0));
  const parameter = useApp((state) => parametersOf(state.config).get("seed"));
  const [complaint, setComplaint] = useState<string | null>(null);
  useEffect(() => {
    if (complaint === null) return;
    // It lies over other things, so it goes by itself.
    const timer = setTimeout(() => setComplaint(null), NOTE_MS);
    return () => clearTimeout(timer);
  }, [complaint]);
  if (parameter?.type !== "integer") throw new Error("every set-up has a seed");
  // A seed is a name more than an amount: its digits are not grouped.
  const field = useExact(
    { parameter, value: seed, onChange: (value) => change("seed", value), onComplaint: setComplaint },
    String,
  );

  function roll(): void {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    setComplaint(null);
    change("seed", drawn % FACES);
  }

  return (
    <div className="seed" title={t("shell.seed.help")}>
      <label htmlFor={id}>{t("shell.seed.name")}</label>
      <input {...field} id={id} inputMode="numeric" aria-describedby={complaint ? `${id}-note` : undefined} />
      <IconButton label={t("shell.seed.roll")} kind="quiet" small onClick={roll}>
        <Dices size="1.1em" aria-hidden="true" />
      </IconButton>
      {complaint ? (
        <p id={`${id}-note`} className="seed-note" role="status">
          {complaint}
        </p>
      ) : null}
    </div>
  );
}
