/** The same keys with other words: a dictionary that lacks a key of the first language, or has one more, does not compile. */
export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
