import { CircleAlert, Info, X } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../i18n/i18n.ts";
import { IconButton } from "./controls/button.tsx";

interface MessageProps {
  readonly kind: "fault" | "notice";
  readonly role?: "alert" | "status";
  readonly onDismiss: () => void;
  /** What the cross does, where it is more than to take the message away. */
  readonly dismissLabel?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Something that the page has to say, with what can be done about it and a cross. */
export function Message({ kind, role, onDismiss, dismissLabel, children, actions }: MessageProps) {
  const t = useT();
  const Icon = kind === "fault" ? CircleAlert : Info;
  return (
    <div className={`message message-${kind}`} role={role}>
      <Icon className="message-icon" size="1.15em" aria-hidden="true" />
      <div className="message-text">{children}</div>
      {actions ? <div className="button-row">{actions}</div> : null}
      <IconButton label={dismissLabel ?? t("common.dismiss")} kind="quiet" small onClick={onDismiss}>
        <X size="1em" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
