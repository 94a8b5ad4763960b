/** Where the bundled benchmark runs: in a Worker of headless Chromium, or in a Node process of its own. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright";
import { findBrowser, quietArguments, softwareGpuArguments } from "../../.config/browser.ts";
import { isolation } from "../../.config/isolation.ts";
import type { RunOptions, WorkloadResult } from "./workloads/run.ts";

type Message = { readonly done: WorkloadResult[] } | { readonly failed: string };
type Plain = Omit<RunOptions, "onResult">;

export interface Host {
  readonly description: string;
  run(options: Plain): Promise<WorkloadResult[]>;
  close(): Promise<void>;
}

/** Runs the module and sends what comes by `send`, an expression for a function. */
const script = (module: string, options: Plain, send: string) => `
  const send = ${send};
  try {
    const { run } = await import(${JSON.stringify(module)});
    send({ done: await run(${JSON.stringify(options)}) });
  } catch (error) {
    send({ failed: String(error?.stack ?? error) });
  }`;

/** A run that a message ends. */
function listen() {
  let settle: { resolve: (results: WorkloadResult[]) => void; reject: (error: Error) => void };
  const ended = new Promise<WorkloadResult[]>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const receive = (message: Message) => {
    if ("done" in message) settle.resolve(message.done);
    else settle.reject(new Error(message.failed));
  };
  return { ended, receive, fail: (reason: string) => settle.reject(new Error(reason)) };
}

/** WebGPU in Node, where the machine's GPU is at hand without a browser. */
const withDawn = `
  const { create, globals } = await import("webgpu").catch(({ message }) => {
    const failed = "WebGPU in Node needs the package webgpu (npm install --no-save webgpu): " + message;
    console.log(JSON.stringify({ failed }));
    process.exit();
  });
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, "navigator", { value: { gpu: create([]) }, configurable: true });`;

export function nodeHost(module: string): Host {
  return {
    description: `Node ${process.version}`,
    run: (options) => {
      const { ended, receive, fail } = listen();
      // On a line of its own, whatever Dawn has printed before.
      const code = script(
        pathToFileURL(module).href,
        options,
        '(message) => console.log("\\n" + JSON.stringify(message))',
      );
      const whole = options.backend === "webgpu" ? `${withDawn}${code};process.exit();` : code;
      const child = spawn(process.execPath, ["--input-type=module", "-e", whole], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line.startsWith("{")) receive(JSON.parse(line));
      });
      child.on("close", (status) => fail(`the process ended with ${status}`));
      return ended;
    },
    close: async () => {},
  };
}

const PAGE = "<!doctype html><title>bench</title>";

/** A server of the module and of an empty page. */
async function serve(module: string) {
  const source = readFileSync(module);
  const server = createServer(({ url = "/" }, response) => {
    const isModule = url.startsWith("/inkling-bench.mjs");
    for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value);
    response.setHeader("content-type", isModule ? "text/javascript" : "text/html");
    response.end(isModule ? source : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return { server, address: `http://localhost:${(server.address() as AddressInfo).port}/` };
}

const hasAdapter = (page: Page) =>
  page
    .evaluate(async () => {
      const adapter = await navigator.gpu?.requestAdapter();
      return adapter ? !adapter.info.isFallbackAdapter : false;
    })
    .catch(() => false);

/** With the machine's own GPU where Chromium reaches one, else with a GPU in software. */
async function launch(address: string): Promise<{ browser: Browser; page: Page; gpu: string }> {
  const found = findBrowser();
  if (!found) throw new Error("no Chromium was found: run npm test once, or set INKLING_BROWSER");
  const open = async (flags: readonly string[]) => {
    const browser = await chromium.launch({ executablePath: found.path, args: [...quietArguments, ...flags] });
    const page = await browser.newPage();
    await page.goto(address);
    return { browser, page };
  };
  const hardware = await open(["--enable-unsafe-webgpu", "--enable-features=Vulkan", "--use-angle=vulkan"]);
  if (await hasAdapter(hardware.page)) return { ...hardware, gpu: "the machine's GPU" };
  await hardware.browser.close();
  return { ...(await open(softwareGpuArguments)), gpu: "software GPU" };
}

export async function chromiumHost(module: string): Promise<Host> {
  const { server, address } = await serve(module);
  const { browser, page, gpu } = await launch(address);
  let current: ReturnType<typeof listen> | null = null;
  await page.exposeFunction("send", (message: Message) => current?.receive(message));
  page.on("crash", () => current?.fail("the page crashed"));
  browser.on("disconnected", () => current?.fail("the browser is gone"));
  return {
    description: `Chromium ${browser.version()}, ${gpu}`,
    run: async (options) => {
      const listening = listen();
      current = listening;
      const code = script(`${address}inkling-bench.mjs`, options, "(message) => postMessage(message)");
      await page.evaluate((code) => {
        const host = globalThis as unknown as { send(message: unknown): void; worker?: Worker };
        host.worker?.terminate();
        host.worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), {
          type: "module",
        });
        host.worker.onmessage = ({ data }) => host.send(data);
        host.worker.onerror = ({ message }) => host.send({ failed: message });
      }, code);
      return listening.ended;
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
