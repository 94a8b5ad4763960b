import type { ReactNode, RefObject } from "react";

export interface PopoverProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** The button that opened it: the popover stands at it, and gives the focus back to it. */
  readonly anchor: RefObject<HTMLElement | null>;
  /** The accessible name. */
  readonly label: string;
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly align?: "start" | "center" | "end";
  readonly className?: string;
  /** The link key of the control that it is about, where its value can be raced. */
  readonly setting?: string | undefined;
  readonly children: ReactNode;
}
