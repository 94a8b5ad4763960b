/** Tests speak both languages without waiting for either. */
import { LANGUAGES } from "../../../../schema/words.ts";
import { bringFamilyWords, i18n, showLanguage } from "../i18n.ts";

for (const language of LANGUAGES) {
  await showLanguage(language, []);
  await bringFamilyWords(language);
}
await i18n.changeLanguage("en");
