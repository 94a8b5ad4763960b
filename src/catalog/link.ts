import type { Values } from "../schema/parameter.ts";
import { LANGUAGES, type Language } from "../schema/words.ts";
import { withChanges } from "./change.ts";
import type { RunConfig } from "./config.ts";
import { fitValue, read } from "./fit.ts";
import { CHOICES, isChoiceKey, labelsOf, parametersOf, viewsOf } from "./parameters.ts";
import { baselineOf, defaultConfig, defaultPreset, presetById } from "./presets.ts";
import { registry as everything, type Registry } from "./registry.ts";
import type { Repair } from "./repair.ts";

/** The version of links that are written today. */
const LINK_VERSION = 1;

/** The longest link that is looked at. */
export const MAX_LENGTH = 16_384;
/** How many repairs are told of one by one. */
const MAX_REPAIRS = 20;
const MAX_GIVEN = 60;

/** Entries of a link in the order in which they stood; a migration turns those of version n into those of n + 1. */
type Entries = ReadonlyMap<string, string>;
type Migration = (entries: Entries) => Entries;

/** By the version that a migration starts from. Links of version 1 are the oldest there are. */
const MIGRATIONS: Readonly<Record<number, Migration>> = {};

export interface Decoded {
  readonly config: RunConfig;
  readonly preset: string;
  /** A view that the family has. */
  readonly view: string;
  /** `null` where the link leaves it to whoever opens it. */
  readonly language: Language | null;
  /** A race of this set-up as the link has it, unread (see `race.ts`); `null` where there is none. */
  readonly race: string | null;
  /** A small trained model, unread (see `model-in-link.ts`); `null` where there is none. */
  readonly trained: string | null;
  readonly repairs: readonly Repair[];
}

export interface LinkContext {
  readonly preset: string;
  readonly view: string;
  readonly language: Language | null;
  readonly race?: string | null;
  readonly trained?: string | null;
}

/** The set-up as the part of an address that begins with `#`: what differs from the preset, in a form that can be read. */
export function encode(config: RunConfig, context: LinkContext, registry: Registry = everything): string {
  const preset = presetById(context.preset, registry)?.id ?? defaultPreset(registry);
  const start = defaultConfig(preset, registry);
  const base = baselineOf(config, preset, registry);
  const entries: [string, string][] = [
    ["v", String(LINK_VERSION)],
    ["preset", preset],
  ];
  for (const key of parametersOf(config, registry).keys()) {
    if (config[key] !== (isChoiceKey(key) ? start : base)[key]) entries.push([key, String(config[key])]);
  }
  if (context.view !== viewsOf(config, registry)[0]?.id) entries.push(["view", context.view]);
  if (context.race) entries.push(["race", context.race]);
  if (context.trained) entries.push(["trained", context.trained]);
  if (context.language) entries.push(["lang", context.language]);
  return `#${entries.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
}

/**
 * The set-up that a link holds. Never throws: whatever cannot be taken as it stands is mended or left out, and the
 * repairs say how. The same text gives the same set-up for ever.
 */
export function decode(hash: string, registry: Registry = everything): Decoded {
  const repairs: Repair[] = [];
  const mend = (repair: Repair) => {
    if (repairs.length < MAX_REPAIRS) repairs.push({ ...repair, given: repair.given.slice(0, MAX_GIVEN) });
  };
  const entries = migrate(parse(hash, mend), mend);
  const preset = takePreset(entries.get("preset"), registry, mend);
  let config = defaultConfig(preset, registry);
  for (const key of CHOICES) {
    const given = entries.get(key);
    if (given !== undefined) config = apply(config, key, given, registry, mend);
  }
  for (const [key, given] of entries) {
    if (!isChoiceKey(key) && !META.has(key)) config = apply(config, key, given, registry, mend);
  }
  const language = entries.get("lang");
  return {
    config,
    preset,
    view: takeView(entries.get("view"), config, registry, mend),
    language: language === undefined ? null : takeLanguage(language, mend),
    race: entries.get("race") ?? null,
    trained: entries.get("trained") ?? null,
    repairs,
  };
}

const META: ReadonlySet<string> = new Set(["v", "preset", "view", "lang", "race", "trained"]);

type Mend = (repair: Repair) => void;

function parse(hash: string, mend: Mend): Map<string, string> {
  const entries = new Map<string, string>();
  let text = hash.startsWith("#") ? hash.slice(1) : hash;
  if (text.length > MAX_LENGTH) {
    const end = text.lastIndexOf("&", MAX_LENGTH);
    mend({ code: "malformed", key: "", given: text.slice(end + 1, end + 1 + MAX_GIVEN) });
    text = text.slice(0, Math.max(0, end));
  }
  for (const part of text.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const key = decodePart(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? null : decodePart(part.slice(equals + 1));
    if (!key || value === null || entries.has(key)) mend({ code: "malformed", key: key ?? "", given: part });
    else entries.set(key, value);
  }
  return entries;
}

/** `decodeURIComponent`, or `null` where the text is not well formed. */
function decodePart(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function migrate(entries: Entries, mend: Mend): Entries {
  const given = entries.get("v");
  if (given === undefined) return entries;
  if (!/^[1-9]\d{0,8}$/.test(given)) {
    mend({ code: "malformed", key: "v", given, used: LINK_VERSION });
    return entries;
  }
  const version = Number(given);
  if (version > LINK_VERSION) mend({ code: "newerVersion", key: "v", given, used: LINK_VERSION });
  let migrated = entries;
  for (let from = version; from < LINK_VERSION; from++) migrated = MIGRATIONS[from]?.(migrated) ?? migrated;
  return migrated;
}

function takePreset(given: string | undefined, registry: Registry, mend: Mend): string {
  const first = defaultPreset(registry);
  if (given === undefined || presetById(given, registry)) return given ?? first;
  mend({ code: "unknownPreset", key: "preset", given, used: first });
  return first;
}

function takeView(given: string | undefined, config: RunConfig, registry: Registry, mend: Mend): string {
  const views = viewsOf(config, registry).map(({ id }) => id);
  const first = views[0] as string;
  if (given === undefined || views.includes(given)) return given ?? first;
  mend({ code: "unknownValue", key: "view", given, used: first });
  return first;
}

function takeLanguage(given: string, mend: Mend): Language | null {
  const language = LANGUAGES.find((known) => known === given);
  if (!language) mend({ code: "unknownValue", key: "lang", given });
  return language ?? null;
}

function apply(config: RunConfig, key: string, given: string, registry: Registry, mend: Mend): RunConfig {
  const parameter = parametersOf(config, registry).get(key);
  if (!parameter) {
    mend({ code: existsElsewhere(key, registry) ? "notApplicable" : "unknownKey", key, given });
    return config;
  }
  const { value, code } = fitValue(parameter, read(parameter, given), labelsOf(config, registry), config[key]);
  if (code) mend({ code, key, given, used: value });
  return withChanges(config, { [key]: value }, registry);
}

/** Whether another dataset, family or optimizer has a parameter of this key. */
function existsElsewhere(key: string, registry: Registry): boolean {
  const has = (prefix: string, parameters: Values | Readonly<Record<string, unknown>>) =>
    key.startsWith(prefix) && Object.hasOwn(parameters, key.slice(prefix.length));
  return (
    has("training.", registry.training) ||
    Object.values(registry.datasets).some(({ parameters }) => has("data.", parameters)) ||
    Object.values(registry.optimizers).some(({ parameters }) => has("training.", parameters)) ||
    Object.values(registry.families).some(
      ({ parameters, sampling }) => has("model.", parameters) || has("sampling.", sampling),
    )
  );
}
