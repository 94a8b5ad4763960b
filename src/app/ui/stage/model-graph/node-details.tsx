import type { ModelGraphNode } from "../../../../schema/modelGraph.ts";
import { useT } from "../../i18n/i18n.ts";
import { KeyedParameter } from "../../recipe/parameter/keyed-parameter.tsx";
import { useNodeWords } from "../family.tsx";

/** What a press on a box of the model graph opens: what it does, its formula, its numbers and its settings. */
export function NodeDetails({ node, weights }: { readonly node: ModelGraphNode; readonly weights: string }) {
  const t = useT();
  const { name, help } = useNodeWords(node.id);
  return (
    <div className={`model-graph-details role-${node.role}`}>
      <h3>{name}</h3>
      {help ? <p>{help}</p> : null}
      {node.formula ? (
        <figure className="model-graph-formula" aria-label={t("stage.modelGraph.formula")}>
          <pre className="formula">{node.formula}</pre>
        </figure>
      ) : null}
      <p className="quiet tabular">
        {t("stage.modelGraph.shape", { shape: node.shape })} · {weights}
      </p>
      {node.parameters.length > 0 ? (
        <fieldset className="model-graph-settings">
          <legend className="visually-hidden">{t("stage.modelGraph.settings")}</legend>
          {node.parameters.map((key) => (
            <KeyedParameter key={key} name={key} />
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}
