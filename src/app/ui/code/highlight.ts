/** Python in pieces by what they are; docstrings may go over several lines. */

export interface Piece {
  readonly kind: "plain" | "string" | "comment" | "keyword";
  readonly text: string;
}

const KEYWORDS =
  /^(and|as|break|class|def|else|elif|except|for|from|if|import|in|is|lambda|not|or|pass|raise|return|try|while|with|yield|None|True|False|self)$/;
const TOKEN = /(#.*$)|("""(?:[^"]|"(?!""))*"""|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|([^#"'A-Za-z_]+|.)/g;

/** The pieces of each line. */
export function piecesOf(lines: readonly string[]): readonly (readonly Piece[])[] {
  let inside = false;
  return lines.map((line): Piece[] => {
    const quotes = line.split('"""').length - 1;
    const goesOn = inside;
    if (quotes % 2 === 1) inside = !inside;
    if (goesOn || quotes === 1) return [{ kind: "string", text: line }];
    return [...line.matchAll(TOKEN)].map(([text, comment, string, word]) => ({
      kind: comment ? "comment" : string ? "string" : word && KEYWORDS.test(word) ? "keyword" : "plain",
      text,
    }));
  });
}
