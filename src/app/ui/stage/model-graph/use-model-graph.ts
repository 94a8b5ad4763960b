import { useMemo } from "react";
import { modelValues } from "../../../../catalog/config.ts";
import { modelGraphOf } from "../../../../catalog/modelGraphs.ts";
import { batchShapeOf, chosen } from "../../../../catalog/parameters.ts";
import { exactTraits } from "../../../../schema/domain.ts";
import type { ModelGraph } from "../../../../schema/modelGraph.ts";
import { useApp } from "../../store.ts";
import { ofTheRun } from "../family.tsx";

/** The picture of the method as the run in the worker has it; `null` until the data is known. */
export function useModelGraph(): ModelGraph | null {
  const config = useApp(ofTheRun);
  const facts = useApp((state) => state.facts);
  return useMemo(() => {
    const { domain, family } = chosen(config);
    if (!facts) return null;
    const traits = exactTraits(domain, facts.domain);
    return modelGraphOf(family.id)(modelValues(config), { facts, traits }, batchShapeOf(config));
  }, [config, facts]);
}
