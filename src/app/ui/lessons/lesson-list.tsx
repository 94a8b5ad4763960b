import { Check } from "lucide-react";
import { useId } from "react";
import { lessonWords } from "../../../lessons/index.ts";
import type { Lesson } from "../../../schema/lesson.ts";
import type { LessonProgress } from "../../state/lessons.ts";
import { GameCards } from "../games/game-cards.tsx";
import { filled } from "../i18n/filled.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Button } from "../shell/controls/button.tsx";
import { Dialog } from "../shell/controls/dialog.tsx";
import { LESSON_PAGE } from "./words.ts";

interface LessonListProps {
  readonly lessons: readonly Lesson[];
  readonly progress: LessonProgress;
  readonly onStart: (lesson: Lesson) => void;
  readonly onClose: () => void;
}

export function LessonList({ lessons, progress, onStart, onClose }: LessonListProps) {
  const page = LESSON_PAGE[useLanguage()];
  return (
    <Dialog title={page.title} onClose={onClose} wide>
      <p className="quiet">{page.intro}</p>
      <ol className="lesson-list">
        {lessons.map((lesson) => (
          <Item key={lesson.id} lesson={lesson} progress={progress} onStart={() => onStart(lesson)} />
        ))}
      </ol>
      <GameCards onChoose={onClose} />
    </Dialog>
  );
}

interface ItemProps {
  readonly lesson: Lesson;
  readonly progress: LessonProgress;
  readonly onStart: () => void;
}

function Item({ lesson, progress, onStart }: ItemProps) {
  const id = useId();
  const language = useLanguage();
  const page = LESSON_PAGE[language];
  const { name, summary } = lessonWords(lesson.id, language);
  const done = progress.done.includes(lesson.id);
  const underWay = progress.lesson === lesson.id;
  return (
    <li className="lesson-item">
      <div>
        <h3 id={id}>
          {name}
          {done ? (
            <span className="lesson-done">
              <Check size="1em" aria-hidden="true" /> {page.done}
            </span>
          ) : null}
        </h3>
        <p>{summary}</p>
        <small className="quiet">
          {filled(page.minutes, { count: lesson.minutes })}
          {underWay ? ` · ${page.underWay}` : ""}
        </small>
      </div>
      <Button kind={underWay || !done ? "primary" : "plain"} aria-describedby={id} onClick={onStart}>
        {underWay ? page.goOn : done ? page.again : page.start}
      </Button>
    </li>
  );
}
