import type { Lesson, LessonWords } from "../schema/lesson.ts";
import type { Language } from "../schema/words.ts";

/** All lessons, in the order in which one thing leads to the next. */
export const lessons: readonly Lesson[] = Object.values(
  import.meta.glob<Lesson>("./*/lesson.ts", { eager: true, import: "lesson" }),
).sort((a, b) => a.order - b.order);

const WORDS: Readonly<Record<Language, Readonly<Record<string, LessonWords>>>> = {
  en: import.meta.glob<LessonWords>("./*/words/en.ts", { eager: true, import: "words" }),
  zh: import.meta.glob<LessonWords>("./*/words/zh.ts", { eager: true, import: "words" }),
};

/** @throws Error where a lesson has no words in a language. */
export function lessonWords(id: string, language: Language): LessonWords {
  const words = WORDS[language][`./${id}/words/${language}.ts`];
  if (!words) throw new Error(`the lesson ${id} has no words in ${language}`);
  return words;
}
