import { useFaultText, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { Button } from "./controls/button.tsx";
import { Message } from "./message.tsx";
import { ResumeOffer } from "./resume-offer.tsx";
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

/** What stopped the run, over the stage, which it is about. */
export function FaultMessage() {
  const t = useT();
  const faultText = useFaultText();
  const { dismissFault, tryAgain, bring } = useActions();
  const fault = useApp((state) => state.fault);
  const set = useApp(({ applied, config }) => String((applied ?? config)["data.set"]));
  if (!fault) return null;
  const brought = /^content/.test(fault.code);
  return (
    <Message
      kind="fault"
      role="alert"
      onDismiss={dismissFault}
      actions={
        <Button small onClick={() => (brought ? bring(set) : void tryAgain())}>
          {t(brought ? "recipe.bring" : "shell.fault.tryAgain")}
        </Button>
      }
    >
      {faultText(fault)}
    </Message>
  );
}

const NOTICE_ACTIONS = { undoReset: "shell.undo", reload: "failure.reload" } as const;

function NoticeList() {
  const t = useT();
  const faultText = useFaultText();
  const { dismissNotice, undoReset, reload } = useActions();
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
              void { undoReset, reload }[notice.action ?? "undoReset"]();
            }}
          >
            {t(NOTICE_ACTIONS[notice.action])}
          </Button>
        ) : null
      }
    >
      {faultText(notice.fault)}
    </Message>
  ));
}
