declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** One opening of a set-up in a worker; what carries an older id is stale. */
export type RunId = Brand<number, "RunId">;
export const runId = (value: number): RunId => value as RunId;

/** How many training steps lie behind: 0 is the untrained model. */
export type StepIndex = Brand<number, "StepIndex">;
export const stepIndex = (value: number): StepIndex => value as StepIndex;
