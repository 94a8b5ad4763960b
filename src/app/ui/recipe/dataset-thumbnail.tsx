import { Plus } from "lucide-react";
import { section } from "../../../catalog/config.ts";
import { datasets } from "../../../catalog/registry.ts";
import { domainUi } from "../../../domains/ui/registry.ts";
import { defaultsOf, type Values } from "../../../schema/parameter.ts";
import { useAppShallow } from "../store.ts";

/** Real samples of a dataset as its card shows them. */
export function DatasetThumbnail({ id }: { readonly id: string }) {
  const values = useAppShallow(({ config }) => valuesOf(id, config));
  const manifest = datasets[id];
  if (!manifest) return null;
  const { Thumbnail } = domainUi(manifest.domain);
  return (
    <span className="dataset-thumbnail" aria-hidden="true">
      {manifest.own === "brought" ? (
        <Plus className="dataset-plus" />
      ) : (
        <Thumbnail manifest={manifest} values={values} />
      )}
    </span>
  );
}

/** The dataset's parameters as the controls show them, or its defaults while it is not chosen. */
function valuesOf(id: string, config: Values): Values {
  const manifest = datasets[id];
  return config["data.set"] === id || !manifest ? section(config, "data") : defaultsOf(manifest.parameters);
}
