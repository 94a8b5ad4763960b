import { useRef, useState } from "react";
import type { Adopted, Elsewhere } from "../../../catalog/project.ts";
import { toFault } from "../../../core/errors.ts";
import { words as englishErrors } from "../../../export/words/en.ts";
import { words as chineseErrors } from "../../../export/words/zh.ts";
import { filled } from "../i18n/filled.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { useActions, useAppContext } from "../store.ts";
import { FitList } from "./fit-list.tsx";
import { packNetworks, packProject } from "./pack-project.ts";
import { readProject } from "./read-project.ts";
import { useDropped } from "./use-dropped.ts";
import { codeWords } from "./words.ts";

const errors: Readonly<Record<"en" | "zh", Readonly<Record<string, string>>>> = {
  en: englishErrors,
  zh: chineseErrors,
};

/** The run as a project to take along, and the way back. */
export function ProjectBar() {
  const language = useLanguage();
  const words = codeWords[language];
  const { store } = useAppContext();
  const actions = useActions();
  const [said, setSaid] = useState("");
  const [adopted, setAdopted] = useState<Adopted | null>(null);
  const picker = useRef<HTMLInputElement>(null);

  async function pack(): Promise<void> {
    setSaid(words.working);
    setSaid((await packProject(store.getState(), actions)) ? "" : words.failed);
  }

  async function packFiles(): Promise<void> {
    setSaid(words.working);
    try {
      setSaid((await packNetworks(store.getState(), actions)) ? "" : words.networksFailed);
    } catch (error) {
      const { code, values } = toFault(error);
      setSaid(filled(errors[language][code] ?? words.networksFailed, values));
    }
  }

  async function open(file: File | undefined): Promise<void> {
    if (!file) return;
    setAdopted(null);
    try {
      const found = await readProject(file);
      if (typeof found === "string") {
        setSaid(words[found]);
        return;
      }
      if ("matches" in found) {
        await adopt(found);
        return;
      }
      const unfit: string[] = [];
      const { config, step } = found;
      const stands = await actions.takeUp(config, (facts, blank) => {
        const { tensors, missing, misshapen } = found.into(facts, blank.tensors);
        unfit.push(...missing, ...misshapen);
        return { ...blank, step: step as typeof blank.step, tensors };
      });
      const names = unfit.slice(0, 6).join(", ");
      if (stands) setSaid(`${filled(words.opened, { step })}${names ? ` ${filled(words.unfit, { names })}` : ""}`);
    } catch (error) {
      const { code, values } = toFault(error);
      setSaid(filled(errors[language][code] ?? words.strange, values));
    }
  }

  /** Weights from elsewhere, in the set-up that the controls have. */
  async function adopt({ matches, into }: Elsewhere): Promise<void> {
    const { config, facts } = store.getState();
    if (facts && !matches(config, facts)) {
      setSaid(words.nothingFits);
      return;
    }
    let result: Adopted | null = null;
    const stands = await actions.takeUp(config, (own, blank) => {
      result = into(config, own, blank.tensors);
      return { ...blank, tensors: result.tensors };
    });
    const { fits } = (result ?? { fits: [] }) as Pick<Adopted, "fits">;
    if (!stands || fits.length === 0) return;
    setSaid(filled(words.adopted, { used: fits.filter(({ used }) => used).length, all: fits.length }));
    setAdopted(result);
  }

  const bar = useDropped((file) => void open(file));
  return (
    <div className="code-bar" ref={bar}>
      <Button small={true} title={words.projectHint} onClick={() => void pack()}>
        {words.project}
      </Button>
      <Button small={true} title={words.networksHint} onClick={() => void packFiles()}>
        {words.networks}
      </Button>
      <Button small={true} title={words.openHint} onClick={() => picker.current?.click()}>
        {words.open}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden={true}
        accept=".safetensors,.zip"
        data-checkpoint=""
        onChange={(event) => {
          void open(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <span role="status" className="quiet">
        {said}
      </span>
      {adopted ? <FitList adopted={adopted} /> : null}
    </div>
  );
}
