/**
 * Compiles the AssemblyScript kernels into src/engine/kernels/wasm/module.generated.ts. A test compiles them again and
 * compares, so that the committed module is never stale.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL("../src/engine/kernels/wasm/", import.meta.url));
const generated = `${folder}module.generated.ts`;

/** @returns {Promise<Uint8Array>} The compiled module. It imports its memory and holds no data of its own. */
export async function compileKernels() {
  let binary = new Uint8Array();
  // The greatest memory is that of TensorFlow.js' own module: a shared one must be as large for both.
  const memory = ["--importMemory", "--maximumMemory", "65536"];
  const options = [...memory, "--runtime", "stub", "--noAssert", "-O3", "--enable", "simd"];
  const { error, stderr } = await asc.main(
    ["index.ts", "--outFile", "module.wasm", "--disableWarning", "112", ...options],
    {
      readFile: (name) => readFile(`${folder}assembly/${name}`, "utf8").catch(() => null),
      writeFile: (name, contents) => {
        if (name.endsWith(".wasm")) binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return binary;
}

/** @param {Uint8Array} binary */
export function generatedSource(binary) {
  const base64 = Buffer.from(binary).toString("base64");
  return `// Compiled from ./assembly by .config/kernels.mjs.\nexport const moduleBase64 =\n  "${base64}";\n`;
}

/** @returns {Promise<string>} What is committed. */
export const committedSource = () => readFile(generated, "utf8");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const binary = await compileKernels();
  await writeFile(generated, generatedSource(binary));
  console.log(`${binary.length} bytes`);
}
