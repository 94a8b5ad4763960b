import { type CSSProperties, type KeyboardEvent, memo, useRef, useState } from "react";
import { filled } from "../i18n/filled.ts";
import { useFormat } from "../i18n/i18n.ts";
import { beatActions, stepsOf, useBeat } from "./beat-store.ts";
import { type Pad, STEPS } from "./beats.ts";
import { useSoundWords } from "./use-sound-words.ts";

interface StepGridProps {
  readonly rows: readonly Pad[];
  /** Of the pads; the first ones are those of the rows. */
  readonly names: readonly string[];
}

/** Squares of a bar, a row for each sound; the arrow keys move among them, a press puts one on or off. */
export const StepGrid = memo(function StepGrid({ rows, names }: StepGridProps) {
  const words = useSoundWords();
  const format = useFormat();
  const pattern = useBeat((state) => state.pattern);
  const grid = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState(0);

  function move(event: KeyboardEvent): void {
    const next = beside(event.key, reached, rows.length);
    if (next === null) return;
    event.preventDefault();
    setReached(next);
    grid.current?.querySelectorAll<HTMLElement>(".beat-step")[next]?.focus();
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of buttons is no fieldset
    <div className="step-grid" role="group" aria-label={words.steps} ref={grid} onKeyDown={move}>
      {stepsOf(pattern, rows).map((steps, row) => (
        <div key={rows[row]?.id} className="step-row" style={{ "--pad": `var(--head-${row + 1})` } as CSSProperties}>
          <span className="step-name" aria-hidden="true">
            {names[row]}
          </span>
          {steps.map((on, step) => {
            const at = row * STEPS + step;
            return (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                key={step}
                type="button"
                className="beat-step"
                aria-pressed={on}
                aria-label={filled(words.step, { name: names[row] ?? "", step: format.number(step + 1) })}
                tabIndex={at === Math.min(reached, rows.length * STEPS - 1) ? 0 : -1}
                onFocus={() => setReached(at)}
                onClick={() => beatActions.toggle(rows, rows[row]?.id ?? "", step)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
});

/** Where an arrow key leads from a square; `null` for a key that does not move. */
function beside(key: string, from: number, rows: number): number | null {
  const [row, step] = [Math.floor(from / STEPS), from % STEPS];
  const to = {
    ArrowLeft: [row, step - 1],
    ArrowRight: [row, step + 1],
    ArrowUp: [row - 1, step],
    ArrowDown: [row + 1, step],
    Home: [row, 0],
    End: [row, STEPS - 1],
  }[key];
  if (!to) return null;
  const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  return within(to[0] as number, rows) * STEPS + within(to[1] as number, STEPS);
}
