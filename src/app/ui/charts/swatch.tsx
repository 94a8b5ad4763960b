import type { Role } from "../../../schema/role.ts";

interface SwatchProps {
  readonly of: Role;
  readonly dashed?: boolean | undefined;
  /** A level to beat rather than a line. */
  readonly level?: boolean;
}

/** A piece of a chart's line, as its key shows it. */
export function Swatch({ of, dashed = false, level = false }: SwatchProps) {
  return (
    <svg className="swatch" viewBox="0 0 18 6" aria-hidden="true">
      <path
        d="M1 3H17"
        stroke={level ? "var(--ink-3)" : `var(--${of})`}
        strokeDasharray={level ? "0.5 3" : dashed ? "4.5 3.5" : undefined}
        strokeWidth={level ? 1.5 : 2.25}
        strokeLinecap={level ? "round" : "butt"}
      />
    </svg>
  );
}
