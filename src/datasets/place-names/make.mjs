/**
 * Makes public/data/place-names-en.txt and place-names-zh.txt from the platform's own Intl (Unicode CLDR): countries and
 * regions of the world, and the places that time zones are named after. In English also the cities in the zones' ids,
 * which Intl translates only where a country has several zones. One line: an empty label, then the names, separated by
 * tabs. The files are frozen, made by Node 20.20 (CLDR 48): another version knows other names.
 * Run: node src/datasets/place-names/make.mjs [folder]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Codes that name no place: unions, outlying remainders, test locales, the unknown region. */
const NO_PLACES = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "001"]);
/** Zone ids are for ever and plain ASCII; cities have been renamed and are spelt with accents. */
const SPELLING = {
  Asmera: "Asmara",
  Asuncion: "Asunción",
  Bogota: "Bogotá",
  Calcutta: "Kolkata",
  Katmandu: "Kathmandu",
  Kiev: "Kyiv",
  Lome: "Lomé",
  Mahe: "Mahé",
  Noumea: "Nouméa",
  Rangoon: "Yangon",
  Saigon: "Ho Chi Minh City",
  Tirane: "Tirana",
};
/** Zone ids that are a region once more, in other spelling. */
const NO_CITIES =
  /^(UTC|Antigua|Cayman|Chagos|Christmas|Cocos|Comoro|Curacao|Enderbury|Faeroe|Miquelon|Norfolk|Pitcairn|Ponape|Reunion|Sao Tome|St .*|Truk|Vatican|Wallis)$/;
/** "Knox, Indiana", "Myanmar (Burma)", "刚果（布）": the place without what tells it from its namesakes. */
const QUALIFIER = /, .*$| ?[(（].*?[)）]/u;
const MIDWINTER = Date.UTC(2026, 0, 15);

/** English of the world, which names a zone by its place where American English says "PT". */
const LANGUAGES = {
  en: { locale: "en-001", zoneName: /^(.+) Time$/ },
  zh: { locale: "zh-Hans", zoneName: /^(.+)时间$/ },
};

function regions(locale) {
  const names = new Intl.DisplayNames([locale], { type: "region", fallback: "none" });
  const countries = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const areas = Array.from({ length: 1000 }, (_, code) => String(code).padStart(3, "0"));
  return [...countries, ...areas].filter((code) => !NO_PLACES.has(code)).flatMap((code) => names.of(code) ?? []);
}

/** "Lisbon" out of "Lisbon Time"; a country where all of it keeps one time. */
function zonePlace(timeZone, { locale, zoneName }) {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortGeneric" }).formatToParts(MIDWINTER);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return zoneName.exec(name)?.[1];
}

function zoneCities(countries) {
  return Intl.supportedValuesOf("timeZone").flatMap((timeZone) => {
    const place = zonePlace(timeZone, LANGUAGES.en);
    if (place !== undefined && !countries.has(place)) return [];
    const city = timeZone.slice(timeZone.lastIndexOf("/") + 1).replaceAll("_", " ");
    return NO_CITIES.test(city) ? [] : (SPELLING[city] ?? city);
  });
}

const byCodePoint = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const folder = process.argv[2] ?? fileURLToPath(new URL("../../../public/data", import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [language, names] of Object.entries(LANGUAGES)) {
  const countries = regions(names.locale);
  const places = [
    ...countries,
    ...Intl.supportedValuesOf("timeZone").flatMap((timeZone) => zonePlace(timeZone, names) ?? []),
    ...(language === "en" ? zoneCities(new Set(countries)) : []),
  ].map((name) => name.normalize("NFC").replace(QUALIFIER, ""));
  const sorted = [...new Set(places)].sort(byCodePoint);
  writeFileSync(join(folder, `place-names-${language}.txt`), `\t${sorted.join("\t")}\n`);
}
