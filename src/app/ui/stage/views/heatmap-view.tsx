import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useState } from "react";
import type { HeatmapView as Data } from "../../../../schema/view.ts";
import { useFormat, useT } from "../../i18n/i18n.ts";
import { Canvas, type Pen } from "../canvas.tsx";
import { css } from "../colours.ts";
import type { Matrix } from "../matrix.ts";
import { paintMatrix } from "../paint.ts";
import { visibleCharacter } from "./visible-characters.ts";

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** A matrix with named columns as colours; any cell's exact value by pointer or arrow keys. */
export function HeatmapView({ data }: { readonly data: Data }) {
  const t = useT();
  const format = useFormat();
  const [cell, setCell] = useState<Cell | null>(null);
  const columns = data.columns.length;
  const matrix = useMemo(
    (): Matrix => ({
      rows: data.rows,
      columns,
      at: (row, column) => data.values[row * columns + column] ?? Number.NaN,
    }),
    [data, columns],
  );
  const [low, high] = data.range;
  const paint = useCallback(
    (pen: Pen) => {
      const { role, ground, quiet } = pen.colours;
      const range = Math.max(Math.abs(low), Math.abs(high));
      paintMatrix(pen, matrix, { ground, positive: role.generator, negative: quiet, range, mixing: "linear" });
      if (cell) outline(pen, cell, matrix);
    },
    [matrix, low, high, cell],
  );

  function point(event: PointerEvent<HTMLElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    setCell({
      row: within((event.clientY - box.top) / box.height, data.rows),
      column: within((event.clientX - box.left) / box.width, columns),
    });
  }

  function move(event: KeyboardEvent): void {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const from = cell ?? { row: 0, column: -step[1] };
    setCell({
      row: Math.max(0, Math.min(data.rows - 1, from.row + step[0])),
      column: Math.max(0, Math.min(columns - 1, from.column + step[1])),
    });
  }

  const value = cell ? matrix.at(Math.min(cell.row, data.rows - 1), Math.min(cell.column, columns - 1)) : null;
  const reading =
    cell && value !== null && !Number.isNaN(value)
      ? t("stage.heatmap.cell", {
          row: format.number(cell.row + 1),
          column: visibleCharacter(data.columns[cell.column] ?? ""),
          value: format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
        })
      : t("stage.heatmap.hint");

  return (
    <div className="heatmap">
      <div className="heatmap-scroll">
        <div
          className="heatmap-body"
          style={{ minWidth: `${columns * 0.75}rem`, maxWidth: `${Math.max(24, columns * 4.5)}rem` }}
        >
          <div className="heatmap-columns" aria-hidden="true">
            {data.columns.map((character, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place in the text alone
              <span key={i} data-on={cell?.column === i || undefined}>
                {visibleCharacter(character)}
              </span>
            ))}
          </div>
          <div
            className="heatmap-field"
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move over it
            tabIndex={0}
            aria-label={`${t("stage.heatmap.name")}. ${t("stage.heatmap.hint")}`}
            onPointerMove={point}
            onPointerDown={point}
            onPointerLeave={() => setCell(null)}
            onKeyDown={move}
            onBlur={() => setCell(null)}
          >
            <Canvas paint={paint} className="heatmap-canvas" aria-hidden="true" />
          </div>
        </div>
      </div>
      <p className="heatmap-foot">
        <output className="tabular">{reading}</output>
        <span className="heatmap-key quiet tabular">
          {format.number(low)} <span className="heatmap-scale" aria-hidden="true" /> {format.number(high)}
        </span>
      </p>
    </div>
  );
}

const ARROWS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

function outline({ context, width, height, colours }: Pen, cell: Cell, { rows, columns }: Matrix): void {
  const [w, h] = [width / columns, height / rows];
  context.strokeStyle = css(colours.ink);
  context.lineWidth = 1.5;
  context.strokeRect(cell.column * w, Math.min(cell.row * h, height - Math.max(h, 4)), w, Math.max(h, 4));
}
