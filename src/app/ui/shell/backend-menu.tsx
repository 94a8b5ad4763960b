import { useState } from "react";
import type { BackendMeasure } from "../../../worker/api.ts";
import { useFaultText, useFormat, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import backendMenuStyles from "../styles/backend-menu.css?inline";
import { Conditions } from "./conditions.tsx";
import { Button } from "./controls/button.tsx";
import Floating from "./controls/floating.tsx";
import type { PopoverProps } from "./controls/popover-props.ts";

adopt(backendMenuStyles);

/** Which backends were tried, how fast they were, why this one, and a way to another. */
export default function BackendMenu({ anchor, onOpenChange }: Pick<PopoverProps, "anchor" | "onOpenChange">) {
  const t = useT();
  return (
    <Floating open anchor={anchor} onOpenChange={onOpenChange} label={t("shell.backend.menu")} align="end">
      <Menu onDone={() => onOpenChange(false)} />
    </Floating>
  );
}

function Menu({ onDone }: { readonly onDone: () => void }) {
  const t = useT();
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
      <h3>{t("shell.backend.menu")}</h3>
      {reason ? <p className="quiet">{faultText(reason)}</p> : null}
      <ul>
        {rows.map((row) => (
          <BackendRow key={row.kind} row={row} share={(row.stepsPerSecond ?? 0) / fastest} onDone={onDone} />
        ))}
      </ul>
      <p className="quiet">{t("shell.backend.explain")}</p>
      <Conditions />
      <div className="button-row">
        <Button small disabled={measuring} onClick={() => void measure(false)}>
          {measuring ? t("shell.backend.measuring") : t("shell.backend.measure")}
        </Button>
        {someSoftware ? (
          <Button small kind="quiet" disabled={measuring} onClick={() => void measure(true)}>
            {t("shell.backend.measureSoftware")}
          </Button>
        ) : null}
      </div>
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
  const format = useFormat();
  const faultText = useFaultText();
  const { chooseBackend } = useActions();
  const inUse = useApp((state) => state.backend?.kind === row.kind);
  const name = t(`shell.backend.names.${row.kind}`);

  const speed =
    row.stepsPerSecond !== null
      ? t("shell.backend.rate", { rate: format.rate(row.stepsPerSecond) })
      : row.available
        ? t("shell.backend.notMeasured")
        : t("shell.backend.unavailable");
  return (
    <li className={`backend-row${inUse ? " backend-row-used" : ""}`}>
      <div className="backend-row-head">
        <b>{name}</b>
        <span className="tabular">{speed}</span>
        {inUse ? (
          <span className="in-use">{t("shell.backend.inUse")}</span>
        ) : row.available ? (
          <Button
            small
            onClick={() => {
              void chooseBackend(row.kind);
              onDone();
            }}
          >
            {t("shell.backend.use", { name: t(`shell.backend.short.${row.kind}`) })}
          </Button>
        ) : null}
      </div>
      {row.stepsPerSecond === null ? null : (
        <div className="progress" aria-hidden="true">
          <i style={{ transform: `scaleX(${share})` }} />
        </div>
      )}
      {row.description ? <p className="quiet">{row.description}</p> : null}
      {row.reason ? <p className="quiet">{faultText(row.reason)}</p> : null}
    </li>
  );
}
