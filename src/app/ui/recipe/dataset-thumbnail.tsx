import { section } from "../../../catalog/config.ts";
import { datasets } from "../../../catalog/registry.ts";
import { defaultsOf, type Values } from "../../../schema/parameter.ts";
import { useApp, useAppShallow } from "../store.ts";

/** Real samples of a dataset as its card shows them: lines of text, a picture, or points. */
export function DatasetThumbnail({ id }: { readonly id: string }) {
  const values = useAppShallow(({ config }) => valuesOf(id, config));
  const manifest = datasets[id];
  const thumbnail = manifest?.thumbnail?.(values);
  switch (thumbnail?.kind) {
    case "picture":
      return (
        <span className="dataset-thumbnail dataset-picture" aria-hidden="true">
          <img src={thumbnail.path} alt="" loading="lazy" decoding="async" />
        </span>
      );
    case "points":
      return (
        <span className="dataset-thumbnail dataset-picture" aria-hidden="true">
          <svg viewBox="-1.1 -1.1 2.2 2.2" aria-hidden="true">
            {thumbnail.points.map(([x, y]) => (
              <circle key={`${x} ${y}`} cx={x} cy={-y} r={0.045} fill="var(--truth)" />
            ))}
          </svg>
        </span>
      );
    case undefined:
      return <TextPicture id={id} />;
    default:
      return thumbnail satisfies never;
  }
}

function TextPicture({ id }: { readonly id: string }) {
  const lines = useApp(({ config }) => datasets[id]?.preview(valuesOf(id, config)).slice(0, 4).join("\n") ?? "");
  return (
    <span className="dataset-thumbnail" aria-hidden="true">
      {lines.split("\n").map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}

/** The dataset's parameters as the controls show them, or its defaults while it is not chosen. */
function valuesOf(id: string, config: Values): Values {
  const manifest = datasets[id];
  return config["data.set"] === id || !manifest ? section(config, "data") : defaultsOf(manifest.parameters);
}
