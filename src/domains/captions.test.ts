import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { CAPTION_WORDS } from "../core/captionWords.ts";
import { randomStream } from "../core/random.ts";
import { openBackend } from "../engine/index.ts";
import { captionRows, captionTable, someWords, vocabularyOf, wantedCaptions } from "./captions.ts";
import { textFacts, textRows, wordsAt } from "./texts.ts";

beforeAll(() => openBackend("cpu", { onFault: () => {}, onLost: () => {} }));

const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());

describe("captions", () => {
  it("have the words that three of them have, in any wording, the most frequent first", () => {
    const captions = [["red heart", "红心"], ["red apple", "红苹果"], ["red Heart", "红"], ["heart"], ["apple"]];
    expect(vocabularyOf(captions)).toEqual(["heart", "red", "红"]);
  });

  it("are rows of known words, each once, and then the number of none", () => {
    const rows = captionRows(["red", "heart", "红"], ["Hearts, red red moon", "红心"]);
    const none = Array<number>(CAPTION_WORDS).fill(3);
    expect([...rows]).toEqual([1, 0, ...none.slice(2), 2, ...none.slice(1)]);
  });

  it("are those of held-out examples in turns unless one is typed", () => {
    const facts = {
      words: ["a"],
      examples: [
        { text: "a", label: 1 },
        { text: "b", label: 0 },
      ],
    };
    expect(wantedCaptions(facts, " ", 3).map(({ text }) => text)).toEqual(["a", "b", "a"]);
    expect(wantedCaptions(facts, "moon", 2).map(({ text }) => text)).toEqual(["moon", "moon"]);
  });

  it("become the sum of their words' vectors over the root of how many there are, in the saved layers too", async () => {
    const table = captionTable(
      { words: 3, labelWidth: 2 },
      { name: "caption", input: "words", stream: randomStream(1, "words") },
    );
    const model = tf.model({ inputs: [...table.inputs], outputs: table.vector });
    model.setWeights([tf.tensor2d([1, 2, 3, 4, 5, 6, 90, 90], [4, 2])]);
    const rows = tf.tensor2d(captionRows(["red", "heart", "红"], ["red heart", "moon"]), [2, CAPTION_WORDS], "int32");
    const expected = [4 / Math.SQRT2, 6 / Math.SQRT2, 0, 0].map((each) => expect.closeTo(each, 5));
    expect(numbers(table.vectorOf(rows))).toEqual(expected);
    const shares = tf.tensor2d(
      [...[1, 1].map((each) => each / Math.SQRT2), ...Array<number>(2 * CAPTION_WORDS - 2).fill(0)],
      [2, CAPTION_WORDS],
    );
    expect(numbers(model.predict([rows, shares]) as tf.Tensor)).toEqual(expected);
  });

  it("lack the words that chance hides while a model learns", () => {
    const rows = tf.tensor2d([0, 1, 2, 2], [1, 4], "int32");
    const noise = { normal: () => tf.zeros([1]), uniform: () => tf.tensor2d([0.1, 0.9, 0.1, 0.9], [1, 4]) };
    expect(numbers(someWords(rows, 2, noise))).toEqual([2, 1, 2, 2]);
  });
});

describe("texts", () => {
  it("are rows of the words that two of the training part have, each with an end", () => {
    const facts = textFacts([["food red apple", "food apple", "A x"], ["food pie"]]);
    expect(facts).toEqual({ words: ["", "apple", "food"], length: 3 });
    const rows = textRows(facts, ["food red apple", "pie"]);
    expect([...rows]).toEqual([2, 1, 0, 0, 0, 0]);
    expect(wordsAt(facts, rows.subarray(0, 3))).toEqual(["food", "apple"]);
  });

  it("tell capital letters that are all of a text from small ones", () => {
    expect(textFacts([["A ", "A ", "a ", "a "], []]).words).toEqual(["", "A", "a"]);
  });
});
