import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { chosen } from "../../../../catalog/parameters.ts";
import { rowAt } from "../../../../core/codes.ts";
import type { CodesQuery } from "../../../../schema/codes.ts";
import { Button } from "../../shell/controls/button.tsx";
import { useApp } from "../../store.ts";
import { ofTheRun, useLabelName } from "../family.tsx";
import { Pad } from "../pad.tsx";
import type { Person } from "./people.ts";
import { PlaceOnMap } from "./place-on-map.tsx";
import { readingOf, Sample } from "./sample.tsx";
import { useCodes } from "./use-decoded.ts";
import { useTogetherWords } from "./use-words.ts";

interface OwnProps {
  readonly view: string;
  readonly onKeep: (person: Omit<Person, "id">) => void;
}

/** A picture that the visitor draws, what the model makes of it, and where its code lies. */
export function Drawing({ view, onKeep }: OwnProps) {
  const { words } = useTogetherWords();
  const facts = useApp((state) => state.facts);
  const traits = useApp((state) => chosen(ofTheRun(state)).domain);
  const [drawn, setDrawn] = useState<readonly number[] | null>(null);
  if (!facts) return null;
  return (
    <div className="together-own">
      <p className="quiet">{words.drawing.hint}</p>
      <Pad shape={traits.shape(facts.domain)} onDrawn={setDrawn} />
      <Version view={view} wanted={drawn} queryFor={drawing} waiting={words.drawing.waiting} onKeep={onKeep} map />
    </div>
  );
}

const drawing = (values: readonly number[]): CodesQuery => ({ from: "drawing", values: Float32Array.from(values) });

/** A text that the visitor types, and what comes back through its code. */
export function Typing({ view, onKeep }: OwnProps) {
  const { words } = useTogetherWords();
  const id = useId();
  const [text, setText] = useState("");
  return (
    <div className="together-own">
      <p className="quiet">{words.text.hint}</p>
      <div className="together-typed">
        <label htmlFor={id}>{words.text.label}</label>
        <input
          id={id}
          className="field"
          type="text"
          value={text}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Version
        view={view}
        wanted={text.trim() === "" ? null : text}
        queryFor={typed}
        waiting={words.text.waiting}
        onKeep={onKeep}
      />
    </div>
  );
}

const typed = (text: string): CodesQuery => ({ from: "text", text: text.trim() });

interface VersionProps<Q> {
  readonly view: string;
  readonly wanted: Q | null;
  readonly queryFor: (wanted: Q) => CodesQuery;
  /** Said until there is something. */
  readonly waiting: string;
  readonly onKeep: OwnProps["onKeep"];
  /** Whether its place on the family's map is shown. */
  readonly map?: boolean;
}

function Version<Q>({ view, wanted, queryFor, waiting, onKeep, map = false }: VersionProps<Q>) {
  const { words } = useTogetherWords();
  const labelName = useLabelName();
  const answer = useCodes(view, wanted, queryFor);
  const coded = answer?.view;
  const label = coded?.labels?.[0];
  return (
    <>
      <section className="together-version" aria-label={words.drawing.version}>
        <h4>{words.drawing.version}</h4>
        <output className="together-large" aria-label={coded ? readingOf(coded.shown, 0) || undefined : undefined}>
          {coded ? <Sample view={coded.shown} index={0} /> : <span className="quiet">{waiting}</span>}
        </output>
        {label ? <span className="together-label">{labelName(label)}</span> : null}
        <Button
          small
          kind="primary"
          disabled={!coded}
          onClick={() => {
            if (!coded) return;
            const code = rowAt(coded.codes, coded.width, 0);
            onKeep({ code, ...(label === undefined ? {} : { label }) });
          }}
        >
          <Plus size="1.05em" aria-hidden="true" /> {words.keep}
        </Button>
      </section>
      {map && coded?.place ? <PlaceOnMap place={coded.place} /> : null}
    </>
  );
}
