/** How numbers are written where the visitor lives. The page writes and reads them the same way, in either language. */
export interface Numerals {
  readonly locale: string;
  readonly decimal: string;
  readonly group: string;
}

/** The signs of a locale with Latin digits; those of English where the browser does not know it. */
export function numeralsOf(locale: string): Numerals {
  try {
    const latin = new Intl.Locale(locale, { numberingSystem: "latn" });
    const parts = new Intl.NumberFormat(latin, { minimumFractionDigits: 1 }).formatToParts(1_234_567.5);
    const sign = (type: "decimal" | "group") => parts.find((part) => part.type === type)?.value;
    return { locale, decimal: sign("decimal") ?? ".", group: sign("group") ?? "," };
  } catch {
    return ENGLISH;
  }
}

const ENGLISH: Numerals = { locale: "en", decimal: ".", group: "," };
let page = ENGLISH;

/** Those of the page: the browser's first language decides, once, before anything is drawn. */
export const pageNumerals = (): Numerals => page;

export function setPageNumerals(languages: readonly string[]): void {
  page = numeralsOf(languages[0] ?? "en");
}

export interface ReadNumber {
  readonly value: number;
  /** The text means another number where the signs are used the other way round: `1.500`. */
  readonly ambiguous: boolean;
}

/** The zeros of the decimal digits in use beside the Latin ones; full-width digits are Latin ones already. */
const ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០";
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** Words for powers of ten that follow a number: 1.5万, 10k. */
const SCALES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["千", 1e3],
  ["万", 1e4],
  ["萬", 1e4],
  ["m", 1e6],
  ["亿", 1e8],
  ["億", 1e8],
]);

function latinDigit(digit: string): string {
  const code = digit.codePointAt(0) as number;
  const zero = [...ZEROS].map((sign) => sign.codePointAt(0) as number).find((at) => code >= at && code < at + 10);
  return zero === undefined ? digit : String(code - zero);
}

/** One form for everything that is written differently without meaning anything else. */
function plain(text: string): string {
  return text
    .replace(/[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) =>
      power
        .replace("⁺", "")
        .replace("⁻", "-")
        .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(SUPERSCRIPTS.indexOf(digit))),
    )
    .normalize("NFKC")
    .replace(/\p{Bidi_Control}/gu, "")
    .trim()
    .replace(/\p{Nd}/gu, latinDigit)
    .replace(/[−–‐]/g, "-")
    .replace(/[،、]/g, ",")
    .replace(/。/g, ".");
}

const GROUPS = /^\d{1,3}(,\d{3})+$|^\d{1,2}(,\d{2})+,\d{3}$/;

/**
 * The mantissa with its signs told apart. Two kinds of signs, or one that is repeated, mean the same everywhere; a single
 * one before exactly three digits means what it means in the locale, and thousands where it means nothing there and
 * only a whole number makes sense.
 */
function signs(mantissa: string, numerals: Numerals, whole: boolean): { plain: string; ambiguous: boolean } | null {
  // Spaces, apostrophes and the Arabic sign of thousands only ever group; the Arabic decimal sign is nothing else.
  const spaced = mantissa.replace(/(?<=\d)[\s'’_٬](?=\d)/g, "_");
  const marks = [...spaced.matchAll(/[.,٫_]/g)].map(([sign]) => sign);
  if (marks.length === 0) return { plain: spaced, ambiguous: false };
  const last = marks.at(-1) as string;
  const others = marks.slice(0, -1);
  const once = !others.includes(last);
  const whollyGrouped = (text: string, group: string) => GROUPS.test(text.replaceAll(group, ","));
  const asGroups = (group: string) => (whollyGrouped(spaced, group) ? spaced.replaceAll(group, "") : null);
  const asDecimal = (): string | null => {
    const [before = "", after = ""] = spaced.split(last);
    const group = others[0];
    if (group === undefined) return `${before}.${after}`;
    if (others.some((sign) => sign !== group) || !whollyGrouped(before, group)) return null;
    return `${before.replaceAll(group, "")}.${after}`;
  };
  const sure = (text: string | null) => (text === null ? null : { plain: text, ambiguous: false });
  if (last === "٫") return once ? sure(asDecimal()) : null;
  if (last === "_") return sure(asGroups(last));
  if (!once) return others.every((sign) => sign === last) ? sure(asGroups(last)) : null;
  if (others.length > 0) return sure(asDecimal());
  if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(spaced)) return sure(asDecimal());
  const groups = last === numerals.group || (last !== numerals.decimal && whole);
  const read = groups ? asGroups(last) : asDecimal();
  return read === null ? null : { plain: read, ambiguous: true };
}

/**
 * What a typed text means as a number: `0.003`, `0,003`, `3e-3`, `3×10⁻³`, `1.234,5`, `1 000`, `١٢٫٥`, `１２`, `1.5万`;
 * `null` where it is none. `whole` where only a whole number makes sense.
 */
export function readNumber(text: string, { numerals = page, whole = false } = {}): ReadNumber | null {
  const form = /^([+-]?)(\S(?:.*\S)?)$/s.exec(plain(text).replace(/^([+-])\s+/, "$1"));
  if (!form) return null;
  const [, sign = "", rest = ""] = form;
  const split = /^(.*?)(?:\s*(?:e|[×x*·]\s*10\s*\^?)\s*([+-]?\d{1,3}))?\s*([k千万萬m亿億])?$/isu.exec(rest);
  const mantissa = split && signs(split[1] as string, numerals, whole);
  if (!mantissa || !/^(\d+\.?\d*|\.\d+)$/.test(mantissa.plain)) return null;
  const scale = SCALES.get((split?.[3] ?? "").toLowerCase()) ?? 1;
  const digits = Number(`${mantissa.plain}e${split?.[2] ?? 0}`);
  // 1.1 × 1e4 is not quite 11,000 in binary.
  const value = scale === 1 ? digits : Number((digits * scale).toPrecision(15));
  if (!Number.isFinite(value)) return null;
  return {
    value: sign === "-" ? -value : value,
    ambiguous: mantissa.ambiguous && scale === 1 && split?.[2] === undefined,
  };
}
