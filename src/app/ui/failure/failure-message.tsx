import { CircleAlert } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { createPortal } from "react-dom";
import { useT } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { useReload } from "../store.ts";
import { PartMissing } from "./late-part.tsx";
import { isOutdated } from "./outdated.ts";
import { reportOf } from "./report.ts";

/**
 * `panel`: in the place of a panel. `view`: inside of one. `inline`: in the place of something small. `dialog`: floats, for what would
 * have floated. `page`: in the place of the whole page.
 */
export type FailureForm = "panel" | "view" | "inline" | "dialog" | "page";

interface FailureMessageProps {
  readonly name: string;
  readonly form: FailureForm;
  readonly error: unknown;
  /** The components in which it happened. */
  readonly stack: string;
  readonly onTryAgain: () => void;
  readonly onClose: (() => void) | undefined;
}

/** What happened to a part of the page, in words, with ways out: try again, reload, a report to copy. */
export function FailureMessage({ name, form, error, stack, onTryAgain, onClose }: FailureMessageProps) {
  const t = useT();
  const title = useId();
  const reload = useReload();
  const missing = error instanceof PartMissing;
  const outdated = useOutdated(missing);
  useTryAgainOnline(missing, onTryAgain);
  const why = outdated ? t("failure.newVersion") : missing ? t("failure.missing") : t("failure.broken");
  const message = (
    <section className={`failure failure-${form}${form === "panel" ? " panel" : ""}`} aria-labelledby={title}>
      <div role="alert">
        <h2 id={title}>
          <CircleAlert size="1.1em" aria-hidden="true" />
          {form === "page" ? t("failure.page") : t("failure.title", { name })}
        </h2>
        <p>{why}</p>
      </div>
      <div className="button-row">
        {outdated ? null : (
          <Button small kind="primary" onClick={onTryAgain}>
            {t("failure.tryAgain")}
          </Button>
        )}
        <Button small kind={outdated ? "primary" : "plain"} onClick={() => void reload()}>
          {t("failure.reload")}
        </Button>
        {onClose ? (
          <Button small onClick={onClose}>
            {t("common.close")}
          </Button>
        ) : null}
      </div>
      {outdated ? null : <Report error={error} stack={stack} />}
    </section>
  );
  // Over everything else, wherever the part that failed stands.
  return form === "dialog" ? createPortal(message, document.body) : message;
}

function Report({ error, stack }: { readonly error: unknown; readonly stack: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  const report = reportOf(error, stack);
  const copy = async (): Promise<void> => {
    // Without HTTPS there is no clipboard; the text stands there to be selected.
    await navigator.clipboard?.writeText(report).then(
      () => setCopied(true),
      () => {},
    );
  };
  return (
    <details className="failure-report">
      <summary>{t("failure.report")}</summary>
      <p className="quiet">{t("failure.reportHelp")}</p>
      <pre>{report}</pre>
      <Button small onClick={() => void copy()}>
        {copied ? t("common.copied") : t("failure.copyReport")}
      </Button>
    </details>
  );
}

/** Whether the server has another version by now, so that this one's files may be gone. */
function useOutdated(missing: boolean): boolean {
  const [outdated, setOutdated] = useState(false);
  useEffect(() => {
    if (missing) void isOutdated().then(setOutdated);
  }, [missing]);
  return outdated;
}

/** What could not be fetched is tried again by itself when the network is back. */
function useTryAgainOnline(missing: boolean, onTryAgain: () => void): void {
  useEffect(() => {
    if (!missing) return;
    addEventListener("online", onTryAgain);
    return () => removeEventListener("online", onTryAgain);
  }, [missing, onTryAgain]);
}
