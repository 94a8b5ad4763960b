import type { TextSteps } from "../../../own/text/clean.ts";
import type { TextPreview as Preview } from "../../../own/text/importer.ts";
import { filled } from "../i18n/filled.ts";
import { useFormat, useLanguage } from "../i18n/i18n.ts";
import { ownWords } from "./words.ts";

/** What cleaning makes of a text: how much is left, and the first lines before and after. */
export function TextPreview({ preview, form }: { readonly preview: Preview; readonly form: TextSteps["form"] }) {
  const words = ownWords(useLanguage());
  const format = useFormat();
  const { counts, labels, pairs } = preview;
  const blanks = { amount: format.number(preview.amount), characters: format.number(preview.characters) };
  const leftOut = (["repeated", "empty", "tooLong"] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => filled(words[key], { count: format.number(counts[key]) }));
  return (
    <div className="own-preview">
      <p role="status">
        {filled(form === "lines" ? words.amountLines : words.amountPassage, blanks)}
        {labels.length > 0 ? ` · ${filled(words.labels, { count: format.number(labels.length) })}` : ""}
        {leftOut.length > 0 ? ` · ${filled(words.leftOut, { list: leftOut.join(" · ") })}` : ""}
        {counts.folded > 0 ? ` ${filled(words.folded, { count: format.number(counts.folded) })}` : ""}
      </p>
      {pairs.length > 0 ? (
        <table className="own-pairs">
          <caption className="visually-hidden">{words.preview}</caption>
          <tbody>
            {pairs.map(([before, after], i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
              <tr key={i}>
                <td dir="auto" className={before === after ? undefined : "own-changed"}>
                  {before}
                </td>
                <td aria-hidden="true">→</td>
                <td dir="auto">{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}
