import { section } from "../../config/config.ts";
import { datasets } from "../../config/registry.ts";
import { defaultsOf } from "../../spec/parameter.ts";
import { useAppShallow } from "../store.ts";

/** Real samples of a dataset: with the parameters that the controls show, or its defaults while it is not chosen. */
export function usePreview(id: string): readonly string[] {
  return useAppShallow(({ config }) => {
    const manifest = datasets[id]?.manifest;
    if (!manifest) return [];
    return manifest.preview(config["data.set"] === id ? section(config, "data") : defaultsOf(manifest.parameters));
  });
}
