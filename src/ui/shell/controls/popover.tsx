import { lazy, Suspense } from "react";
import type { PopoverProps } from "./popover-props.ts";

const Floating = lazy(() => import("./floating.tsx"));

/** Something small beside the button that opened it. Nothing of it is loaded before it is first opened. */
export function Popover(props: PopoverProps) {
  if (!props.open) return null;
  return (
    <Suspense fallback={null}>
      <Floating {...props} />
    </Suspense>
  );
}
