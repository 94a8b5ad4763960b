import { useEffect } from "react";
import { chosen } from "../../../catalog/parameters.ts";
import { datasets } from "../../../catalog/registry.ts";
import { useActions, useAppContext } from "../store.ts";

const endsIn = (name: string, end: string): boolean => name.toLowerCase().endsWith(end);

/**
 * Files that are dropped anywhere on the page become data of one's own, of the kind that the page shows; a run's file opens
 * the run.
 */
export function useDrop(): void {
  const { store } = useAppContext();
  const { bring, openRunFile } = useActions();
  useEffect(() => {
    const over = (event: DragEvent) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      const run = files.find(({ name }) => name.endsWith(".inkling"));
      if (run) {
        void openRunFile(run);
        return;
      }
      const { domain } = chosen(store.getState().config).dataset;
      const brought = Object.values(datasets).filter((set) => set.own === "brought");
      const named = (ends: readonly string[]) => files.some(({ name }) => ends.some((end) => endsIn(name, end)));
      const own =
        brought.find((set) => set.files && named(set.files)) ??
        brought.find((set) => set.domain === domain && !set.files);
      if (own) bring(own.id, files);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, [store, bring, openRunFile]);
}
