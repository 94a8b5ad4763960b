import { lazyPart } from "../../failure/late-part.tsx";
import { Part } from "../../failure/part.tsx";
import type { PopoverProps } from "./popover-props.ts";

const Floating = lazyPart(() => import("./floating.tsx"));

/** Something small beside the button that opened it. */
export function Popover(props: PopoverProps) {
  if (!props.open) return null;
  return (
    <Part name={props.label} form="dialog" onClose={() => props.onOpenChange(false)}>
      <Floating {...props} />
    </Part>
  );
}
