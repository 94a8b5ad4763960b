import { useT } from "../i18n/i18n.ts";

/** Whether wasm has one core alone although the machine has several: threads share memory, which a page must be isolated for. */
export const onOneThread = (): boolean => !globalThis.crossOriginIsolated && (navigator.hardwareConcurrency ?? 1) > 1;

/** What this browser or this address does not give the page, beside what it is needed for. Nothing where all is there. */
export function Conditions() {
  const t = useT();
  if (!globalThis.isSecureContext) return <p className="quiet">{t("conditions.insecure")}</p>;
  if (!onOneThread()) return null;
  if (window.top === window.self) return <p className="quiet">{t("conditions.notIsolated")}</p>;
  return (
    <p className="quiet">
      {t("conditions.framed")}{" "}
      <a href={location.href} target="_blank" rel="noopener">
        {t("conditions.openAlone")}
      </a>
    </p>
  );
}
