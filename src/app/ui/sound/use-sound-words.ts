import { useLanguage } from "../i18n/i18n.ts";
import { SOUND_WORDS } from "./words.ts";

export const useSoundWords = (): (typeof SOUND_WORDS)["zh"] => SOUND_WORDS[useLanguage()];
