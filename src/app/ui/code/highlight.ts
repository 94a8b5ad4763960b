/** Programs in pieces by what they are; docstrings and comments may go over several lines. */

export interface Piece {
  readonly kind: "plain" | "string" | "comment" | "keyword";
  readonly text: string;
}

interface Language {
  readonly keywords: RegExp;
  /** In this order: a comment, a string, a word, anything else. */
  readonly token: RegExp;
  /** What goes over several lines: how it starts, how it ends, what it is. */
  readonly block: readonly [start: string, end: string, kind: Piece["kind"]];
}

const LANGUAGES: Readonly<Record<"py" | "js", Language>> = {
  py: {
    keywords:
      /^(and|as|break|class|def|else|elif|except|for|from|if|import|in|is|lambda|not|or|pass|raise|return|try|while|with|yield|None|True|False|self)$/,
    token: /(#.*$)|("""(?:[^"]|"(?!""))*"""|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|([^#"'A-Za-z_]+|.)/g,
    block: ['"""', '"""', "string"],
  },
  js: {
    keywords:
      /^(async|await|break|case|class|const|continue|default|else|export|extends|false|finally|for|from|function|if|import|in|let|new|null|of|return|static|super|switch|this|throw|true|try|typeof|undefined|while|yield)$/,
    token:
      /(\/\/.*$|\/\*.*?\*\/)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|([A-Za-z_$][\w$]*)|([^/"'`A-Za-z_$]+|.)/g,
    block: ["/*", "*/", "comment"],
  },
};

/** The pieces of each line of a file; its name tells the language. */
export function piecesOf(lines: readonly string[], name: string): readonly (readonly Piece[])[] {
  const { keywords, token, block } = LANGUAGES[name.endsWith(".js") ? "js" : "py"];
  const [start, end, kind] = block;
  let inside = false;
  return lines.map((line): Piece[] => {
    const goesOn = inside;
    const opened = goesOn ? 0 : line.indexOf(start);
    const isOpen = opened >= 0 && !line.includes(end, goesOn ? 0 : opened + start.length);
    inside = isOpen;
    if (goesOn || isOpen) return [{ kind, text: line }];
    return [...line.matchAll(token)].map(([text, comment, string, word]) => ({
      kind: comment ? "comment" : string ? "string" : word && keywords.test(word) ? "keyword" : "plain",
      text,
    }));
  });
}
