/**
 * Reading what the service answers. Its answers are not what its types promise: lists may be `null` or absent, numbers
 * may come as strings, members may be missing or new. Nothing of that may break a lookup.
 */

/** A row as it came: members of a type, none of them sure to be there or to be what the type says. */
export type Raw<T = object> = { readonly [K in keyof T]?: unknown };

/** The row type of a list as the SDK types it. */
export type RowOf<L> = NonNullable<L> extends readonly (infer R)[] ? R : never;

/** A text; absent is "". A number becomes its text. */
export function text(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : "";
}

/** A number, also where it came as a string; `null`, absent and empty are `undefined`. */
export function num(value: unknown): number | undefined {
  if (value === null || value === undefined || value === "" || typeof value === "object") return undefined;
  const read = Number(value);
  return Number.isFinite(read) ? read : undefined;
}

/** An id that the service has given; `null`, absent and 0 are none. */
export const id = (value: unknown): number | undefined => num(value) || undefined;

/** A number of which absent is 0. */
export const count = (value: unknown): number => num(value) ?? 0;

/** True or false; some members are 0 or 1 (contract §11, trap 14). */
export function bool(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "false") return value === "true";
  const read = num(value);
  return read === 0 || read === 1 ? read === 1 : undefined;
}

/** A list of rows, each read; `null` and absent are empty. */
export function list<T, R>(value: readonly R[] | null | undefined, item: (raw: Raw<R>) => T): T[] {
  return rows(value).map((row) => item(row as Raw<R>));
}

/** The rows of a list; what is no row is left out. */
export function rows<R>(value: readonly R[] | null | undefined): R[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

/** Texts; `null` and absent are empty. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text).filter((one) => one !== "") : [];
}

/** Numbers; also those of a text such as "1000,1001" (contract §11, trap 2). */
export function nums(value: unknown): number[] {
  const items: unknown[] = Array.isArray(value) ? value : typeof value === "string" ? value.split(/[\s,;]+/) : [value];
  return items.map(num).filter((one) => one !== undefined);
}

/** A row inside a row; absent is one without members. */
export function row<R>(value: R | null | undefined): Raw<R>;
export function row(value: unknown): Raw {
  return typeof value === "object" && value !== null ? value : {};
}

/** An instant under its name, and its Unix seconds beside it, as the service gave them. */
export type Instants<K extends string> = { [P in K]?: Date } & { [P in `${K}Seconds`]?: number };

/** An instant given in Unix seconds, as a number or as its text; `null`, absent and 0 are none (contract §11, trap 5). */
export function instant<K extends string>(name: K, value: unknown): Instants<K> {
  const seconds = num(value);
  if (!seconds || seconds < 0 || seconds > LAST_SECOND) return {} as Instants<K>;
  return { [name]: new Date(seconds * 1000), [`${name}Seconds`]: seconds } as Instants<K>;
}

/** The last instant that a Date can hold. */
const LAST_SECOND = 8.64e12;

/** A word of an enumeration under its name, "unknown" for a number without one yet, and the number beside it. */
export type Coded<K extends string, W extends string> = { [P in K]?: W | "unknown" } & { [P in `${K}Code`]?: number };

/** The word for a number of an enumeration; `null` and absent are none. */
export function coded<K extends string, W extends string>(
  name: K,
  words: Readonly<Record<number, W>>,
  value: unknown,
): Coded<K, W> {
  const code = num(value);
  if (code === undefined) return {} as Coded<K, W>;
  return { [name]: words[code] ?? "unknown", [`${name}Code`]: code } as Coded<K, W>;
}

/** The word of a list that equals a text, whatever its case (contract §11, trap 16); the text itself when there is none. */
export function spelled<W extends string>(words: readonly W[], value: unknown): W | (string & {}) {
  const given = text(value);
  return words.find((one) => one.toLowerCase() === given.toLowerCase()) ?? given;
}
