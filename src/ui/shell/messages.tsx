import { CircleAlert, Info, X } from "lucide-react";
import type { ReactNode } from "react";
import { useFaultText, useFormat, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { Button, IconButton } from "./controls/button.tsx";
import { Tasks } from "./tasks.tsx";
import { WorkBar } from "./work.tsx";

/** What was dealt with, what can be resumed, and long work: they float, so that nothing has to move for them. */
export function Floats() {
  const t = useT();
  return (
    <aside className="floats" aria-label={t("shell.notices")}>
      <ResumeOffer />
      <NoticeList />
      <Tasks />
      <WorkBar />
    </aside>
  );
}

interface MessageProps {
  readonly kind: "fault" | "notice";
  readonly role?: "alert" | "status";
  readonly onDismiss: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

export function Message({ kind, role, onDismiss, children, actions }: MessageProps) {
  const t = useT();
  const Icon = kind === "fault" ? CircleAlert : Info;
  return (
    <div className={`message message-${kind}`} role={role}>
      <Icon className="message-icon" size="1.15em" aria-hidden="true" />
      <div className="message-text">{children}</div>
      {actions ? <div className="button-row">{actions}</div> : null}
      <IconButton label={t("common.dismiss")} kind="quiet" small onClick={onDismiss}>
        <X size="1em" aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** What stopped the run, over the stage, which it is about. */
export function FaultMessage() {
  const t = useT();
  const faultText = useFaultText();
  const { dismissFault, tryAgain } = useActions();
  const fault = useApp((state) => state.fault);
  if (!fault) return null;
  return (
    <Message
      kind="fault"
      role="alert"
      onDismiss={dismissFault}
      actions={
        <Button small onClick={() => void tryAgain()}>
          {t("shell.fault.tryAgain")}
        </Button>
      }
    >
      {faultText(fault)}
    </Message>
  );
}

function ResumeOffer() {
  const t = useT();
  const format = useFormat();
  const { resume, forgetResumable } = useActions();
  const offer = useApp((state) => state.resumable);
  if (!offer) return null;
  return (
    <Message
      kind="notice"
      role="status"
      onDismiss={forgetResumable}
      actions={
        <>
          <Button small kind="primary" onClick={() => void resume()}>
            {t("shell.resume.resume")}
          </Button>
          <Button small onClick={forgetResumable}>
            {t("shell.resume.forget")}
          </Button>
        </>
      }
    >
      {t("shell.resume.offer", { step: format.number(offer.step), date: format.date(offer.savedAt) })}
    </Message>
  );
}

function NoticeList() {
  const t = useT();
  const faultText = useFaultText();
  const { dismissNotice, undoReset, resume } = useActions();
  const notices = useApp((state) => state.notices);
  return notices.map((notice) => (
    <Message
      key={notice.id}
      kind="notice"
      role="status"
      onDismiss={() => dismissNotice(notice.id)}
      actions={
        notice.action ? (
          <Button
            small
            onClick={() => {
              dismissNotice(notice.id);
              void (notice.action === "undoReset" ? undoReset() : resume());
            }}
          >
            {notice.action === "undoReset" ? t("shell.undo") : t("shell.resume.resume")}
          </Button>
        ) : null
      }
    >
      {faultText(notice.fault)}
    </Message>
  ));
}
