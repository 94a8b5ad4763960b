/**
 * The modules of `src/` and what each may import. dependency-cruiser follows every import from here, type-only ones
 * included; `layers.test.ts` plants violations and sees them caught.
 */
const LAYERS = {
  core: [],
  schema: ["core"],
  export: ["core", "schema"],
  own: ["core", "schema"],
  engine: ["core", "schema"],
  optimizers: ["core", "schema", "engine", "export"],
  domains: ["core", "schema", "engine", "export"],
  datasets: ["core", "schema", "domains", "own"],
  families: ["core", "schema", "engine", "domains", "export"],
  evaluation: ["core", "schema", "engine", "domains"],
  training: ["core", "schema", "engine", "optimizers", "domains", "evaluation"],
  catalog: ["core", "schema", "export", "manifests"],
  worker: [
    ...["core", "schema", "export", "engine", "optimizers", "domains", "datasets", "families"],
    ...["evaluation", "training", "catalog", "own"],
  ],
  lessons: ["core", "schema"],
  "app/storage": ["core", "schema", "export", "own", "catalog", "api"],
  "app/offline": [],
  "app/state": ["core", "schema", "export", "catalog", "api", "app/storage", "app/offline"],
  "app/ui": [
    ...["core", "schema", "export", "own", "lessons", "catalog", "api", "manifests", "domains/ui"],
    ...["app/state", "app/storage", "app/offline"],
  ],
};

/** Plain declarations that the page, the link and the worker all read. */
const MANIFESTS = [
  "^src/(datasets|families|optimizers|training)/.*manifest\\.ts$",
  "^src/(datasets|families|optimizers|training)/.*words/\\w+\\.ts$",
  "^src/families/[^/]+/presets\\.ts$",
  "^src/domains/(traits|sizes|figures)\\.ts$",
  "^src/domains/.*/domain\\.ts$",
  "^src/domains/sequence/(manifest|words/\\w+)\\.ts$",
  // Networks as files are for the page alone.
  "^src/export/(?!onnx/|networks/|layersModel/)\\w+/\\w+\\.ts$",
  "^src/domains/(torch|keras|tfjs)(Contract)?\\.ts$",
  "^src/domains/[^/]+/(torch|keras|tfjs)(Data)?\\.ts$",
];
/** What the page knows of the worker. */
const API = ["^src/worker/api\\.ts$"];
/** The page's part of each domain, with its contract and registries. */
const DOMAIN_UI = ["^src/domains/(ui|[^/]+/ui)/"];
const OPEN = { manifests: MANIFESTS, api: API, "domains/ui": DOMAIN_UI };
const REACT = "node_modules/(react|react-dom|recharts|radix-ui|i18next|react-i18next)/";
const TESTS = ["\\.test\\.tsx?$", "/parity\\.ts$", "/suite\\.ts$", "/testing/"];

const layers = Object.entries(LAYERS).map(([layer, allowed]) => {
  const folders = [layer, ...allowed.filter((name) => !(name in OPEN))].join("|");
  return {
    name: `layer-${layer}`,
    comment: `src/${layer} may import ${allowed.join(", ") || "nothing"} alone`,
    severity: "error",
    from: { path: `^src/${layer}/`, pathNot: [...DOMAIN_UI, ...TESTS] },
    to: { path: "^src/", pathNot: [`^src/(${folders})/`, ...allowed.flatMap((name) => OPEN[name] ?? [])] },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layers,
    {
      name: "layer-domains/ui",
      comment: "the page's part of a domain may import core, schema, catalog and the page alone",
      severity: "error",
      from: { path: DOMAIN_UI, pathNot: TESTS },
      to: { path: "^src/", pathNot: ["^src/(core|schema|catalog|app/ui)/", ...DOMAIN_UI] },
    },
    {
      name: "no-sibling-domain-ui",
      comment: "a domain's page knows the contract, and no other domain's page",
      severity: "error",
      from: { path: "^src/domains/([^/]+)/ui/", pathNot: TESTS },
      to: { path: DOMAIN_UI, pathNot: "^src/domains/($1/ui/|ui/contract\\.ts$)" },
    },
    {
      name: "domains/ui-is-the-page's",
      comment: "nothing but the page imports the page's part of a domain",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/app/ui/", ...DOMAIN_UI, ...TESTS] },
      to: { path: DOMAIN_UI },
    },
    {
      name: "no-react-in-a-domain",
      comment: "what a domain is to the worker never sees React",
      severity: "error",
      from: { path: "^src/domains/", pathNot: [...DOMAIN_UI, ...TESTS] },
      to: { path: REACT, reachable: true },
    },
    {
      name: "no-circles",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true },
    },
    {
      name: "pure-core",
      comment: "core and schema import no package",
      severity: "error",
      from: { path: "^src/(core|schema)/", pathNot: TESTS },
      to: { path: ["node_modules/", "^node:", "^fs$"] },
    },
    {
      name: "pure-manifests",
      comment: "a manifest and its words import only core and schema",
      severity: "error",
      from: { path: MANIFESTS },
      to: { pathNot: ["^src/(core|schema)/", ...MANIFESTS] },
    },
    {
      name: "no-sibling-family",
      severity: "error",
      from: { path: "^src/families/([^/]+)/", pathNot: TESTS },
      to: { path: "^src/families/[^/]+/", pathNot: "^src/families/$1/" },
    },
    {
      name: "domains-by-contract",
      comment: "families see a domain through src/domains/contract.ts and what all domains share, never its own folder",
      severity: "error",
      from: { path: "^src/(families|training|evaluation|worker)/", pathNot: TESTS },
      to: { path: "^src/domains/[^/]+/", pathNot: "^src/domains/sequence/" },
    },
    {
      name: "no-tensorflow-in-the-page",
      comment: "the page's bundle holds no TensorFlow.js, however far its imports lead",
      severity: "error",
      from: { path: "^src/(main\\.tsx|app/)", pathNot: TESTS },
      to: { path: "@tensorflow/", reachable: true },
    },
    {
      name: "no-react-in-the-worker",
      severity: "error",
      from: { path: "^src/worker/", pathNot: TESTS },
      to: { path: REACT, reachable: true },
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
