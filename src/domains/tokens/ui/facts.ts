import type { Formats, T } from "../../../app/ui/i18n/i18n.ts";
import { countsOf } from "../../../app/ui/recipe/facts.ts";
import type { FactsOf } from "../../ui/contract.ts";

/** Documents and characters that loaded text holds; one long text is counted by its characters. */
export function factsOf(facts: FactsOf<"tokens">, t: T, format: Formats): readonly string[] {
  const { counts, characters, domain } = facts;
  if (!characters) return countsOf(facts, t, format);
  const kinds = format.number(domain.vocabulary.length);
  const { train, validation } = characters;
  if (counts.train === 1) {
    const amounts = { train: format.number(train), validation: format.number(validation) };
    return [t("recipe.countsCharacters", amounts), t("recipe.kindsOfCharacters", { kinds })];
  }
  return [...countsOf(facts, t, format), t("recipe.characters", { total: format.number(train + validation), kinds })];
}
