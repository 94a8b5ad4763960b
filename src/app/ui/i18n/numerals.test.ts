import { afterEach, describe, expect, it } from "vitest";
import { formatBytes, formatNumber, formatValue } from "./format.ts";
import { numeralsOf, readNumber, setPageNumerals } from "./numerals.ts";

const read = (text: string, locale: string, whole = false) => readNumber(text, { numerals: numeralsOf(locale), whole });
const value = (text: string, locale: string, whole = false) => read(text, locale, whole)?.value;

afterEach(() => setPageNumerals(["en"]));

describe("a typed number", () => {
  it.each([
    ["de-DE", "10.000", 10_000],
    ["de-DE", "1.500", 1500],
    ["de-DE", "1,5", 1.5],
    ["de-DE", "0,003", 0.003],
    ["de-DE", "1,500", 1.5],
    ["de-DE", "1.234.567,8", 1_234_567.8],
    ["de-CH", "10’000", 10_000],
    ["de-CH", "10'000.5", 10_000.5],
    ["fr-FR", "10\u202f000", 10_000],
    ["fr-FR", "10\u00a0000,25", 10_000.25],
    ["fr-FR", "1 234 567", 1_234_567],
    ["fr-FR", "0,5", 0.5],
    ["ar", "١٬٠٠٠", 1000],
    ["ar", "٠٫٠٠٣", 0.003],
    ["ar-EG", "١٢", 12],
    ["ar-EG", "١٠٬٠٠٠٫٥", 10_000.5],
    ["fa-IR", "۱۲٫۵", 12.5],
    ["zh-CN", "１２，０００", 12_000],
    ["zh-CN", "０．００３", 0.003],
    ["zh-CN", "1万", 10_000],
    ["zh-CN", "1.1万", 11_000],
    ["zh-CN", "2亿", 200_000_000],
    ["hi-IN", "1,00,000", 100_000],
    ["en-US", "1,500", 1500],
    ["en-US", "12,345,678.25", 12_345_678.25],
    ["en-US", "10k", 10_000],
    ["en-US", "1.500", 1.5],
  ])("arrives as meant in %s: %s", (locale, text, expected) => {
    expect(value(text, locale)).toBe(expected);
  });

  it("that every locale can only read one way is read so everywhere", () => {
    for (const locale of ["en", "de-DE", "fr-FR", "ar", "zh-CN"]) {
      expect(value("0.5", locale)).toBe(0.5);
      expect(value("0,5", locale)).toBe(0.5);
      expect(value("0.003", locale)).toBe(0.003);
      expect(value("1.234,5", locale)).toBe(1234.5);
      expect(value("1,234.5", locale)).toBe(1234.5);
      expect(value("3e-3", locale)).toBe(0.003);
      expect(value("3×10⁻³", locale)).toBe(0.003);
      expect(value("2 x 10^-4", locale)).toBe(0.0002);
      expect(value("−2,5", locale)).toBe(-2.5);
      expect(value(".5", locale)).toBe(0.5);
      expect(value("1.234.567", locale)).toBe(1_234_567);
    }
  });

  it("that could be two is told apart by the locale, and says so", () => {
    expect(read("1.500", "de-DE")).toEqual({ value: 1500, ambiguous: true });
    expect(read("1.500", "en")).toEqual({ value: 1.5, ambiguous: true });
    expect(read("10.000", "fr-FR", true)).toEqual({ value: 10_000, ambiguous: true });
    expect(read("10.000", "fr-FR")).toEqual({ value: 10, ambiguous: true });
    expect(read("15.00", "de-DE")).toEqual({ value: 15, ambiguous: false });
    expect(read("1.500e3", "en")).toMatchObject({ ambiguous: false });
  });

  it.each([
    "",
    " ",
    "-",
    "ten",
    "1e999",
    "0x10",
    "1.2.3",
    "--1",
    "1,23,4",
    "1 2",
    "1..5",
    "1.234,567,8",
    "一",
    "e5",
    "万",
  ])("is none: “%s”", (text) => {
    for (const locale of ["en", "de-DE", "fr-FR", "ar", "zh-CN"]) expect(read(text, locale)).toBeNull();
  });

  it("in the form in which the page shows it is the number that the page shows", () => {
    for (const locale of [
      "en-US",
      "de-DE",
      "de-CH",
      "fr-FR",
      "es-ES",
      "ar",
      "ar-EG",
      "zh-CN",
      "hi-IN",
      "pt-BR",
      "sv-SE",
      "pl-PL",
    ]) {
      setPageNumerals([locale]);
      for (const language of ["en", "zh"] as const) {
        for (const number of [0, 7, 1284, 12_000, 1_234_567, 0.5, 0.003, 0.0003, -2.5, 1234.5, 1.25e-7, 2.5e9]) {
          expect(readNumber(formatValue(number, language, 6))?.value, `${locale} ${number}`).toBe(number);
        }
      }
    }
  });
});

describe("the page's numbers", () => {
  it("are written as where the visitor lives, in either language", () => {
    setPageNumerals(["de-DE", "en"]);
    expect(formatNumber(12_345.5, "en")).toBe("12.345,5");
    expect(formatNumber(12_345.5, "zh")).toBe("12.345,5");
    expect(formatBytes(1_200_000, "en")).toBe("1,2 MB");
    setPageNumerals(["fr-FR"]);
    expect(formatNumber(12_345.5, "en")).toBe("12\u202f345,5");
  });

  it("are English ones where the browser names no language, or one that nobody knows", () => {
    for (const languages of [[], ["not a language"]]) {
      setPageNumerals(languages);
      expect(formatNumber(12_345.5, "en")).toBe("12,345.5");
    }
  });
});
