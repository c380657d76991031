import * as pulumi from "@pulumi/pulumi";
import { mailKey } from "../../api";
import { UserError } from "../../base/errors";
import { masker } from "../../base/mask";
import { type Plain, shown } from "../../core/values";
import { byMail, personOfText, personText } from "../../roster/people";
import { partKey, staffKey } from "../shared";

/**
 * The people of a program as they are stored, one text each. A person who holds a value that is not known yet is unknown as a
 * whole; a list in which a mail is not known is unknown as a whole.
 */
export function peopleOf(name: string, people: unknown): pulumi.Input<Record<string, pulumi.Input<string>>> {
  const nameless = Array.isArray(people) && people.some((person) => isLater(person) || isLater(person?.mail));
  if (!isLater(people) && !nameless) return textsOf(name, people);
  // Typed as what it becomes: a value in which nothing is left to come.
  return pulumi.output(people as Plain).apply((known): Record<string, string> => textsOf(name, known));
}

function textsOf(name: string, people: unknown): Record<string, string> {
  if (Array.isArray(people)) return listed(name, people);
  // What is neither is refused with everything else that is wrong, by `check`.
  if (typeof people !== "object" || people === null) return people as never;
  const entries = Object.entries(people);
  refuse(
    name,
    entries.flatMap(([key, person]) => {
      const mail = isLater(person) ? undefined : (person as Plain | null | undefined)?.mail;
      if (typeof mail !== "string" || mailKey(mail) === mailKey(key)) return [];
      return [`people[${shown(key)}]: the key is the person's mail, and ${shown(mail)} is another; name one of them`];
    }),
  );
  return Object.fromEntries(entries.map(([mail, person]) => [mail, textOf(person)])) as Record<string, string>;
}

const MOST_FAULTS = 300;

function listed(name: string, people: readonly unknown[]): Record<string, string> {
  const found = new Map<string, { mail: string; text: unknown; at: number }>();
  const faults: string[] = [];
  people.forEach((person, at) => {
    const mail = (person as Plain | null | undefined)?.mail;
    if (typeof mail !== "string" || mail === "") {
      faults.push(`people[${at}]: expected a person with a mail, got ${shown(person)}`);
      return;
    }
    const first = found.get(mailKey(mail));
    if (first) faults.push(`people[${at}]: ${shown(mail)} is people[${first.at}] too; name a person once`);
    else found.set(mailKey(mail), { mail, text: textOf(person), at });
  });
  refuse(name, faults);
  return Object.fromEntries([...found.values()].map(({ mail, text }) => [mail, text])) as Record<string, string>;
}

function refuse(name: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > MOST_FAULTS ? [`and ${faults.length - MOST_FAULTS} more`] : [];
  const text = [`Roster "${name}" cannot be read:`, ...faults.slice(0, MOST_FAULTS), ...more].join("\n");
  throw new UserError(masker(process.env)(text));
}

function textOf(person: unknown): pulumi.Input<string> {
  if (typeof person !== "object" || person === null || Array.isArray(person)) return JSON.stringify(person) ?? "null";
  if (holdsLater(person))
    return pulumi.output(person as Plain).apply((known) => personText(withoutContainers(known as Plain)));
  return personText(withoutContainers(person as Plain));
}

/** A `Map` or a `Set` would become `{}`, which is "none": `check` refuses what it becomes here. */
function withoutContainers(person: Plain): Plain {
  const entries = Object.entries(person).map(([key, value]) => {
    const isContainer = value instanceof Map || value instanceof Set;
    return [key, isContainer ? Object.prototype.toString.call(value) : value];
  });
  return Object.fromEntries(entries);
}

const isLater = (value: unknown): boolean => pulumi.Output.isInstance(value) || value instanceof Promise;

function holdsLater(value: unknown): boolean {
  if (isLater(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsLater);
}

/** The keys of people whose mails are plain text, whatever else of them is known. */
export function plainMails(people: unknown): string[] {
  if (typeof people !== "object" || people === null || isLater(people)) return [];
  return Object.keys(people).map(staffKey);
}

/** What a roster holds: accounts, and the memberships that it declares for them. */
export function partsOf({ people, skillGroups }: Plain): string[] {
  if (typeof people !== "object" || people === null) return [];
  const groups = (typeof skillGroups === "object" ? (skillGroups ?? {}) : {}) as Plain;
  const members = [...byMail(people).values()].flatMap(({ mail, text }) =>
    Object.keys(personOfText(text).skills ?? {})
      .map((name) => groups[name])
      .filter((id): id is number => typeof id === "number")
      .map((id) => partKey(mail, id)),
  );
  return [...Object.keys(people).map(staffKey), ...members];
}
