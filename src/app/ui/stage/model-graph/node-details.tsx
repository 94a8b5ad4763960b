import type { ModelGraphNode } from "../../../../schema/modelGraph.ts";
import { useT } from "../../i18n/i18n.ts";
import { KeyedParameter, useNodeWords } from "../family.tsx";

/** What a press on a box of the machine opens: what it does, its formula, its numbers and its settings. */
export function NodeDetails({ node, weights }: { readonly node: ModelGraphNode; readonly weights: string }) {
  const t = useT();
  const { name, help } = useNodeWords(node.id);
  return (
    <div className={`machine-details role-${node.role}`}>
      <h3>{name}</h3>
      {help ? <p>{help}</p> : null}
      {node.formula ? (
        <figure className="machine-formula" aria-label={t("stage.machine.formula")}>
          <pre className="formula">{node.formula}</pre>
        </figure>
      ) : null}
      <p className="quiet tabular">
        {t("stage.machine.shape", { shape: node.shape })} · {weights}
      </p>
      {node.parameters.length > 0 ? (
        <fieldset className="machine-settings">
          <legend className="visually-hidden">{t("stage.machine.settings")}</legend>
          {node.parameters.map((key) => (
            <KeyedParameter key={key} name={key} />
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}
