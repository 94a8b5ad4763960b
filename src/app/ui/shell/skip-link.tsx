import { useT } from "../i18n/i18n.ts";

/** Where the link goes: the stage's section. */
export const STAGE_ID = "stage";

/** The first stop of the Tab key, seen while it has the focus: past the recipe, to the samples. */
export function SkipLink() {
  const t = useT();
  return (
    <a
      className="skip-link"
      href={`#${STAGE_ID}`}
      onClick={(event) => {
        // The address holds the set-up, so the link must not go into it.
        event.preventDefault();
        const stage = document.getElementById(STAGE_ID);
        stage?.focus({ preventScroll: true });
        stage?.scrollIntoView({ block: "nearest" });
      }}
    >
      {t("shell.skip")}
    </a>
  );
}
