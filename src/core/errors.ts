/**
 * What went wrong, as a plain value that crosses the worker's border and is put into words by the page.
 * `code` names the sentence (a key of the page's dictionary under `errors`), `values` fill its blanks.
 */
export interface Fault {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** An error that carries a {@link Fault}. Throw it wherever a person can mend the cause. */
export class InklingError extends Error implements Fault {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: string, values: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(values)}`, options);
    this.name = "InklingError";
    this.code = code;
    this.values = values;
  }
}

/** Any thrown value as a {@link Fault}; what was not tagged becomes `unexpected` with its message. */
export function toFault(error: unknown): Fault {
  if (error instanceof InklingError) return { code: error.code, values: error.values };
  return { code: "unexpected", values: { message: error instanceof Error ? error.message : String(error) } };
}
