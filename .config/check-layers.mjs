/**
 * Follows every import of `src/` and holds it against the layers; finds comparisons with a domain's kind where there may be
 * none. Prints each violation; exit status 1 if there is one.
 * Reading no module at all counts as a failure: that is how a missing compiler shows itself here.
 */
import { cruise } from "dependency-cruiser";
import { kindComparisons } from "./kinds.mjs";
import layers from "./layers.mjs";

const folders = process.argv.slice(2);
const { output } = await cruise(folders.length ? folders : ["src"], {
  ...layers.options,
  ruleSet: layers,
  validate: true,
});
const modules = output.modules.filter((module) => module.source.startsWith("src/"));
const { violations } = output.summary;
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`);
const compared = kindComparisons(".");
for (const place of compared) console.error(`compares a domain's kind: ${place}`);
if (modules.length === 0) console.error("no module was read");
console.log(`${modules.length} modules, ${violations.length + compared.length} violations`);
process.exitCode = violations.length + compared.length > 0 || modules.length === 0 ? 1 : 0;
