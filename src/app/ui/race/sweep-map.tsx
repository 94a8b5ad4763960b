import { Star } from "lucide-react";
import type { CSSProperties } from "react";
import type { Axis } from "../../../catalog/sweep.ts";
import type { ParameterValue } from "../../../schema/parameter.ts";
import type { FigureSpec } from "../../../schema/series.ts";
import type { SweptCell } from "../../state/sweep/sweep.ts";
import { filled } from "../i18n/filled.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { SWEEP_WORDS } from "./sweep-words.ts";

interface SweepMapProps {
  readonly cells: readonly SweptCell[];
  readonly axes: readonly Axis[];
  /** Names of the axes. */
  readonly settings: readonly string[];
  readonly figure: FigureSpec;
  readonly best: number | null;
  readonly steps: number;
  readonly nameOf: (cell: SweptCell) => string;
  readonly valueName: (key: string, value: ParameterValue) => string;
  readonly shown: (value: number) => string;
  readonly onOpen: (cell: SweptCell) => void;
}

/** A line of cells for one setting, a table for two: the better a run, the stronger its colour. */
export function SweepMap(props: SweepMapProps) {
  const { cells, axes, settings, figure, best, valueName } = props;
  const words = SWEEP_WORDS[useLanguage()];
  const [rows, columns] = axes.length > 1 ? axes : [undefined, axes[0]];
  if (!columns) return null;
  const shareOf = shares(cells, figure);
  const heads = rows?.values ?? [null];
  return (
    <table className="sweep-map">
      <caption className="visually-hidden">{words.map}</caption>
      <thead>
        <tr>
          {rows ? (
            <th scope="col" className="sweep-setting sweep-row">
              {settings[0]}
            </th>
          ) : null}
          <th scope="colgroup" className="sweep-setting" colSpan={columns.values.length}>
            {settings.at(-1)}
          </th>
        </tr>
        <tr>
          {rows ? <td /> : null}
          {columns.values.map((value) => (
            <th key={String(value)} scope="col" className="sweep-value tabular">
              {valueName(columns.key, value)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {heads.map((head, row) => (
          <tr key={String(head)}>
            {rows && head !== null ? (
              <th scope="row" className="sweep-value sweep-row tabular">
                {valueName(rows.key, head)}
              </th>
            ) : null}
            {columns.values.map((value, column) => {
              const at = row * columns.values.length + column;
              return (
                <td key={String(value)}>
                  <MapCell {...props} cell={cells[at] as SweptCell} isBest={at === best} share={shareOf(at)} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface MapCellProps extends SweepMapProps {
  readonly cell: SweptCell;
  readonly isBest: boolean;
  /** From the worst, 0, to the best, 1; `null` where there is nothing to compare. */
  readonly share: number | null;
}

function MapCell({ cell, isBest, share, figure, steps, nameOf, shown, onOpen }: MapCellProps) {
  const words = SWEEP_WORDS[useLanguage()];
  const value = figure.of(cell.latest);
  const through = cell.outcome === "done" || cell.outcome === "stopped";
  const text =
    cell.outcome === "waits"
      ? words.waits
      : cell.outcome === "stopped"
        ? words.stopped
        : value === null
          ? "…"
          : shown(value);
  return (
    <button
      type="button"
      className="sweep-cell tabular"
      data-outcome={cell.outcome}
      style={{ "--share": share ?? 0, "--done": Math.min(1, cell.step / steps) } as CSSProperties}
      aria-label={filled(words.cell, { name: nameOf(cell), value: text })}
      title={words.openCell}
      disabled={!through}
      onClick={() => onOpen(cell)}
    >
      {isBest ? <Star size="1em" fill="currentColor" aria-hidden="true" /> : null}
      {text}
    </button>
  );
}

/** Where each cell lies between the worst and the best of those that have a value. */
function shares(cells: readonly SweptCell[], { of, better }: FigureSpec): (at: number) => number | null {
  const values = cells.map(({ outcome, latest }) => {
    const value = outcome === "waits" || outcome === "stopped" ? null : of(latest);
    return value !== null && Number.isFinite(value) ? value : null;
  });
  const known = values.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return (at) => {
    const value = values[at];
    if (value === null || value === undefined) return null;
    const share = most > least ? (value - least) / (most - least) : 1;
    return better === "more" ? share : most > least ? 1 - share : 1;
  };
}
