/** A column: where its value is in a row, such as `mail` or `agent.mail`. */
export type Column = string;

export function valueAt(row: object, column: Column): unknown {
  let value: unknown = row;
  for (const member of column.split(".")) value = (value as Record<string, unknown> | undefined)?.[member];
  return value;
}

/** `skillGroupIds` → `Skill group ids`. */
export function titleOf(column: Column): string {
  const words = column.replace(/\./g, " ").replace(/[A-Z0-9]+/g, (part) => ` ${part.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How lists and what is in them are written: for people, or as `readSheet` takes them. */
export interface Form {
  separator: string;
  skill(name: string, priority: number): string;
}

export const forPeople: Form = { separator: ", ", skill: (name, priority) => `${name} (${priority})` };
export const forSheets: Form = { separator: ";", skill: (name, priority) => `${name}:${priority}` };

/** A value as text; instants as ISO 8601 in UTC. */
export function shown(value: unknown, form: Form): string {
  if (value === undefined || value === null) return "";
  if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
  if (Array.isArray(value)) return value.map((item) => shown(item, form)).join(form.separator);
  if (typeof value === "object") return named(value, form) ?? JSON.stringify(value);
  return String(value);
}

/** A skill group of a person: its name and her priority. */
function named(value: object, { skill }: Form): string | undefined {
  const { name, priority } = value as { name?: unknown; priority?: unknown };
  return typeof name === "string" && typeof priority === "number" ? skill(name, priority) : undefined;
}
