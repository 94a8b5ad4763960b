import type { ReactNode } from "react";

interface BrowsedListProps {
  readonly name: string;
  readonly coming: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A page of samples as a list that scrolls. */
export function BrowsedList({ name, coming, className = "", children }: BrowsedListProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long page of samples scrolls, and must do so without a mouse
    <ul className={`browse-list ${className}`} aria-label={name} aria-busy={coming} tabIndex={0}>
      {children}
    </ul>
  );
}
