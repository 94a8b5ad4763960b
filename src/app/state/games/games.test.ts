import { describe, expect, it } from "vitest";
import { judgeOf } from "../../../catalog/games.ts";
import { defaultConfig } from "../../../catalog/presets.ts";
import { randomStream } from "../../../core/random.ts";
import type { Sample } from "../../../schema/domain.ts";
import type { ImagesView, TextSample, ViewData } from "../../../schema/view.ts";
import { criticResult, prepareCritic } from "./critic.ts";
import { deal } from "./deal.ts";
import { exhibitsFrom } from "./exhibits.ts";
import { fooled, prepareFool, scoreAt } from "./fool.ts";
import { guessResult, prepareGuess } from "./guess.ts";
import type { Guest } from "./guest.ts";
import { drawLine, takesForMade } from "./judge.ts";
import { askLabels, posterior } from "./language.ts";
import { countLetters } from "./letters.ts";
import { nearest } from "./measures.ts";
import { bestOf, keepBest } from "./scores.ts";

const same = (text: string) => text;
const numbered = (word: string, count: number) => Array.from({ length: count }, (_, i) => `${word}${i}`);

describe("a deal", () => {
  const dealt = (seed: number) => deal(numbered("r", 40), numbered("m", 40), 20, same, randomStream(seed, "deal"));

  it("has ten real and ten made ones, none of them twice, in an order that a seed decides", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { cards, rest } = dealt(seed);
      expect(cards.filter(({ made }) => made)).toHaveLength(10);
      expect(cards.filter(({ made }) => !made)).toHaveLength(10);
      expect(cards.every(({ sample, made }) => sample.startsWith(made ? "m" : "r"))).toBe(true);
      const all = [...cards.map(({ sample }) => sample), ...rest.real, ...rest.made];
      expect(new Set(all).size).toBe(80);
      expect(dealt(seed)).toEqual(dealt(seed));
    }
    expect(dealt(1).cards).not.toEqual(dealt(2).cards);
  });

  it("asks about nothing that is both, and about fewer where there are fewer", () => {
    const { cards } = deal(["a", "b", "b"], ["b", "c", "c", "d", "e"], 20, same, randomStream(1, "deal"));
    expect(cards.map(({ sample }) => sample).sort()).toEqual(
      [...cards]
        .map(({ sample }) => sample)
        .filter((sample, i, all) => all.indexOf(sample) === i)
        .sort(),
    );
    expect(cards.filter(({ made }) => made)).toHaveLength(2);
    expect(cards.filter(({ made }) => !made)).toHaveLength(2);
    expect(cards.some(({ sample, made }) => made && sample === "b")).toBe(false);
  });
});

describe("a judge's line", () => {
  it("lies between what is apart, and knows which side is real", () => {
    expect(drawLine([5, 6, 7], [1, 2, 3])).toEqual({ at: 4, real: "above", means: { real: 6, made: 2 } });
    expect(drawLine([1, 2, 3], [5, 6, 7])).toMatchObject({ at: 4, real: "below" });
  });

  it("keeps to the side that it is told", () => {
    const line = drawLine([1, 2, 3], [5, 6, 7], "above");
    expect(line.real).toBe("above");
    expect(takesForMade(line, line.at - 1)).toBe(true);
    expect(takesForMade(line, line.at + 1)).toBe(false);
  });

  it("tells as many apart as can be told where both overlap", () => {
    const line = drawLine([1, 4, 5, 6], [0, 2, 3, 7]);
    expect(line).toMatchObject({ at: 3.5, real: "above" });
  });
});

describe("counted letters", () => {
  it("sum to one over all that may follow", () => {
    const letters = countLetters(["ab", "abc"]);
    // The end, a, b, c, and whatever was never seen.
    const first = ["", "a", "b", "c", "x"].map(
      (letter) => 2 ** (letters.logOf(letter) - (letter ? letters.logOf(letter) : 0)),
    );
    expect(first[0]).toBeLessThan(1);
    expect(letters.bitsEach("abc")).toBeLessThan(letters.bitsEach("cba"));
  });

  it("find the language whose names a name is like", () => {
    const [finnish, polish] = [
      countLetters(["aino", "eino", "väinö", "heino"]),
      countLetters(["kazimierz", "wojciech"]),
    ];
    const of = (text: string) => posterior([finnish.logOf(text), polish.logOf(text)]);
    expect(of("reino")[0]).toBeGreaterThan(0.9);
    expect(of("sławomierz")[1]).toBeGreaterThan(0.9);
  });
});

