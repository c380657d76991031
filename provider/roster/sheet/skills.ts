import { shown } from "../../core/values";
import { DEFAULT_PRIORITY, type Priority, priority } from "../rules";
import type { Cell, NamedCell, Report } from "./rows";
import { isNone } from "./words";

/** A group of a person; a priority that is `undefined` takes her out of it. */
interface Entry {
  name: string;
  priority: unknown;
  at: Cell["at"];
}

/** The groups of one person from her `skills` and her `skill:…` cells; `undefined` where all of them are blank. */
export function skillsOf(
  list: Cell | undefined,
  columns: readonly NamedCell[],
  report: Report,
): Record<string, Priority> | undefined {
  if (!list && columns.length === 0) return undefined;
  const found = new Map<string, Priority>();
  const seen = new Set<string>();
  for (const entry of [...(list ? entries(list, report) : []), ...columns.map(column)]) {
    const { name, at } = entry;
    if (!usable(name)) report(at(), `skills: expected the name of a skill group, got ${shown(name)}`);
    else if (seen.has(name)) report(at(), `skills: ${shown(name)} is there twice; name each group once`);
    else if (entry.priority !== undefined) {
      const checked = priority.safeParse(entry.priority);
      if (checked.success) found.set(name, checked.data);
      else report(at(), `skills: expected a priority from 1 to 5 for ${shown(name)}, got ${shown(entry.priority)}`);
    }
    seen.add(name);
  }
  return Object.fromEntries(found);
}

/** A name that a plain object can carry as a member of its own. */
const usable = (name: string): boolean => name !== "" && name !== "__proto__";

const column = ({ name, value, at }: NamedCell): Entry => ({
  name,
  priority: typeof value === "string" && isNone(value) ? undefined : numeric(value),
  at,
});

const numeric = (value: unknown): unknown =>
  typeof value === "string" && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value;

function entries({ value, at }: Cell, report: Report): Entry[] {
  if (typeof value === "string")
    return isNone(value) ? [] : value.split(/[;；,，、\n]/).flatMap((part) => item(part, at));
  if (Array.isArray(value) && value.every((one): one is string => typeof one === "string")) {
    return value.map((name) => ({ name: name.trim(), priority: DEFAULT_PRIORITY, at }));
  }
  if (value instanceof Map) {
    return [...(value as Map<string, unknown>)].map(([name, given]) => ({
      name: name.trim(),
      priority: given === null ? DEFAULT_PRIORITY : numeric(given),
      at,
    }));
  }
  report(at(), `skills: expected skill groups such as "sales:1; support", got ${shown(value)}`);
  return [];
}

function item(part: string, at: Cell["at"]): Entry[] {
  const text = part.trim();
  if (text === "") return [];
  const [, name, given] = /^([\s\S]*)[:：]([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || given === undefined) return [{ name: text, priority: DEFAULT_PRIORITY, at }];
  return [{ name: name.trim(), priority: numeric(given.trim()), at }];
}
