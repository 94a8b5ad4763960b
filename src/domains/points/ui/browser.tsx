import { useFormat, useT } from "../../../app/ui/i18n/i18n.ts";
import type { BrowsedPageProps, DomainBrowser } from "../../ui/contract.ts";

export const points: DomainBrowser<"points"> = {
  // As many as show the shape that they lie in.
  pageSize: 600,
  note: (t) => t("recipe.browse.some"),
  Page: BrowsedPlane,
};

const MARGIN = 0.12;
const DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** A page of points where they lie, each with its coordinates and its label in a tip. */
function BrowsedPlane({ rows, name, labelName }: BrowsedPageProps<"points">) {
  const samples = (rows ?? []).map(({ sample }) => sample);
  const t = useT();
  const format = useFormat();
  const [west, east] = spanOf(samples.map(({ x }) => x));
  const [south, north] = spanOf(samples.map(({ y }) => y));
  const side = Math.max(east - west, north - south, 1e-6) * (1 + 2 * MARGIN);
  const [left, top] = [(west + east - side) / 2, -(south + north + side) / 2];
  // Adding zero turns −0 into 0.
  const at = (value: number): string => format.number(Math.round(value * 100) / 100 + 0, DIGITS);
  const blanks = { count: samples.length, west: at(west), east: at(east), south: at(south), north: at(north) };
  return (
    <svg
      className="browse-plane"
      role="img"
      aria-label={`${name}: ${t("recipe.browse.plane", blanks)}`}
      viewBox={`${left} ${top} ${side} ${side}`}
    >
      {/* Through the whole box, which is wider than the square of points. */}
      <path
        d={`M${left - 2 * side} 0h${5 * side}M0 ${top - side}v${3 * side}`}
        stroke="var(--line)"
        strokeWidth={side / 250}
        fill="none"
      />
      {samples.map(({ x, y, label }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two points may lie in one place, and a page's order stays
        <circle key={i} cx={x} cy={-y} r={side / 110} className="browse-point">
          <title>{`(${at(x)}, ${at(y)})${label ? ` · ${labelName(label)}` : ""}`}</title>
        </circle>
      ))}
    </svg>
  );
}

const spanOf = (values: readonly number[]): readonly [number, number] =>
  values.length === 0 ? [-1, 1] : [Math.min(...values), Math.max(...values)];
