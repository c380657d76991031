/**
 * Reading what the service answers. Its answers are not what its types promise: lists may be `null` or absent, numbers
 * may come as strings, members may be missing or new. Nothing of that may break a lookup.
 */

/** A row as it came. */
export type Row = object;

/** A text; `null`, absent and other types are `undefined`. A number becomes its text. */
export function text(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : undefined;
}

/** A number, also where it came as a string; `null`, absent and empty are `undefined`. */
export function num(value: unknown): number | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  const read = Number(value);
  return Number.isFinite(read) ? read : undefined;
}

export function bool(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  // UsingLastSeat and Disabled are 0 or 1 (contract §11, trap 14).
  return value === 0 || value === 1 ? value === 1 : undefined;
}

/** A list, each item read; `null` and absent are empty. */
export function list<T>(value: unknown, item: (raw: Row) => T): T[] {
  return rows(value).map(item);
}

export function rows(value: unknown): Row[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text).filter((one) => one !== undefined) : [];
}

export function nums(value: unknown): number[] {
  return Array.isArray(value) ? value.map(num).filter((one) => one !== undefined) : [];
}

/** An instant given in Unix seconds, as a number or as its text; 0 and absent are none. */
export function instant(value: unknown): Date | undefined {
  const seconds = num(value);
  return seconds ? new Date(seconds * 1000) : undefined;
}

/** The word for a number of an enumeration, and the number itself where it has none yet. */
export function word<T extends string>(words: Readonly<Record<number, T>>, value: unknown): T | number | undefined {
  const id = num(value);
  return id === undefined ? undefined : (words[id] ?? id);
}
