import { type ReactNode, useId } from "react";

interface PanelProps {
  /** The accessible name of the region, also its heading. */
  readonly title: string;
  /** What stands at the right of the heading. */
  readonly aside?: ReactNode;
  /** A number or mark before the heading that is not part of the name. */
  readonly mark?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A titled card; a region for those who move by landmarks. */
export function Panel({ title, aside, mark, className = "", children }: PanelProps) {
  const heading = useId();
  return (
    <section className={`panel ${className}`.trim()} aria-labelledby={heading}>
      <header className="panel-head">
        {mark ? (
          <span className="panel-mark" aria-hidden="true">
            {mark}
          </span>
        ) : null}
        <h2 id={heading}>{title}</h2>
        {aside ? <div className="panel-aside">{aside}</div> : null}
      </header>
      {children}
    </section>
  );
}
