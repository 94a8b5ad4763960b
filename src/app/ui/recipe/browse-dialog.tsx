import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { datasets } from "../../../catalog/registry.ts";
import { lookUp } from "../../../core/lookUp.ts";
import { domainBrowser } from "../../../domains/ui/browsers.ts";
import type { Sample } from "../../../schema/domain.ts";
import type { BrowseRequest } from "../../../worker/api.ts";
import { useFormat, useLanguage, useT } from "../i18n/i18n.ts";
import { datasetWords } from "../i18n/words.ts";
import { IconButton } from "../shell/controls/button.tsx";
import { Dialog } from "../shell/controls/dialog.tsx";
import { Segmented } from "../shell/controls/segmented.tsx";
import { Select } from "../shell/controls/select.tsx";
import { useActions, useApp } from "../store.ts";

/** Asked for until it is known what the data is. */
const PAGE = 60;
/** How long the typing must rest before the search goes off. */
const REST_MS = 200;

interface Found {
  readonly total: number;
  /** Each sample with its place among all that were found. */
  readonly rows: readonly { readonly place: number; readonly sample: Sample }[];
}

type Request = Required<Pick<BrowseRequest, "part" | "label" | "query" | "offset">>;

/** The loaded data, page by page, with its origin and terms. */
export default function BrowseDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const facts = useApp((state) => state.facts);
  const [request, setRequest] = useState<Request>({ part: "train", label: "", query: "", offset: 0 });
  const browser = facts ? domainBrowser(facts.domain.kind) : undefined;
  const size = browser?.pageSize ?? PAGE;
  const found = useFound(request, size);
  const entry = facts ? lookUp(datasets, facts.id) : undefined;
  const words = facts ? datasetWords(facts.id, language) : undefined;
  const narrow = (change: Partial<Request>): void => setRequest({ ...request, offset: 0, ...change });
  const labelName = (id: string): string => lookUp(words?.labels, id) ?? id;

  if (!facts || !browser || !entry || !words) {
    return (
      <Dialog title={t("recipe.browse.name")} onClose={onClose}>
        <p className="quiet">{t("recipe.browse.notReady")}</p>
      </Dialog>
    );
  }
  return (
    <Dialog title={t("recipe.browse.title", { name: words.name })} onClose={onClose} wide>
      <div className="browse-bar">
        {browser.note ? (
          <span className="quiet">{browser.note(t)}</span>
        ) : (
          <input
            className="field"
            type="search"
            aria-label={t("recipe.browse.search")}
            placeholder={t("recipe.browse.search")}
            value={request.query}
            onChange={(event) => narrow({ query: event.target.value })}
          />
        )}
        {facts.labels.length > 0 ? (
          <Select
            label={t("recipe.browse.label")}
            value={request.label}
            onChange={(label) => narrow({ label })}
            options={[
              { value: "", name: t("recipe.any") },
              ...facts.labels.map((id) => ({ value: id, name: labelName(id) })),
            ]}
          />
        ) : null}
        <Segmented
          label={t("recipe.browse.part")}
          value={request.part}
          onChange={(part) => narrow({ part })}
          segments={[
            { value: "train", name: t("recipe.browse.train") },
            { value: "validation", name: t("recipe.browse.validation") },
          ]}
        />
      </div>
      <browser.Page name={words.name} rows={found?.rows ?? null} domain={facts.domain} labelName={labelName} />
      {found?.total === 0 ? <p className="quiet browse-none">{t("recipe.browse.none")}</p> : null}
      <Pages
        offset={request.offset}
        size={size}
        total={found?.total ?? 0}
        onMove={(offset) => setRequest({ ...request, offset })}
      />
      <p className="quiet browse-origin">
        {words.help} {t("recipe.browse.source")}:{" "}
        {entry.origin.url ? (
          <a href={entry.origin.url} target="_blank" rel="noreferrer">
            {entry.origin.source}
          </a>
        ) : (
          entry.origin.source
        )}{" "}
        · {t("recipe.browse.licence")}: {entry.origin.licence}
      </p>
    </Dialog>
  );
}

/** The answer to the newest request; the one before stands until it comes, `null` at first. */
function useFound({ part, label, query, offset }: Request, count: number): Found | null {
  const { browse } = useActions();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const narrowed = { ...(label ? { label } : {}), ...(query ? { query } : {}) };
      const { total, samples } = await browse({ part, offset, count, ...narrowed });
      if (!stale) setFound({ total, rows: samples.map((sample, i) => ({ place: offset + i, sample })) });
    }, REST_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [browse, part, label, query, offset, count]);
  return found;
}

interface PagesProps {
  readonly offset: number;
  /** Samples on a page. */
  readonly size: number;
  readonly total: number;
  readonly onMove: (offset: number) => void;
}

function Pages({ offset, size, total, onMove }: PagesProps) {
  const t = useT();
  const format = useFormat();
  const first = format.number(Math.min(offset + 1, total));
  const last = format.number(Math.min(offset + size, total));
  return (
    <div className="browse-pages">
      <IconButton label={t("recipe.browse.previous")} disabled={offset === 0} onClick={() => onMove(offset - size)}>
        <ChevronLeft size="1.1em" aria-hidden="true" />
      </IconButton>
      <span className="tabular" role="status">
        {t("recipe.browse.page", { first, last, total: format.number(total) })}
      </span>
      <IconButton
        label={t("recipe.browse.next")}
        disabled={offset + size >= total}
        onClick={() => onMove(offset + size)}
      >
        <ChevronRight size="1.1em" aria-hidden="true" />
      </IconButton>
    </div>
  );
}
