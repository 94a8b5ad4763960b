import { useEffect, useId, useMemo, useRef, useState } from "react";
import { encode } from "uqr";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useT } from "../i18n/i18n.ts";
import { useActions } from "../store.ts";
import { Button } from "./controls/button.tsx";
import { Dialog } from "./controls/dialog.tsx";
import { Switch } from "./controls/switch.tsx";

const ResultCard = lazyPart(() => import("../card/result-card.tsx"));

/** Bytes that the largest QR code holds at the lowest correction. ISO/IEC 18004, version 40-L. */
const QR_BYTES = 2953;

/** The link, copied if the browser lets us, and as a QR code where it fits one. */
export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const actions = useActions();
  const id = useId();
  const [withLanguage, setWithLanguage] = useState(false);
  const [link, setLink] = useState(() => actions.link());
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    copyText(link).then(setCopied);
  }, [link]);

  async function copyAgain(): Promise<void> {
    setCopied(await copyText(link));
    field.current?.select();
  }

  return (
    <Dialog title={t("shell.share.title")} onClose={onClose}>
      <p className="quiet">{t("shell.share.explain")}</p>
      <textarea
        ref={field}
        className="field share-link"
        aria-label={t("shell.share.link")}
        readOnly
        rows={3}
        value={link}
        onFocus={(event) => event.target.select()}
      />
      <div className="switch-row share-language">
        <label htmlFor={id}>{t("shell.share.language")}</label>
        <Switch
          id={id}
          checked={withLanguage}
          onChange={(ticked) => {
            setWithLanguage(ticked);
            setLink(actions.link(ticked));
          }}
        />
      </div>
      <div className="button-row">
        <Button kind="primary" onClick={() => void copyAgain()}>
          {t("shell.share.copy")}
        </Button>
        <span role="status" className="quiet">
          {copied ? t("shell.share.copied") : ""}
        </span>
      </div>
      <QrCode text={link} />
      <Part name={t("shell.share.name")} form="inline">
        <ResultCard />
      </Part>
    </Dialog>
  );
}

/** Whether the text reached the clipboard; a page without leave for it says no. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function QrCode({ text }: { readonly text: string }) {
  const t = useT();
  const code = useMemo(() => {
    if (new TextEncoder().encode(text).length > QR_BYTES) return null;
    const { data, size } = encode(text, { ecc: "L", border: 4 });
    const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
    return { size, path };
  }, [text]);
  if (!code) return <p className="quiet">{t("shell.share.qrTooLong")}</p>;
  return (
    <svg className="qr" role="img" aria-label={t("shell.share.qr")} viewBox={`0 0 ${code.size} ${code.size}`}>
      <path d={`M0 0h${code.size}v${code.size}H0z`} fill="#fff" />
      <path d={code.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
