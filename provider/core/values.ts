/** Plain values as Pulumi carries them: comparison, canonical text, and the stripping of what its wire refuses. */
export type Plain = Record<string, unknown>;

/** Keys that begin with two underscores are the provider's own; the engine neither shows nor compares them. */
export function isInternal(key: string): boolean {
  return key.startsWith("__");
}

/** One text for one value: members sorted by name, `undefined` left out. Frozen, since digests of it are stored. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? "null";
}

/** Whether two lists hold the same, in any order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return sameValue(a.map(canonical).sort(), b.map(canonical).sort());
}

export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const from = value as Plain;
  return Object.fromEntries(
    Object.keys(from)
      .filter((key) => from[key] !== undefined)
      .sort()
      .map((key) => [key, sorted(from[key])]),
  );
}

/**
 * A copy without `undefined` at any depth: Pulumi's wire refuses it ("Unexpected struct type"), and it does so after
 * the object exists in the service.
 */
export function stripUndefined<T>(value: T): T {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(stripUndefined) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, stripUndefined(item)])) as T;
}

export function pick(from: Plain, keys: Iterable<string>): Plain {
  const out: Plain = {};
  for (const key of keys) if (from[key] !== undefined) out[key] = from[key];
  return out;
}

/** A value in a message: short, quoted when it is text. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
