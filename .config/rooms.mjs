/**
 * The rooms of the house and what each may import. dependency-cruiser follows every import from here, type-only ones
 * included; `house.test.ts` plants violations and sees them caught.
 */
const ROOMS = {
  core: [],
  spec: ["core"],
  engine: ["core", "spec"],
  optimizers: ["core", "spec", "engine"],
  networks: ["core", "spec", "engine"],
  data: ["core", "spec"],
  models: ["core", "spec", "engine", "networks"],
  metrics: ["core", "spec", "engine"],
  training: ["core", "spec", "engine", "optimizers", "data", "metrics"],
  config: ["core", "spec", "manifests"],
  protocol: ["core", "spec", "config"],
  worker: [
    "core",
    "spec",
    "engine",
    "optimizers",
    "networks",
    "data",
    "models",
    "metrics",
    "training",
    "config",
    "protocol",
  ],
  "app/storage": ["core", "spec", "config", "protocol"],
  offline: [],
  state: ["core", "spec", "config", "protocol", "app/storage", "offline"],
  ui: ["core", "spec", "config", "protocol", "manifests", "state", "app/storage", "offline"],
};

/** Manifests and their words: plain declarations that the page, the link and the worker all read. */
const MANIFESTS = [
  "^src/(data|models|optimizers|training)/.*manifest\\.ts$",
  "^src/(data|models|optimizers|training)/.*words\\.ts$",
];
const TESTS = ["\\.test\\.tsx?$", "/parity\\.ts$", "/suite\\.ts$", "/testing/"];

const rooms = Object.entries(ROOMS).map(([room, allowed]) => {
  const folders = [room, ...allowed.filter((name) => name !== "manifests")].join("|");
  const manifests = allowed.includes("manifests") ? MANIFESTS : [];
  return {
    name: `room-${room}`,
    comment: `src/${room} may import ${allowed.join(", ") || "nothing"} alone`,
    severity: "error",
    from: { path: `^src/${room}/`, pathNot: TESTS },
    to: { path: "^src/", pathNot: [`^src/(${folders})/`, ...manifests] },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rooms,
    {
      name: "no-circles",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true },
    },
    {
      name: "pure-core",
      comment: "core and spec import no package",
      severity: "error",
      from: { path: "^src/(core|spec)/", pathNot: TESTS },
      to: { path: ["node_modules/", "^node:", "^fs$"] },
    },
    {
      name: "pure-manifests",
      comment: "a manifest and its words import only core and spec",
      severity: "error",
      from: { path: MANIFESTS },
      to: { pathNot: ["^src/(core|spec)/", ...MANIFESTS] },
    },
    {
      name: "no-sibling-family",
      severity: "error",
      from: { path: "^src/models/([^/]+)/", pathNot: TESTS },
      to: { path: "^src/models/", pathNot: "^src/models/$1/" },
    },
    {
      name: "no-tensorflow-in-the-page",
      comment: "the page's bundle holds no TensorFlow.js, however far its imports lead",
      severity: "error",
      from: { path: "^src/(main\\.tsx|ui/|state/|app/)", pathNot: TESTS },
      to: { path: "@tensorflow/", reachable: true },
    },
    {
      name: "no-react-in-the-worker",
      severity: "error",
      from: { path: "^src/worker/", pathNot: TESTS },
      to: { path: "node_modules/(react|react-dom|recharts|radix-ui|i18next|react-i18next)/", reachable: true },
    },
    {
      name: "tests-stay-outside",
      comment: "what ships never imports a test",
      severity: "error",
      from: { path: "^src/", pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: "resolvable",
      severity: "error",
      from: { path: "^src/" },
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/assembly/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "browser", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
