/** Playwright's `test`, in which the page's run rests between its rounds. */
import { type BrowserContext, test as base } from "@playwright/test";

/** Between two rounds of training, which take about 25 ms. */
const REST_MS = 100;

/**
 * Before the worker's own code: the message to itself with which its loop lets others in (`training/yieldToEventLoop.ts`) comes
 * late. Steps, messages and their order stay what they are.
 */
const resting = `{
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, options) {
    if (message === null) setTimeout(() => post.call(this, null), ${REST_MS});
    else post.call(this, message, options);
  };
}
`;

const bodies = new Map<string, string>();

/** A run that nobody measures would take every core, and whatever a test does in the page beside it would wait. */
async function restBetweenRounds(context: BrowserContext): Promise<void> {
  await context.route(/\/assets\/worker-[\w-]+\.js$/, async (route) => {
    const url = route.request().url();
    const response = await route.fetch();
    if (!response.ok()) return route.fulfill({ response });
    const body = bodies.get(url) ?? resting + (await response.text());
    bodies.set(url, body);
    return route.fulfill({ response, body });
  });
}

export const test = base.extend<{ readonly pace: "resting" | "full" }>({
  pace: ["resting", { option: true }],
  context: async ({ context, pace }, use) => {
    if (pace === "resting") await restBetweenRounds(context);
    await use(context);
  },
});
