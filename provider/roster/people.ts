import { mailKey } from "../api";
import { type Issue, issuesOf } from "../core/issues";
import { nearest } from "../core/nearest";
import { hasUnknown, isUnknown, UNKNOWN } from "../core/unknown";
import { canonical, type Plain, shown } from "../core/values";
import type { ReadableFields } from "./fields";
import type { Switches } from "./person";
import type { Role } from "./roles";
import { type Priority, skillsRule } from "./rules";
import { account } from "./sheet/person";

/**
 * A person as a roster stores her: one canonical text, under her mail. A map of ten thousand texts costs Pulumi a quarter of
 * what nested objects cost, and it still shows each changed member of each person.
 */
export interface Listed extends ReadableFields, Switches {
  role?: Role;
  /** By the name of the group; absent: not managed. */
  skills?: Record<string, Priority>;
}

export type People = Record<string, string>;

/** The text of a person; what is `null` is not there. Frozen: another form would show a change of everybody. */
export function personText(person: Plain): string {
  const there = Object.entries(person).filter(([key, value]) => key !== "mail" && value !== null);
  return canonical(Object.fromEntries(there));
}

/** What is no text of a person is one of whom nothing is managed: it was refused before it could be stored. */
export function personOfText(text: string): Listed {
  return (objectOf(text) ?? {}) as Listed;
}

/** Whether a stored value is a person, as opposed to one who is not known yet. */
export const isText = (value: unknown): value is string => typeof value === "string" && !isUnknown(value);

/** The known people of a stored map, by the normal form of their mails. */
export function byMail(people: unknown): Map<string, { mail: string; text: string }> {
  if (typeof people !== "object" || people === null) return new Map();
  const known = Object.entries(people).filter((entry): entry is [string, string] => isText(entry[1]));
  return new Map(known.map(([mail, text]) => [mailKey(mail), { mail, text }]));
}

/**
 * Checks every person and gives the map in its stored form. A text that is stored already was checked when it was, so
 * that a change of one person costs the check of one. A transform of the program may hand on people as they are written: an
 * object becomes its text here as it does in the constructor. Only what Pulumi says is not known yet is unknown.
 */
export function checkPeople(value: unknown, old: unknown): { value: unknown; issues: Issue[] } {
  const issues: Issue[] = [];
  const given = entriesOf(value, issues);
  if (given === undefined) {
    const message = `expected a list of people, or a map from mail to person, got ${shown(value)}`;
    return { value, issues: [{ path: ["people"], message }] };
  }
  if (given === UNKNOWN) return { value: UNKNOWN, issues: [] };
  const before = byMail(old);
  const spellings = new Map<string, string>();
  const entries: [string, unknown][] = [];
  const numbers = new Map<string, string>();
  for (const [mail, person] of given) {
    const key = mailKey(mail);
    const twin = spellings.get(key);
    if (twin !== undefined) {
      issues.push({ path: ["people", mail], message: `${shown(twin)} is the same mail; name a person once` });
      continue;
    }
    spellings.set(key, mail);
    const known = before.get(key);
    // The spelling that the state knows stays: case is no difference.
    const spelled = known?.mail ?? mail;
    const text = textOf(person);
    if (text === undefined) {
      issues.push(nobody(["people", mail], person));
      continue;
    }
    if (!isText(text)) {
      entries.push([spelled, text]);
      continue;
    }
    const checked = known?.text === text ? { text, issues: [] } : checkPerson(mail, text);
    const wrong = new Set(checked.issues.map(({ path }) => path[2]));
    const twins = twinIssues(mail, checked.text, numbers).filter(({ path }) => !wrong.has(path[2]));
    issues.push(...checked.issues, ...twins);
    entries.push([spelled, checked.text]);
  }
  return { value: Object.fromEntries(entries), issues };
}

const nobody = (path: PropertyKey[], value: unknown): Issue => ({
  path,
  message: `expected a person with a name, got ${shown(value)}`,
});

/** The people of a map or a list by mail; unknown where a mail of the list is. */
function entriesOf(value: unknown, issues: Issue[]): [string, unknown][] | typeof UNKNOWN | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return Object.entries(value);
  const mailOf = (person: unknown): unknown =>
    typeof person === "object" && person !== null ? (person as Plain).mail : undefined;
  if (value.some((person) => isUnknown(person) || isUnknown(mailOf(person)))) return UNKNOWN;
  return value.flatMap((person, at) => {
    const mail = mailOf(person);
    if (typeof mail === "string" && mail !== "") return [[mail, person] as [string, unknown]];
    issues.push({ path: ["people", at], message: `expected a person with a mail, got ${shown(person)}` });
    return [];
  });
}

/** The text of a person in whatever form they come; whoever holds an unknown is unknown as a whole; `undefined`: nobody. */
function textOf(person: unknown): string | undefined {
  if (typeof person === "string") return person;
  if (typeof person !== "object" || person === null || Array.isArray(person)) return undefined;
  if (hasUnknown(person)) return UNKNOWN;
  // The mail stays in the text: one that is not that of the key is refused.
  return canonical(Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null)));
}

function checkPerson(mail: string, text: string): { text: string; issues: Issue[] } {
  const path = ["people", mail];
  const given = objectOf(text);
  if (!given) return { text, issues: [nobody(path, text)] };
  if (typeof given.mail === "string" && mailKey(given.mail) !== mailKey(mail)) {
    const message = `the key is the person's mail, and ${shown(given.mail)} is another; name one of them`;
    return { text, issues: [{ path, message }] };
  }
  const issues: Issue[] = [];
  const fields: Plain = {};
  const read = (field: string, schema: Schema, value: unknown, at: PropertyKey[]): void => {
    const result = schema.safeParse(value);
    if (!result.success) issues.push(...issuesOf(result.error!, value, at, false));
    else if (result.data !== undefined) fields[field] = result.data;
  };
  read("mail", account.shape.mail, mail, path);
  for (const [field, schema] of Object.entries({ ...account.shape, skills: skillsRule })) {
    if (field !== "mail") read(field, schema, given[field], [...path, field]);
  }
  for (const field of Object.keys(given)) {
    if (Object.hasOwn(account.shape, field) || field === "skills") continue;
    const guess = nearest(field, known);
    const hint = guess ? `did you mean "${guess}"?` : `known are ${known.join(", ")}`;
    issues.push({ path: [...path, field], message: `no such field; ${hint}` });
  }
  return { text: issues.length > 0 ? text : personText(fields), issues };
}

const known = [...Object.keys(account.shape), "skills"].filter((field) => field !== "mail");

interface Schema {
  safeParse(value: unknown): { success: boolean; data?: unknown; error?: import("zod").z.ZodError };
}

function objectOf(text: string): Plain | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : undefined;
  } catch {
    return undefined;
  }
}

/** What no two accounts of an instance can have in common. */
export const singleFields = ["staffNumber", "phone", "extensionNumber"] as const;

function twinIssues(mail: string, text: string, owners: Map<string, string>): Issue[] {
  const person = objectOf(text);
  if (!person) return [];
  return singleFields.flatMap((field) => {
    const value = person[field];
    if (typeof value !== "string" || value === "" || isUnknown(value)) return [];
    const owner = owners.get(`${field} ${value}`);
    owners.set(`${field} ${value}`, owner ?? mail);
    if (owner === undefined) return [];
    return [
      { path: ["people", mail, field], message: `${shown(value)} is that of ${owner} too; no two people can have one` },
    ];
  });
}
