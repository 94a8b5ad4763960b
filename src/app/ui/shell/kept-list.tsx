import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { KeptRun } from "../../storage/entry.ts";
import { useFaultText, useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { useActions } from "../store.ts";
import { Button, IconButton } from "./controls/button.tsx";
import { recipeName } from "./recipe-name.ts";
import "../styles/kept.css";
import { RunThumbnail } from "./run-thumbnail.tsx";

interface KeptListProps {
  readonly runs: readonly KeptRun[];
  readonly onResume: () => void;
}

/** Kept runs, the newest first, each with a look at what it made. */
export default function KeptList({ runs, onResume }: KeptListProps) {
  const t = useT();
  return (
    <>
      <p className="quiet">{t("kept.note")}</p>
      <ul>
        {runs.map((run) => (
          <Row key={run.id} run={run} onResume={onResume} />
        ))}
      </ul>
    </>
  );
}

function Row({ run, onResume }: { readonly run: KeptRun; readonly onResume: () => void }) {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const faultText = useFaultText();
  const { resume, forget } = useActions();
  const [asking, setAsking] = useState(false);
  const { id, config, preset, problem, savedAt, thumbnail } = run;
  const recipe = problem ? t("kept.damaged") : recipeName(config, preset, language);
  const step = format.number(run.step);
  const date = format.date(savedAt);
  return (
    <li className="kept-run">
      <RunThumbnail view={thumbnail} />
      <span className="kept-words">
        <strong>{recipe}</strong>
        <span className="quiet tabular">
          {problem ? `${faultText(problem)} ${date}` : t("kept.row", { step, date })}
        </span>
      </span>
      {problem ? null : (
        <Button
          small
          kind="primary"
          aria-label={t("kept.resumeThis", { recipe, step })}
          onClick={() => {
            onResume();
            void resume(id);
          }}
        >
          {t("kept.resume")}
        </Button>
      )}
      {asking ? (
        <Button
          small
          kind="danger"
          aria-label={t("kept.confirmThis", { recipe, step })}
          onBlur={() => setAsking(false)}
          autoFocus
          onClick={() => void forget(id)}
        >
          {t("kept.confirm")}
        </Button>
      ) : (
        <IconButton label={t("kept.forgetThis", { recipe, step })} kind="quiet" small onClick={() => setAsking(true)}>
          <Trash2 size="1em" aria-hidden="true" />
        </IconButton>
      )}
    </li>
  );
}