describe("questions of labels", () => {
  const texts = ["a", "b", "c", "d", "e"].flatMap((label) => numbered(label, 8).map((text) => ({ text, label })));
  // A name that two languages share.
  const shared = { text: "shared", label: "a" };
  const all = [...texts, shared, { ...shared, label: "b" }];

  it("are each of another text, with four choices of which the right one is one", () => {
    for (const seed of [1, 2, 3]) {
      const questions = askLabels(all, { count: 10, choices: 4, stream: randomStream(seed, "q") });
      expect(questions).toHaveLength(10);
      expect(new Set(questions.map(({ text }) => text)).size).toBe(10);
      // Ten questions of five languages: two of each.
      const counts = new Map<string, number>();
      for (const { answer } of questions) counts.set(answer, (counts.get(answer) ?? 0) + 1);
      expect([...counts.values()]).toEqual([2, 2, 2, 2, 2]);
      for (const { text, choices, answer } of questions) {
        expect(new Set(choices).size).toBe(4);
        expect(choices).toContain(answer);
        if (text === "shared") expect(choices.includes("a") && choices.includes("b")).toBe(false);
      }
    }
  });

  it("put the right one at every place", () => {
    const places = [1, 2, 3, 4].flatMap((seed) =>
      askLabels(all, { count: 10, choices: 4, stream: randomStream(seed, "q") }).map(({ choices, answer }) =>
        choices.indexOf(answer),
      ),
    );
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]));
  });
});

const written = (text: string, more: Partial<TextSample> = {}): TextSample => ({
  ...{ text, promptLength: 0, confidence: [], finished: true },
  ...more,
});

/** A model that writes words of m, gives them a bit a letter and real ones three. */
function guest(preset: string, made: ViewData, real: readonly Sample[]): Guest {
  const config = defaultConfig(preset);
  return {
    ...{ config, step: 100, made: async () => made, browse: async () => real, close: () => {} },
    facts: {
      id: "t",
      domain: { kind: "tokens", vocabulary: ["\n"] },
      labels: ["x", "y"],
      counts: { train: 9, validation: 9 },
      baselines: [],
    },
    view: async (query, sampling) => {
      const text = query.source === "text" ? query.text : "";
      const cost = text.startsWith("m") || text.startsWith(String(sampling?.label)) ? 1 : 3;
      return { kind: "probabilities", text: [...text], first: [], next: [], bits: [...text].map(() => cost) };
    },
  };
}

describe("a game of the critic", () => {
  const made: ViewData = {
    kind: "text",
    samples: [...numbered("m", 40).map((text) => written(`${text}\n`)), written("copy", { copied: true })],
  };
  const real = numbered("r", 60).map((text): Sample => ({ kind: "tokens", text }));

  it("has the model judge by what each sample costs it, on others than those that are asked about", async () => {
    const game = await prepareCritic(guest("names-gru", made, real), 7);
    expect(game?.judge).toEqual({ kind: "likelihood", line: { at: 2, real: "above", means: { real: 3, made: 1 } } });
    expect(game?.cards).toHaveLength(20);
    expect(game?.cards.every((card) => card.made === card.saysMade)).toBe(true);
    expect(game?.cards.some(({ sample }) => sample.kind === "text" && /copy|\n/.test(sample.text))).toBe(false);
  });

  it("counts right answers, and none for what was not answered", async () => {
    const game = await prepareCritic(guest("names-gru", made, real), 7);
    const cards = game?.cards ?? [];
    expect(
      criticResult(
        cards,
        cards.map((card) => card.made),
      ),
    ).toEqual({ right: 20, judge: 20, of: 20 });
    expect(
      criticResult(
        cards,
        cards.map((card) => !card.made),
      ).right,
    ).toBe(0);
    expect(
      criticResult(
        cards,
        cards.slice(0, 5).map((card) => card.made),
      ).right,
    ).toBe(5);
  });

  it("is none where there is too little of either", async () => {
    expect(await prepareCritic(guest("names-gru", made, real.slice(0, 1)), 7)).toBeNull();
  });

  it("is judged by the critic of a GAN, by likelihood, by letters or by the nearest picture", () => {
    expect(judgeOf(defaultConfig("names-gan"))).toBe("critic");
    expect(judgeOf(defaultConfig("glyphs-gan"))).toBe("critic");
    expect(judgeOf(defaultConfig("names-gpt"))).toBe("likelihood");
    expect(judgeOf(defaultConfig("names-vae"))).toBe("letters");
    expect(judgeOf(defaultConfig("glyphs-vae"))).toBe("nearest");
    expect(judgeOf(defaultConfig("emoji-diffusion"))).toBe("nearest");
  });
});

