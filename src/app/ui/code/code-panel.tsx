import { useState } from "react";
import { lazyPart } from "../failure/late-part.tsx";
import { Part } from "../failure/part.tsx";
import { useLanguage } from "../i18n/i18n.ts";
import { factsFit } from "../recipe/facts.ts";
import { Segmented } from "../shell/controls/segmented.tsx";
import { useApp, useAppShallow } from "../store.ts";
import { ProjectBar } from "./project-bar.tsx";
import { codeWords } from "./words.ts";

/** What a set-up is written in, the first unless somebody chose another. */
const FRAMEWORKS = {
  torch: { name: "PyTorch", View: lazyPart(() => import("./in-torch.tsx")) },
  keras: { name: "Keras", View: lazyPart(() => import("./in-keras.tsx")) },
  tfjs: { name: "TensorFlow.js", View: lazyPart(() => import("./in-tfjs.tsx")) },
} as const;

type Framework = keyof typeof FRAMEWORKS;

/** For as long as the page is open. */
let chosen: Framework = "torch";

/** The set-up as a program, and what takes the run along. */
export default function CodePanel() {
  const words = codeWords[useLanguage()];
  const fits = useApp(factsFit);
  const { config, facts } = useAppShallow((state) => ({
    config: factsFit(state) ? state.config : (state.applied ?? state.config),
    facts: state.facts,
  }));
  const [framework, setFramework] = useState(chosen);
  if (!facts) return <p className="quiet">{words.waiting}</p>;

  const { name, View } = FRAMEWORKS[framework];
  return (
    <>
      <p className="quiet">{fits ? words.explain : words.applied}</p>
      <ProjectBar />
      <div className="code-bar">
        <Segmented
          label={words.framework}
          segments={Object.entries(FRAMEWORKS).map(([value, each]) => ({ value: value as Framework, name: each.name }))}
          value={framework}
          onChange={(value) => {
            chosen = value;
            setFramework(value);
          }}
        />
        <Part key={framework} name={name}>
          <View config={config} facts={facts} />
        </Part>
      </div>
    </>
  );
}
