import { useEffect, useId, useState } from "react";
import { lookUp } from "../../../core/lookUp.ts";
import type { ReplayStatus } from "../../../schema/replay.ts";
import type { BackendMeasure } from "../../../worker/api.ts";
import { filled } from "../i18n/filled.ts";
import { useFaultText, useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import backendMenuStyles from "../styles/backend-menu.css?inline";
import { backendWords } from "./backend-words.ts";
import { Conditions } from "./conditions.tsx";
import { Button } from "./controls/button.tsx";
import Floating from "./controls/floating.tsx";
import type { PopoverProps } from "./controls/popover-props.ts";
import { Switch } from "./controls/switch.tsx";

adopt(backendMenuStyles);

/** Which backends were tried, how fast they were, why this one, and a way to another. */
export default function BackendMenu({ anchor, onOpenChange }: Pick<PopoverProps, "anchor" | "onOpenChange">) {
  const words = backendWords[useLanguage()];
  return (
    <Floating open anchor={anchor} onOpenChange={onOpenChange} label={words.menu} align="end">
      <Menu onDone={() => onOpenChange(false)} />
    </Floating>
  );
}

function Menu({ onDone }: { readonly onDone: () => void }) {
  const words = backendWords[useLanguage()];
  const faultText = useFaultText();
  const { measureBackends } = useActions();
  const measures = useApp((state) => state.measures);
  const backend = useApp((state) => state.backend);
  const reason = useApp((state) => state.backendReason);
  const [measuring, setMeasuring] = useState(false);

  async function measure(includeSoftware: boolean): Promise<void> {
    setMeasuring(true);
    await measureBackends(includeSoftware);
    setMeasuring(false);
  }

  const rows = measures ?? (backend ? [{ ...backend, available: true, stepsPerSecond: null }] : []);
  const fastest = Math.max(1e-9, ...rows.map((row) => row.stepsPerSecond ?? 0));
  const someSoftware = rows.some((row) => row.available && row.software && row.stepsPerSecond === null);
  return (
    <div className="backend-menu">
      <h3>{words.menu}</h3>
      {reason ? <p className="quiet">{faultText(reason)}</p> : null}
      <ul>
        {rows.map((row) => (
          <BackendRow key={row.kind} row={row} share={(row.stepsPerSecond ?? 0) / fastest} onDone={onDone} />
        ))}
      </ul>
      <p className="quiet">{words.explain}</p>
      <Replayed />
      <ArithmeticSwitch speedup={rows.find(({ kind }) => kind === "wasm")?.fusedSpeedup} />
      <Conditions />
      <div className="button-row">
        <Button small disabled={measuring} onClick={() => void measure(false)}>
          {measuring ? words.measuring : words.measure}
        </Button>
        {someSoftware ? (
          <Button small kind="quiet" disabled={measuring} onClick={() => void measure(true)}>
            {words.measureSoftware}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Whether steps of the run are replayed, and why not; nothing until some were made. */
function Replayed() {
  const words = backendWords[useLanguage()];
  const { replayed } = useActions();
  const [status, setStatus] = useState<ReplayStatus | null>(null);
  useEffect(() => {
    let here = true;
    void replayed().then((found) => {
      if (here) setStatus(found);
    });
    return () => {
      here = false;
    };
  }, [replayed]);
  if (!status || (status.replayed === 0 && status.reasons.length === 0)) return null;
  const why = status.reasons
    .map((reason) => lookUp(words.whyNot, reason) ?? filled(words.whyNot.kernel, { kernel: reason }))
    .join(", ");
  const said = why === "" ? words.replayed : status.replayed > 0 ? words.replayedInPart : words.notReplayed;
  return <p className="quiet">{filled(said, { why })}</p>;
}

/** Gains of less are within what one measurement differs from the next. */
const WORTH_SAYING = 1.05;

/** Fused products on wasm: offered where they were measured, and wherever they were chosen. */
function ArithmeticSwitch({ speedup }: { readonly speedup: number | undefined }) {
  const words = backendWords[useLanguage()];
  const format = useFormat();
  const { setArithmetic } = useActions();
  const arithmetic = useApp((state) => state.arithmetic);
  const id = useId();
  if (speedup === undefined && arithmetic === "exact") return null;
  const gain =
    speedup === undefined
      ? ""
      : speedup < WORTH_SAYING
        ? words.fusedNoGain
        : filled(words.fusedGain, { times: format.number(Math.round(10 * speedup) / 10) });
  return (
    <div className="backend-fused">
      <label htmlFor={id}>
        {words.fused}
        <Switch
          id={id}
          checked={arithmetic === "fused"}
          onChange={(fused) => void setArithmetic(fused ? "fused" : "exact")}
        />
      </label>
      <p className="quiet">
        {gain} {words.fusedExplain}
      </p>
    </div>
  );
}

interface BackendRowProps {
  readonly row: BackendMeasure;
  /** Its speed as a part of the fastest one's. */
  readonly share: number;
  readonly onDone: () => void;
}

function BackendRow({ row, share, onDone }: BackendRowProps) {
  const t = useT();
  const words = backendWords[useLanguage()];
  const format = useFormat();
  const faultText = useFaultText();
  const { chooseBackend } = useActions();
  const used = useApp((state) => (state.backend?.kind === row.kind ? state.backend : null));
  const name = words.names[row.kind];
  const { description } = used ?? row;

  const speed =
    row.stepsPerSecond !== null
      ? filled(words.rate, { rate: format.rate(row.stepsPerSecond) })
      : row.available
        ? words.notMeasured
        : words.unavailable;
  return (
    <li className={`backend-row${used ? " backend-row-used" : ""}`}>
      <div className="backend-row-head">
        <b>{name}</b>
        <span className="tabular">{speed}</span>
        {used ? (
          <span className="in-use">{words.inUse}</span>
        ) : row.available ? (
          <Button
            small
            onClick={() => {
              void chooseBackend(row.kind);
              onDone();
            }}
          >
            {filled(words.use, { name: t(`shell.backend.short.${row.kind}`) })}
          </Button>
        ) : null}
      </div>
      {row.stepsPerSecond === null ? null : (
        <div className="progress" aria-hidden="true">
          <i style={{ transform: `scaleX(${share})` }} />
        </div>
      )}
      {description ? <p className="quiet">{description}</p> : null}
      {row.reason ? <p className="quiet">{faultText(row.reason)}</p> : null}
    </li>
  );
}
