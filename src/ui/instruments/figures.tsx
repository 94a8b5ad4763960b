import { TrendingDown, TrendingUp } from "lucide-react";
import type { FigureSpec } from "../../spec/series.ts";
import { useSeriesTick } from "../charts/use-tick.ts";
import { useFormat, useT } from "../i18n/i18n.ts";
import { HelpTip } from "../shell/controls/help-tip.tsx";
import { Panel } from "../shell/controls/panel.tsx";
import { useFamily, useFigureWords } from "../stage/family.tsx";
import { useAppContext } from "../store.ts";

/** Figures are compared with what they were this share of the run ago. */
const AGO = 0.5;

/** How good the model is, in a few numbers, each with where it is going. */
export function Figures() {
  const t = useT();
  const { store } = useAppContext();
  useSeriesTick(500);
  const { figures } = useFamily();
  const { series, step } = store.getState();
  const now = series.values();
  const before = series.values(Math.floor(step * AGO));
  if (figures.length === 0) return null;
  // What this objective or this data has no number for is left out, once there are numbers at all.
  const measured = figures.filter((figure) => figure.of(now) !== null);
  const shown = measured.length > 0 ? measured : figures;
  return (
    <Panel title={t("stage.figures.name")} className="figures">
      <dl className="figure-tiles">
        {shown.map((figure) => (
          <Tile key={figure.id} figure={figure} value={figure.of(now)} before={figure.of(before)} />
        ))}
      </dl>
    </Panel>
  );
}

interface TileProps {
  readonly figure: FigureSpec;
  readonly value: number | null;
  readonly before: number | null;
}

function Tile({ figure, value, before }: TileProps) {
  const format = useFormat();
  const { name, help } = useFigureWords()(figure.id);
  const digits = { minimumFractionDigits: figure.digits, maximumFractionDigits: figure.digits };
  return (
    <div className="figure-tile">
      <dt>
        {name} {help ? <HelpTip name={name} help={help} /> : null}
      </dt>
      <dd className="figure-value tabular">{value === null ? "—" : format.number(value, digits)}</dd>
      <dd className="figure-trend tabular">
        <Trend figure={figure} value={value} before={before} />
      </dd>
    </div>
  );
}

function Trend({ figure, value, before }: TileProps) {
  const t = useT();
  const format = useFormat();
  if (value === null) return <span className="quiet">{t("stage.figures.none")}</span>;
  if (before === null || before === value) return "\u00a0";
  const change = value - before;
  // Less than the last digit, or than half a percent, is noise.
  const grain = Math.max(0.5 * 10 ** -figure.digits, Math.abs(value) * 0.005);
  if (Math.abs(change) < grain) return <span className="quiet">{t("stage.figures.same")}</span>;
  const Arrow = change > 0 ? TrendingUp : TrendingDown;
  const shown = format.number(Math.abs(change), { maximumFractionDigits: figure.digits });
  const better = figure.better && (figure.better === "more") === change > 0;
  return (
    <span className={figure.better ? (better ? "trend-better" : "trend-worse") : "quiet"}>
      <Arrow size="1.1em" aria-hidden="true" />{" "}
      {figure.better ? t(better ? "stage.figures.better" : "stage.figures.worse", { change: shown }) : shown}
    </span>
  );
}
