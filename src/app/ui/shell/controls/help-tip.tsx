import { useRef, useState } from "react";
import { useT } from "../../i18n/i18n.ts";
import { Popover } from "./popover.tsx";

interface HelpTipProps {
  /** What the help is about. */
  readonly name: string;
  readonly help: string;
  readonly formula?: string | undefined;
  /** The link key of the control, where its value can be raced. */
  readonly setting?: string | undefined;
}

/** The `?` beside a control: a sentence or two, and the formula where one helps. */
export function HelpTip({ name, help, formula, setting }: HelpTipProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const label = t("common.help", { name });
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="help-tip"
        aria-label={label}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(!open)}
      >
        ?
      </button>
      <Popover
        open={open}
        onOpenChange={setOpen}
        anchor={anchor}
        label={label}
        side="right"
        className="popover-help"
        setting={setting}
      >
        <strong>{name}</strong>
        <p>{help}</p>
        {formula ? <pre className="formula">{formula}</pre> : null}
      </Popover>
    </>
  );
}
