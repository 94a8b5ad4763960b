import { expect, type Locator, type Page } from "@playwright/test";
import { en } from "../src/app/ui/i18n/en.ts";
import { zh } from "../src/app/ui/i18n/zh.ts";
import { words as recurrent } from "../src/families/recurrent/words/en.ts";
import { words as recurrentZh } from "../src/families/recurrent/words/zh.ts";
import type { Same } from "../src/schema/words.ts";

export type Language = "en" | "zh";

/** A set-up that opens and trains at once on any machine. */
export const TINY =
  "#v=1&preset=names-gru&model.units=16&model.embedding=8&training.sequenceLength=8&training.batchSize=8&sampling.count=2&sampling.maxLength=8";

/** The page as a person meets it: found by role and name alone. */
export class Playground {
  readonly page: Page;
  readonly language: Language;
  readonly words: Same<typeof en>;
  readonly family: Same<typeof recurrent>;
  readonly errors: string[] = [];

  constructor(page: Page, language: Language = "en") {
    this.page = page;
    this.language = language;
    this.words = language === "en" ? en : zh;
    this.family = language === "en" ? recurrent : recurrentZh;
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
  }

  /** Opens the page with this set-up and waits until the untrained model has spoken. */
  async open({ hash = "", query = "" }: { hash?: string; query?: string } = {}): Promise<void> {
    const language = hash === "" ? `#v=1&lang=${this.language}` : `${hash}&lang=${this.language}`;
    await this.page.goto(`./${query}${language}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.button(this.words.shell.play)).toBeVisible();
    await expect(this.table).toContainText(this.words.stage.chart.baselines.bigram, { timeout: 90_000 });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  get clock(): Locator {
    return this.page.getByRole("status", { name: this.words.shell.clock.name });
  }

  get table(): Locator {
    return this.page.getByRole("figure", { name: this.words.stage.lossCurves }).getByRole("table");
  }

  get samples(): Locator {
    return this.page.getByRole("region", { name: this.words.stage.samples });
  }

  /** Presses Play and waits until the run has gone so many steps farther than it was. */
  async play(steps = 1): Promise<void> {
    const before = await this.steps();
    await this.button(this.words.shell.play).click();
    await expect.poll(() => this.steps(), { timeout: 90_000 }).toBeGreaterThanOrEqual(before + steps);
  }

  /** Presses Pause; answers the step at which the run rests. */
  async pause(): Promise<number> {
    await this.button(this.words.shell.pause).click();
    return this.rest();
  }

  /** The step at which a run that was paused has come to rest: the last ones are drawn a frame later. */
  async rest(): Promise<number> {
    await expect(this.button(this.words.shell.play)).toBeVisible();
    let last = Number.NaN;
    await expect
      .poll(
        async () => {
          const before = last;
          last = await this.steps();
          return last === before;
        },
        { intervals: [300] },
      )
      .toBe(true);
    return last;
  }

  /** The run goes on, from wherever it is. */
  async expectTraining(): Promise<void> {
    const before = await this.steps();
    await expect.poll(() => this.steps(), { timeout: 60_000 }).toBeGreaterThan(before);
  }

  /** Beside Play. */
  get learningRate(): Locator {
    return this.page.getByRole("group", { name: this.words.shell.pace }).getByRole("slider");
  }

  /** Chooses a preset in the gallery, by the name that its card has. */
  async choosePreset(name: string): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`^${this.words.shell.preset}`) }).click();
    await this.page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  }

  /** The card of an alarm, by its name. */
  alarm(name: string): Locator {
    return this.page.getByRole("region", { name: this.words.stage.status.name }).getByText(name);
  }

  async steps(): Promise<number> {
    const text = (await this.clock.textContent()) ?? "";
    return Number((/^[\d,]+/.exec(text)?.[0] ?? "NaN").replaceAll(",", ""));
  }

  /** The last value of a line of the loss chart, by its name. */
  async value(series: string): Promise<number> {
    const row = this.table
      .getByRole("row")
      .filter({ has: this.page.getByRole("rowheader", { name: series, exact: true }) });
    const text = await row.getByRole("cell").first().textContent();
    return Number.parseFloat(text ?? "");
  }

  loss(): Promise<number> {
    return this.value(this.family.series?.loss?.name ?? "");
  }

  validation(): Promise<number> {
    return this.value(this.family.series?.["validation.loss"]?.name ?? "");
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name, exact: true });
  }
}
