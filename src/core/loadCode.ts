import { InklingError } from "./errors.ts";

/** A piece of code that has not come by then does not come. */
const LIMIT_MS = 20_000;

/** A dynamic import that ends: throws `workerNotLoaded` where it fails, or where nothing comes of it in time. */
export async function loadCode<T>(load: () => Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new InklingError("workerNotLoaded")), limitMs);
  });
  try {
    return await Promise.race([load(), late]);
  } catch (cause) {
    throw new InklingError("workerNotLoaded", {}, { cause });
  } finally {
    clearTimeout(timer);
  }
}
