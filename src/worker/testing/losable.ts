/// <reference lib="webworker" />

/** The page's worker, whose device goes away when it is told to. */
import { loseBackend } from "../../engine/backends/testing/lose.ts";
import "../worker.ts";

addEventListener("message", ({ data }) => {
  if (data === "lose") loseBackend();
});
