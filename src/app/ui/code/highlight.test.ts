import { expect, it } from "vitest";
import { piecesOf } from "./highlight.ts";

const kinds = (line: string, name = "model.py") =>
  piecesOf([line], name)[0]?.map(({ kind, text }) => `${kind} ${text}`);
const firstKinds = (lines: readonly string[], name: string) => piecesOf(lines, name).map((line) => line[0]?.kind);

it("tells keywords, strings and comments from the rest, and loses nothing", () => {
  expect(kinds('x = "a # b" if y else 2  # why "so"')).toEqual([
    ...["plain x", "plain  = ", 'string "a # b"', "plain  ", "keyword if", "plain  ", "plain y", "plain  "],
    ...["keyword else", "plain  2  ", 'comment # why "so"'],
  ]);
});

it("takes docstrings for strings, also where they go over several lines", () => {
  const lines = ['"""One."""', '"""Two', "lines if", 'and an end."""', "if"];
  expect(firstKinds(lines, "model.py")).toEqual(["string", "string", "string", "string", "keyword"]);
});

it("reads JavaScript too", () => {
  expect(kinds("const x = `a // b` / y; // why", "model.js")).toEqual([
    ...["keyword const", "plain  ", "plain x", "plain  = ", "string `a // b`", "plain  ", "plain /", "plain  "],
    ...["plain y", "plain ; ", "comment // why"],
  ]);
  const lines = ["/** One. */", "/**", " * if", " */", "if"];
  expect(firstKinds(lines, "model.js")).toEqual(["comment", "comment", "comment", "comment", "keyword"]);
});
