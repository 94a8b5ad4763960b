import { expect, it } from "vitest";
import { piecesOf } from "./highlight.ts";

const kinds = (line: string) => piecesOf([line])[0]?.map(({ kind, text }) => `${kind} ${text}`);

it("tells keywords, strings and comments from the rest, and loses nothing", () => {
  expect(kinds('x = "a # b" if y else 2  # why "so"')).toEqual([
    ...["plain x", "plain  = ", 'string "a # b"', "plain  ", "keyword if", "plain  ", "plain y", "plain  "],
    ...["keyword else", "plain  2  ", 'comment # why "so"'],
  ]);
});

it("takes docstrings for strings, also where they go over several lines", () => {
  expect(piecesOf(['"""One."""', '"""Two', "lines if", 'and an end."""', "if"]).map((line) => line[0]?.kind)).toEqual([
    ...["string", "string", "string", "string", "keyword"],
  ]);
});
