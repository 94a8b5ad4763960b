import { Popover as Radix } from "radix-ui";
import { lazyPart } from "../../failure/late-part.tsx";
import { Part } from "../../failure/part.tsx";
import { adopt } from "../../styles/adopt.ts";
import popoverStyles from "../../styles/popover.css?inline";
import type { PopoverProps } from "./popover-props.ts";

adopt(popoverStyles);

const RaceEntry = lazyPart(() => import("../../race/race-entry.tsx"));

/** The loaded half of {@link PopoverProps}: placing, escape, outside presses and focus are Radix'. */
export default function Floating(props: PopoverProps) {
  const { anchor, side = "bottom", align = "center" } = props;
  return (
    <Radix.Root open onOpenChange={props.onOpenChange}>
      <Radix.Anchor virtualRef={{ current: anchor.current ?? document.body }} />
      <Radix.Portal>
        <Radix.Content
          className={`popover ${props.className ?? ""}`.trim()}
          aria-label={props.label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.focus({ preventScroll: true });
          }}
          // A press on the opening button closes by that button's own click.
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault();
          }}
        >
          {props.children}
          {props.setting ? (
            <Part name={props.label} form="inline">
              <RaceEntry name={props.setting} onStart={() => props.onOpenChange(false)} />
            </Part>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
