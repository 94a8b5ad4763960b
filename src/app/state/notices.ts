import type { Fault } from "../../core/errors.ts";
import type { Notice, NoticeState } from "./state.ts";

/** Tells the visitor what was dealt with; one notice of a code stands at a time. */
export type Notify = (fault: Fault, action?: Notice["action"]) => void;

export function createNotices({ get, set }: { get: () => NoticeState; set: (change: NoticeState) => void }) {
  let newest = 0;
  const notify: Notify = (fault, action) => {
    const notice = { id: ++newest, fault, ...(action ? { action } : {}) };
    const others = get().notices.filter((other) => other.fault.code !== fault.code);
    set({ notices: [...others, notice].slice(-4) });
  };
  const dismissNotice = (id: number): void => set({ notices: get().notices.filter((notice) => notice.id !== id) });
  return { notify, actions: { dismissNotice } };
}
