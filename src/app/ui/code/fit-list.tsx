import type { Adopted } from "../../../catalog/project.ts";
import type { Fit } from "../../../export/torch/weights.ts";
import { filled } from "../i18n/filled.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { codeWords } from "./words.ts";

const shapeOf = (shape: readonly number[]) => `[${shape.join(", ")}]`;

/** What came of weights from elsewhere, weight by weight. */
export function FitList({ adopted: { fits, unknown } }: { readonly adopted: Adopted }) {
  const words = codeWords[useLanguage()];
  const said = ({ shape, given, used }: Fit) => {
    if (used) return words.taken;
    if (given === null) return words.missing;
    if (String(given) === String(shape)) return words.layer;
    return filled(words.shape, { given: shapeOf(given), wanted: shapeOf(shape) });
  };
  const rows = [
    ...fits.filter(({ used }) => !used).map((fit) => [fit.name, said(fit)] as const),
    ...unknown.map((name) => [name, words.unknown] as const),
    ...fits.filter(({ used }) => used).map((fit) => [fit.name, said(fit)] as const),
  ];
  return (
    <details className="code-fits" open={rows.length > fits.length || fits.some(({ used }) => !used)}>
      <summary>{words.fitting}</summary>
      <ul aria-label={words.fitting}>
        {rows.map(([name, why]) => (
          <li key={name}>
            <code>{name}</code> <span className="quiet">{why}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
