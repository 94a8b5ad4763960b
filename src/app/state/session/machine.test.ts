import { describe, expect, it } from "vitest";
import { IDLE, isStanding, next, type SessionEvent, type Status, shown } from "./machine.ts";

/** A status that wants to play and is about to give way: what an event says nothing of shows as still so. */
const WANTS = { wantsToPlay: true, leaving: true };

const STATUSES = {
  idle: { kind: "idle", ...WANTS },
  opening: { kind: "opening", ...WANTS },
  recovering: { kind: "recovering", ...WANTS },
  failed: { kind: "failed", trained: true, ...WANTS },
  ready: { kind: "ready", ...WANTS },
  playing: { kind: "playing", ...WANTS },
  paused: { kind: "paused", ...WANTS },
  stepping: { kind: "stepping", ...WANTS },
  finished: { kind: "finished", why: "alarm", ...WANTS },
} as const satisfies Record<string, Status>;
type Kind = keyof typeof STATUSES;

const EVENTS = {
  open: { type: "open", play: false },
  reopen: { type: "reopen", play: true },
  "opened untrained": { type: "opened", step: 0 },
  "opened trained": { type: "opened", step: 5 },
  failed: { type: "failed", step: 0 },
  lost: { type: "lost" },
  step: { type: "step" },
  stopped: { type: "stopped" },
  moved: { type: "moved" },
  "reported playing": { type: "reported", state: { kind: "playing" } },
  "reported finished": { type: "reported", state: { kind: "finished", why: "stopAt" } },
} as const satisfies Record<string, SessionEvent>;

/** What each event leads to from each status, in the order of `STATUSES`; a dot where it means nothing. */
const TABLE: Readonly<Record<keyof typeof EVENTS, string>> = {
  //                   idle    opening    recovering failed  ready      playing    paused     stepping   finished
  open: "              opening opening    opening    opening opening    opening    opening    opening    opening",
  reopen: "            opening opening    recovering opening opening    opening    opening    opening    opening",
  "opened untrained": ".       ready      ready      .       .          .          .          .          .",
  "opened trained": "  .       paused     paused     .       .          .          .          .          .",
  failed: "            .       failed     failed     .       failed     failed     failed     failed     failed",
  lost: "              .       recovering recovering .       recovering recovering recovering recovering recovering",
  step: "              .       .          .          .       stepping   stepping   stepping   stepping   stepping",
  stopped: "           .       .          .          .       .          paused     .          paused     .",
  moved: "             .       .          .          .       paused     paused     paused     paused     paused",
  "reported playing": ".       .          .          .       playing    playing    playing    playing    playing",
  "reported finished": ".      .          .          .       finished   finished   finished   finished   finished",
};

const kinds = Object.keys(STATUSES) as Kind[];
const cells = Object.entries(TABLE).flatMap(([event, row]) =>
  row
    .trim()
    .split(/\s+/)
    .map((to, i) => [event as keyof typeof EVENTS, kinds[i] as Kind, to] as const),
);

describe("the machine of a session", () => {
  it("is written down for every status and event", () => {
    expect(cells).toHaveLength(kinds.length * Object.keys(EVENTS).length);
  });

  it.each(cells)("%s, while %s, leads to: %s", (event, kind, to) => {
    const after = next(STATUSES[kind], EVENTS[event]);
    if (to === ".") expect(after).toBe(STATUSES[kind]);
    else expect(after.kind).toBe(to);
  });

  it.each(kinds)("changes nothing but the intent by Play, Pause and leaving, while %s", (kind) => {
    const { wantsToPlay, leaving, ...rest } = STATUSES[kind];
    const before = { ...rest, wantsToPlay: false, leaving: false } as Status;
    expect(next(before, { type: "play" })).toEqual({ ...before, wantsToPlay: true });
    expect(next(before, { type: "leave" })).toEqual({ ...before, leaving: true });
    expect(next({ ...before, wantsToPlay: true } as Status, { type: "pause" })).toEqual(before);
  });

  it.each(cells.filter(([event, , to]) => to !== "." && !["open", "reopen"].includes(event)))(
    "keeps what a person wants through %s, while %s, unless the worker reports otherwise",
    (event, kind) => {
      const after = next(STATUSES[kind], EVENTS[event]);
      expect(after).toMatchObject({ wantsToPlay: event !== "reported finished", leaving: true });
    },
  );

  it("forgets that a run was about to leave when another one opens, not when it is opened again", () => {
    expect(next(STATUSES.playing, EVENTS.open)).toEqual({ kind: "opening", wantsToPlay: false, leaving: false });
    expect(next(STATUSES.paused, EVENTS.reopen)).toEqual({ kind: "opening", wantsToPlay: true, leaving: true });
  });

  it("shows a run that no worker has as one that rests, and Play that waits as such", () => {
    expect(shown(IDLE)).toEqual({ phase: { kind: "opening" }, willPlay: false });
    expect(shown(STATUSES.recovering)).toEqual({ phase: { kind: "opening" }, willPlay: true });
    expect(shown(STATUSES.failed)).toEqual({ phase: { kind: "paused" }, willPlay: false });
    expect(shown({ ...STATUSES.failed, trained: false })).toEqual({ phase: { kind: "ready" }, willPlay: false });
    expect(shown(STATUSES.finished)).toEqual({ phase: { kind: "finished", why: "alarm" }, willPlay: false });
  });

  it("stands where a worker has the run", () => {
    expect(kinds.filter((kind) => isStanding(STATUSES[kind]))).toEqual(kinds.slice(4));
  });
});
