import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatPercent,
  formatRate,
  formatSpan,
  formatValue,
} from "./format.ts";

describe("a number", () => {
  it("has its digits grouped and a true minus sign", () => {
    expect(formatNumber(1284, "en")).toBe("1,284");
    expect(formatNumber(-2.31, "en")).toBe("−2.31");
  });

  it("that is none shows as a dash, and what is boundless as such", () => {
    expect(formatNumber(Number.NaN, "en")).toBe("—");
    expect(formatNumber(Number.POSITIVE_INFINITY, "en")).toBe("∞");
  });

  it("goes into powers of ten below a thousandth", () => {
    expect(formatValue(0.002, "en")).toBe("0.002");
    expect(formatValue(0.0003, "en")).toBe("3×10⁻⁴");
    expect(formatValue(1.25e-7, "en")).toBe("1.25×10⁻⁷");
    expect(formatValue(0, "en")).toBe("0");
    expect(formatValue(0.30000000000000004, "en")).toBe("0.3");
  });
});

describe("times and rates", () => {
  it("run like a stopwatch", () => {
    expect(formatDuration(42_900)).toBe("0:42");
    expect(formatDuration(725_000)).toBe("12:05");
    expect(formatDuration(3_723_000)).toBe("1:02:03");
  });

  it("span whole units, never zero", () => {
    expect(formatSpan(100, "en")).toBe("1 sec");
    expect(formatSpan(180_000, "en")).toBe("3 min");
    expect(formatSpan(7_200_000, "en")).toBe("2 hr");
    expect(formatSpan(180_000, "zh")).toBe("3分钟");
  });

  it("keep as many digits as one can read while they change", () => {
    expect(formatRate(0.4242, "en")).toBe("0.42");
    expect(formatRate(3.14, "en")).toBe("3.1");
    expect(formatRate(31.4, "en")).toBe("31");
  });
});

describe("sizes and shares", () => {
  it("use the largest unit that leaves a digit before the point", () => {
    expect(formatBytes(512, "en")).toBe("512 byte");
    expect(formatBytes(1_200_000, "en")).toBe("1.2 MB");
    expect(formatBytes(17_400_000, "en")).toBe("17 MB");
  });

  it("are whole percents unless asked", () => {
    expect(formatPercent(0.714, "en")).toBe("71%");
    expect(formatPercent(0.714, "en", 1)).toBe("71.4%");
  });
});
