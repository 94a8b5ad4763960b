import { type KeyboardEvent, useRef } from "react";
import { useOverflowCue } from "../shell/use-overflow-cue.ts";

interface TabsProps {
  /** The accessible name of the row. */
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly name: string; readonly help?: string | undefined }[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  /** The id of the panel that they switch. */
  readonly panel: string;
}

/** A row of tabs; the arrows move along it, and what they reach is shown at once. */
export function Tabs({ label, tabs, selected, onSelect, panel }: TabsProps) {
  const row = useRef<HTMLDivElement>(null);
  useOverflowCue(row);

  function press(event: KeyboardEvent): void {
    const at = tabs.findIndex(({ id }) => id === selected);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!tab) return;
    event.preventDefault();
    onSelect(tab.id);
    row.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(tab.id)}"]`)?.focus();
  }

  return (
    <div className="tabs" role="tablist" aria-label={label} ref={row} onKeyDown={press}>
      {tabs.map(({ id, name, help }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${panel}-${id}`}
          data-tab={id}
          className="tab"
          aria-selected={id === selected}
          aria-controls={panel}
          tabIndex={id === selected ? 0 : -1}
          title={help}
          onClick={(event) => {
            onSelect(id);
            // One that was cut comes wholly into view.
            event.currentTarget.scrollIntoView({ block: "nearest", inline: "nearest" });
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
