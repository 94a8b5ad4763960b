import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useT } from "../../i18n/i18n.ts";
import { adopt } from "../../styles/adopt.ts";
import dialogsStyles from "../../styles/dialogs.css?inline";
import { IconButton } from "./button.tsx";

adopt(dialogsStyles);

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A modal window. Import it only from modules that are themselves loaded late. */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const t = useT();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        {/* Not Radix' own: that one writes a style sheet into the page, which the content-security policy forbids. */}
        <div className="scrim" aria-hidden="true" />
        <Radix.Content className={`dialog${wide ? " dialog-wide" : ""}`} aria-describedby={undefined}>
          <header className="dialog-head">
            <Radix.Title>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t("common.close")} kind="quiet">
                <X size="1.1em" aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="dialog-body">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
