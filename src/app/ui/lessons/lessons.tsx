import { useStore } from "zustand";
import { lessons } from "../../../lessons/index.ts";
import { localValues } from "../../state/browser.ts";
import { createLessons, type Lessons as LessonState } from "../../state/lessons.ts";
import { type App, useActions, useAppContext } from "../store.ts";
import { adopt } from "../styles/adopt.ts";
import { LessonList } from "./lesson-list.tsx";
import { LessonStrip } from "./lesson-strip.tsx";
import lessonsStyles from "./lessons.css?inline";

adopt(lessonsStyles);

const created = new WeakMap<App["store"], LessonState>();

/** One for each page; it watches from when it is first asked for. */
function useLessons(): LessonState {
  const { store } = useAppContext();
  const found = created.get(store) ?? createLessons(store, lessons, localValues);
  created.set(store, found);
  return found;
}

interface LessonsProps {
  /** Whether the list of all is shown. */
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The lesson under way, in a strip under the top bar, and the list of all lessons in a dialog. */
export default function Lessons({ open, onOpen, onClose }: LessonsProps) {
  const state = useLessons();
  const { choosePreset } = useActions();
  const progress = useStore(state.progress);
  const lesson = lessons.find(({ id }) => id === progress.lesson);
  return (
    <>
      {lesson ? (
        <LessonStrip
          lesson={lesson}
          progress={progress}
          onPredict={state.predict}
          onNext={() => {
            state.next();
            if (!state.progress.getState().lesson) onOpen();
          }}
          onLeave={state.leave}
        />
      ) : null}
      {open ? (
        <LessonList
          lessons={lessons}
          progress={progress}
          onClose={onClose}
          onStart={(chosen) => {
            onClose();
            if (chosen.id === progress.lesson) return;
            void choosePreset(chosen.preset, chosen.changes).then(() => state.start(chosen));
          }}
        />
      ) : null}
    </>
  );
}