describe("exhibits", () => {
  it("of long texts are beginnings of like length, real and made", () => {
    const long = (word: string) => Array(40).fill(word).join(" ");
    const { real, made } = exhibitsFrom(
      ["alpha", "bravo", "gamma"].map((word) => ({ kind: "tokens", text: long(word) })),
      { kind: "text", samples: [written(long("delta")), written("short")] },
    );
    expect([...real, ...made].map((one) => one.kind === "text" && one.text.length)).toEqual([89, 89, 89, 89]);
  });

  it("of pictures are bytes, wherever they come from", () => {
    const view: ImagesView = {
      kind: "images",
      height: 1,
      width: 2,
      channels: 1,
      count: 2,
      pixels: Uint8Array.of(0, 255, 51, 0),
    };
    const { real, made } = exhibitsFrom([{ kind: "image", pixels: Float32Array.of(1, 0.2) }], view);
    const bytes = [...real, ...made].map((one) => one.kind === "picture" && [...one.pixels]);
    expect(bytes).toEqual([
      [255, 51],
      [0, 255],
      [51, 0],
    ]);
  });

  it("are as far from the nearest known picture as their values differ", () => {
    const known = [Float32Array.of(1, 1), Float32Array.of(0, 0.6)];
    expect(nearest(Uint8Array.of(0, 255), known)).toBeCloseTo(Math.sqrt(0.16 / 2), 6);
  });
});

describe("a game of languages", () => {
  const real = ["x", "y", "z", "v", "w"].flatMap((label) =>
    numbered(label, 4).map((text): Sample => ({ kind: "tokens", text, label })),
  );

  it("asks the model how likely it would write the name in each language", async () => {
    const game = await prepareGuess(guest("names-gru", { kind: "text", samples: [] }, real), 3);
    expect(game?.rival).toBe("model");
    expect(game?.guesses).toHaveLength(10);
    // Three characters and the end of the name at one bit rather than three.
    for (const { chances, choices, answer } of game?.guesses ?? [])
      expect(chances[choices.indexOf(answer)]).toBeCloseTo(64 / 67, 6);
    expect(guessResult(game?.guesses ?? [], [])).toEqual({ right: 0, rival: 10, of: 10 });
  });
});

describe("a game of the generator", () => {
  // Four cells: the critic believes what lies in the upper half.
  const field = { columns: 2, rows: 2, values: Float32Array.of(1, 1, -1, -1), role: "critic", range: [-1, 1] } as const;
  const bounds = [0, 0, 10, 10] as const;

  it("counts points that the critic takes for real, those in one place once", () => {
    expect(scoreAt(field, bounds, [1, 9])).toBe(1);
    expect(scoreAt(field, bounds, [1, 1])).toBe(-1);
    const points = [
      [1, 9],
      [1.2, 9.1],
      [5, 9],
      [5, 1],
    ] as const;
    expect(fooled({ field, bounds, line: 0 }, points)).toEqual([true, false, true, false]);
  });

  it("is laid out by what the critic gives real points and those that the model makes", async () => {
    const points = (y: number) => Float32Array.from({ length: 40 }, (_, i) => (i % 2 ? y : i / 5));
    const invited = guest("eight-gan", { kind: "text", samples: [] }, []);
    const view: Guest["view"] = async () => ({
      ...{ kind: "scatter", bounds, field },
      layers: [
        { role: "truth", points: points(9) },
        { role: "generator", points: points(1) },
      ],
    });
    const game = await prepareFool({ ...invited, view }, 5);
    expect(game).toMatchObject({ line: 0, step: 100 });
    expect(game?.made).toHaveLength(8);
    expect(game && fooled(game, game.made)).toEqual(Array(8).fill(false));
    expect(game?.start.every(([x, y]) => x >= 0 && x <= 10 && y >= 0 && y <= 10)).toBe(true);
  });
});

describe("best results", () => {
  it("stay until a better one, and survive what cannot be read", () => {
    const kept = new Map<string, string>([["inkling.games", "{broken"]]);
    const values = {
      get: (key: string) => kept.get(key) ?? null,
      set: (key: string, value: string) => void kept.set(key, value),
    };
    expect(bestOf(values, "critic.a")).toBeNull();
    expect(keepBest(values, "critic.a", { right: 12, of: 20 })).toBe(true);
    expect(keepBest(values, "critic.a", { right: 12, of: 20 })).toBe(false);
    expect(keepBest(values, "critic.a", { right: 13, of: 20 })).toBe(true);
    expect(keepBest(values, "critic.b", { right: 1, of: 20 })).toBe(true);
    expect(bestOf(values, "critic.a")).toEqual({ right: 13, of: 20 });
    kept.set("inkling.games", JSON.stringify({ "critic.a": { right: 99, of: 20 } }));
    expect(bestOf(values, "critic.a")).toBeNull();
  });
});
