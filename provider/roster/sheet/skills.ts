import { shown } from "../../core/values";
import { DEFAULT_PRIORITY, type Priority, priority } from "../rules";
import type { Cell, NamedCell, Report } from "./rows";
import { spoilt } from "./spoilt";
import { narrow } from "./tidy";
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
    const fault = spoilt("skills", name);
    if (fault !== undefined) report(at(), `skills: ${fault}`);
    else if (!usable(name))
      report(at(), `skills: expected the name of a skill group, got ${shown(name)}${aside(name)}`);
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

/** A name that a plain object can carry as a member of its own, and that is not "none". */
const usable = (name: string): boolean => name !== "" && name !== "__proto__" && !isNone(name);

const aside = (name: string): string => (isNone(name) ? `, which is none and stands alone` : "");

const column = ({ name, value, at }: NamedCell): Entry => ({
  name,
  priority: typeof value === "string" && isNone(value) ? undefined : numeric(value),
  at,
});

function numeric(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = narrow(value);
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

function entries({ value, at }: Cell, report: Report): Entry[] {
  if (typeof value === "string")
    return isNone(value) ? [] : value.split(/[;；,，、\n]/).flatMap((part) => item(part, at));
  if (Array.isArray(value) && value.every((one) => typeof one === "string" || one instanceof Map)) {
    return value.flatMap((one) =>
      typeof one === "string" ? (one === "" ? [named(one, at)] : item(one, at)) : members(one, at),
    );
  }
  if (value instanceof Map) return members(value, at);
  report(at(), `skills: expected skill groups such as "sales:1; support", got ${shown(value)}`);
  return [];
}

function members(map: Map<string, unknown>, at: Cell["at"]): Entry[] {
  return [...map].map(([name, given]) => ({
    ...named(name, at),
    priority: given === null ? DEFAULT_PRIORITY : numeric(given),
  }));
}

const named = (name: string, at: Cell["at"]): Entry => ({ name: name.trim(), priority: DEFAULT_PRIORITY, at });

function item(part: string, at: Cell["at"]): Entry[] {
  const text = part.trim();
  if (text === "") return [];
  const [, name, given] = /^([\s\S]*)[:：]([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || given === undefined) return [named(text, at)];
  return [{ name: name.trim(), priority: numeric(given.trim()), at }];
}
