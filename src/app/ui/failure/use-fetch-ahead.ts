import { useEffect } from "react";
import { keepEverything } from "../../offline/install.ts";
import { useApp } from "../store.ts";
import { fetchParts } from "./late-part.tsx";

/** Once the first run stands, what the page may still need is fetched: its own parts, then all that works offline. */
export function useFetchAhead(): void {
  const ready = useApp((state) => state.phase.kind !== "opening");
  useEffect(() => {
    if (ready) void fetchParts().then(keepEverything);
  }, [ready]);
}
