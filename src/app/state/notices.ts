import type { Fault } from "../../core/errors.ts";
import type { Notice, NoticeState } from "./state.ts";

export interface NoticeActions {
  dismissNotice(id: number): void;
}

/** Tells the visitor what was dealt with; one notice of a code stands at a time. */
export type Notify = (fault: Fault, action?: Notice["action"]) => void;

interface Slice {
  readonly get: () => NoticeState;
  readonly set: (change: NoticeState) => void;
}

export function createNotices({ get, set }: Slice): { readonly notify: Notify; readonly actions: NoticeActions } {
  let newest = 0;
  return {
    notify(fault, action) {
      const notice = { id: ++newest, fault, ...(action ? { action } : {}) };
      const others = get().notices.filter((other) => other.fault.code !== fault.code);
      set({ notices: [...others, notice].slice(-4) });
    },
    actions: {
      dismissNotice: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    },
  };
}
