import { ArrowRight, Check, CircleDashed, X } from "lucide-react";
import { lessonWords } from "../../../lessons/index.ts";
import type { Lesson, LessonStep } from "../../../schema/lesson.ts";
import type { LessonProgress } from "../../state/lessons.ts";
import { filled } from "../i18n/filled.ts";
import { useLanguage } from "../i18n/i18n.ts";
import { Button, IconButton } from "../shell/controls/button.tsx";
import { useActions, useApp } from "../store.ts";
import { LESSON_PAGE } from "./words.ts";

interface LessonStripProps {
  readonly lesson: Lesson;
  readonly progress: LessonProgress;
  readonly onPredict: (choice: string) => void;
  readonly onNext: () => void;
  readonly onLeave: () => void;
}

/** Presets that a lesson is at home in: its own, and those that it sends to. */
const homesOf = ({ preset, steps }: Lesson): ReadonlySet<string> =>
  new Set([
    preset,
    ...steps.flatMap((step) =>
      "until" in step ? step.until.flatMap((condition) => (condition.kind === "preset" ? [condition.id] : [])) : [],
    ),
  ]);

/** The step of the lesson under way: what it asks for, whether that has happened, and the way on. */
export function LessonStrip({ lesson, progress, onPredict, onNext, onLeave }: LessonStripProps) {
  const language = useLanguage();
  const page = LESSON_PAGE[language];
  const { choosePreset } = useActions();
  const preset = useApp((state) => state.preset);
  const words = lessonWords(lesson.id, language);
  const step = lesson.steps[progress.at] as LessonStep;
  const last = progress.at === lesson.steps.length - 1;
  const away = !homesOf(lesson).has(preset);
  return (
    <section className="lesson-strip" aria-label={filled(page.region, { name: words.name })}>
      <div className="lesson-head">
        <span className="lesson-kind">{page.kinds[step.kind]}</span>
        <span
          className="lesson-dots"
          role="img"
          aria-label={filled(page.step, { at: progress.at + 1, count: lesson.steps.length })}
        >
          {lesson.steps.map(({ id }, i) => (
            <i key={id} data-state={i < progress.at ? "past" : i === progress.at ? "now" : undefined} />
          ))}
        </span>
      </div>
      <div className="lesson-words">
        <p>{words.steps[step.id]?.text}</p>
        <Outcome lesson={lesson} step={step} progress={progress} onPredict={onPredict} />
      </div>
      <div className="lesson-end">
        {away ? (
          <Button small onClick={() => void choosePreset(lesson.preset, lesson.changes)}>
            {page.bringBack}
          </Button>
        ) : null}
        {step.kind === "predict" || step.kind === "why" ? null : (
          <span className="lesson-mark" data-reached={progress.reached || undefined} role="status">
            {progress.reached ? (
              <Check size="1em" aria-hidden="true" />
            ) : (
              <CircleDashed size="1em" aria-hidden="true" />
            )}
            {progress.reached ? page.reached : page.waiting}
          </span>
        )}
        <Button kind={progress.reached ? "primary" : "plain"} small disabled={!progress.reached} onClick={onNext}>
          {last ? page.finish : page.next}
          <ArrowRight size="1em" aria-hidden="true" />
        </Button>
        <IconButton label={page.leave} kind="quiet" onClick={onLeave}>
          <X size="1.05em" aria-hidden="true" />
        </IconButton>
      </div>
    </section>
  );
}

interface OutcomeProps {
  readonly lesson: Lesson;
  readonly step: LessonStep;
  readonly progress: LessonProgress;
  readonly onPredict: (choice: string) => void;
}

/** The choices of a prediction; or, where a step answers one, what was said and what was found. */
function Outcome({ lesson, step, progress, onPredict }: OutcomeProps) {
  const language = useLanguage();
  const page = LESSON_PAGE[language];
  const { steps } = lessonWords(lesson.id, language);
  if (step.kind === "predict") {
    return (
      <div className="lesson-choices">
        {step.choices.map((choice) => (
          <Button
            key={choice}
            small
            aria-pressed={progress.predicted[step.id] === choice}
            onClick={() => onPredict(choice)}
          >
            {steps[step.id]?.choices?.[choice]}
          </Button>
        ))}
      </div>
    );
  }
  if (step.kind === "why" || !step.answers || !progress.reached) return null;
  const { prediction } = step.answers;
  const [said, found] = [progress.predicted[prediction], progress.found[prediction]];
  if (!said || !found) return null;
  const before = said === found ? page.right : filled(page.wrong, { said: steps[prediction]?.choices?.[said] ?? said });
  return (
    <p className="lesson-found" data-right={said === found || undefined}>
      <strong>{before}</strong> {steps[step.id]?.found?.[found]}
    </p>
  );
}
