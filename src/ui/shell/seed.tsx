import { Dices } from "lucide-react";
import { useId, useState } from "react";
import { useT } from "../i18n/i18n.ts";
import { parseNumber } from "../recipe/stops.ts";
import { useActions, useApp } from "../store.ts";
import { IconButton } from "./controls/button.tsx";

/** Seeds that the dice draws: short enough to read out in a classroom. */
const FACES = 10_000;
const LARGEST = 0xffff_ffff;

/** The number that everything random follows from, and a dice for another. */
export function Seed() {
  const t = useT();
  const id = useId();
  const { change } = useActions();
  const seed = useApp((state) => Number(state.config.seed ?? 0));
  const [text, setText] = useState<string | null>(null);

  function take(): void {
    const typed = text === null ? null : parseNumber(text);
    setText(null);
    if (typed !== null) change("seed", Math.min(LARGEST, Math.max(0, Math.round(typed))));
  }

  function roll(): void {
    const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
    change("seed", drawn % FACES);
  }

  return (
    <div className="seed" title={t("shell.seed.help")}>
      <label htmlFor={id}>{t("shell.seed.name")}</label>
      <input
        id={id}
        className="exact-value"
        inputMode="numeric"
        autoComplete="off"
        style={{ width: `calc(${Math.max(2, (text ?? String(seed)).length)}ch + 0.75rem)` }}
        value={text ?? String(seed)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
      <IconButton label={t("shell.seed.roll")} kind="quiet" small onClick={roll}>
        <Dices size="1.1em" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
