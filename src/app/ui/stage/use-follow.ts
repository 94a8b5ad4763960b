import { useEffect } from "react";
import type { PreviewSubject } from "../../../worker/api.ts";
import { useActions } from "../store.ts";

/** Has the worker show this several times a second for as long as the component is there; nothing where `null`. */
export function useFollow(subject: PreviewSubject | null): void {
  const { follow } = useActions();
  const key = JSON.stringify(subject);
  useEffect(() => {
    const wanted = JSON.parse(key) as PreviewSubject | null;
    if (!wanted) return;
    follow(wanted);
    return () => follow(null);
  }, [key, follow]);
}
