import { useEffect, useId, useMemo, useRef, useState } from "react";
import { encode } from "uqr";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useLanguage, useT } from "../i18n/i18n.ts";
import { useActions, useApp } from "../store.ts";
import { Button } from "./controls/button.tsx";
import { Dialog } from "./controls/dialog.tsx";
import { Switch } from "./controls/switch.tsx";
import { shareWords } from "./share-words.ts";

const ResultCard = lazyPart(() => import("../card/result-card.tsx"));

/** Bytes that the largest QR code holds at the lowest correction. ISO/IEC 18004, version 40-L. */
const QR_BYTES = 2953;

/** The link, with the trained model in it where that is wanted and fits; copied if the browser lets us, and as a QR code. */
export default function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const words = shareWords[useLanguage()];
  const actions = useActions();
  const id = useId();
  const isTrained = useApp((state) => state.step > 0);
  const [withLanguage, setWithLanguage] = useState(false);
  const [withModel, setWithModel] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const [link, setLink] = useState(() => actions.link());
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    copyText(link).then(setCopied);
  }, [link]);

  async function make(language: boolean, model: boolean): Promise<void> {
    setWithLanguage(language);
    setWithModel(model);
    const trained = model ? await actions.linkWithModel(language) : null;
    setTooLarge(model && !trained);
    if (model && !trained) setWithModel(false);
    setLink(trained ?? actions.link(language));
  }

  async function copyAgain(): Promise<void> {
    setCopied(await copyText(link));
    field.current?.select();
  }

  return (
    <Dialog title={words.title} onClose={onClose}>
      <p className="quiet">{words.explain}</p>
      <textarea
        ref={field}
        className="field share-link"
        aria-label={words.link}
        readOnly
        rows={3}
        value={link}
        onFocus={(event) => event.target.select()}
      />
      <div className="switch-row share-language">
        <label htmlFor={id}>{words.language}</label>
        <Switch id={id} checked={withLanguage} onChange={(ticked) => void make(ticked, withModel)} />
      </div>
      <div className="switch-row share-language">
        <label htmlFor={`${id}-model`}>{words.model}</label>
        <Switch
          id={`${id}-model`}
          checked={withModel}
          disabled={!isTrained}
          describedBy={`${id}-model-note`}
          onChange={(ticked) => void make(withLanguage, ticked)}
        />
      </div>
      <p id={`${id}-model-note`} className="quiet share-note" role="status">
        {words[noteOf(isTrained, withModel, tooLarge)]}
      </p>
      <div className="button-row">
        <Button kind="primary" onClick={() => void copyAgain()}>
          {words.copy}
        </Button>
        <span role="status" className="quiet">
          {copied ? words.copied : ""}
        </span>
      </div>
      <QrCode text={link} />
      <Part name={t("shell.share.name")} form="inline">
        <ResultCard />
      </Part>
    </Dialog>
  );
}

function noteOf(isTrained: boolean, withModel: boolean, tooLarge: boolean) {
  if (!isTrained) return "modelUntrained";
  if (tooLarge) return "modelTooLarge";
  return withModel ? "modelInside" : "modelHelp";
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
  const words = shareWords[useLanguage()];
  const code = useMemo(() => {
    if (new TextEncoder().encode(text).length > QR_BYTES) return null;
    const { data, size } = encode(text, { ecc: "L", border: 4 });
    const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
    return { size, path };
  }, [text]);
  if (!code) return <p className="quiet">{words.qrTooLong}</p>;
  return (
    <svg className="qr" role="img" aria-label={words.qr} viewBox={`0 0 ${code.size} ${code.size}`}>
      <path d={`M0 0h${code.size}v${code.size}H0z`} fill="#fff" />
      <path d={code.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
