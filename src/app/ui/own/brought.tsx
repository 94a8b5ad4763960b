import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { KeptContent } from "../../storage/contents.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { Button, IconButton } from "../shell/controls/button.tsx";
import { useActions } from "../store.ts";
import { ownWords } from "./words.ts";

interface BroughtProps {
  /** The dataset that it was brought for. */
  readonly set: string;
  readonly onUse: (data: Uint8Array, name: string, id: string) => void;
}

/** What was brought in earlier visits: to learn from again, or to delete. */
export function Brought({ set, onUse }: BroughtProps) {
  const words = ownWords(useLanguage());
  const format = useFormat();
  const { contents } = useActions();
  const [kept, setKept] = useState<readonly KeptContent[]>([]);

  useEffect(() => {
    let gone = false;
    contents.list().then(
      (all) => !gone && setKept(all.filter((each) => each.set === set)),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [contents, set]);

  if (kept.length === 0) return null;
  return (
    <section className="own-brought">
      <h3>{words.before}</h3>
      <ul>
        {kept.map(({ id, name, bytes, savedAt }) => (
          <li key={id}>
            <Button
              kind="quiet"
              small
              aria-label={filled(words.use, { name })}
              onClick={async () => {
                const data = await contents.read(id).catch(() => null);
                if (data) onUse(data, name, id);
              }}
            >
              {name}
            </Button>
            <span className="quiet tabular">
              {format.bytes(bytes)} · {format.date(savedAt)}
            </span>
            <IconButton
              label={filled(words.forget, { name })}
              kind="quiet"
              small
              onClick={() => {
                setKept(kept.filter((each) => each.id !== id));
                void contents.forget(id).catch(() => {});
              }}
            >
              <Trash2 size="1em" aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
