import type { Plain } from "../../../provider/core/values";
import { personText } from "../../../provider/roster/people";
import { addSkillGroup, type StaffRecord } from "../../../provider/simulator";
import { type Centre, type Declared, Refused } from "../centre";

/** People as the class hands them on: mail → text. */
export function people(...list: Plain[]): Record<string, string> {
  return Object.fromEntries(list.map((person) => [String(person.mail), personText(person)]));
}

export const li = { mail: "li@example.com", name: "Li", staffNumber: "1001" };
export const mei = { mail: "mei@example.com", name: "Mei", staffNumber: "1002" };
export const wu = { mail: "wu@example.com", name: "Wu", staffNumber: "1003" };

/** `n` people with numbers from 2000. */
export function crowd(n: number, more: Plain = {}): Plain[] {
  return Array.from({ length: n }, (_, i) => ({
    mail: `p${i}@example.com`,
    name: `P${i}`,
    staffNumber: String(2000 + i),
    ...more,
  }));
}

/** Groups Sales and Support, as somebody made them in the console, under the names of a roster. */
export function groups({ data }: Centre): { sales: number; support: number } {
  addSkillGroup(data, { skillGroupId: 71, name: "Sales" });
  addSkillGroup(data, { skillGroupId: 72, name: "Support" });
  return { sales: 71, support: 72 };
}

export function record({ data }: Centre, mail: string): StaffRecord {
  const found = data.staff.get(mail);
  if (!found) throw new Error(`no account ${mail}; there are ${[...data.staff.keys()].join(", ")}`);
  return found;
}

/** Her groups: id → priority. */
export function skillsOf(centre: Centre, mail: string): Record<number, number> {
  return Object.fromEntries(
    record(centre, mail).skillGroups.map(({ skillGroupId, priority }) => [skillGroupId, priority]),
  );
}

/** How often each action was called since the last time. */
export function counted({ sim }: Centre): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { action } of sim.calls) found[action] = (found[action] ?? 0) + 1;
  sim.calls.length = 0;
  return found;
}

/** Each person whose text a refresh shows otherwise: mail → what is live, `undefined` for whoever is gone. */
export async function drifted(roster: Declared): Promise<Record<string, unknown>> {
  const drift = await roster.drift();
  if (drift === "gone") throw new Error("the roster is gone");
  const { people: both, ...others } = drift;
  if (Object.keys(others).length > 0) throw new Error(`also different: ${JSON.stringify(others)}`);
  const [was, is] = [(both?.was ?? {}) as Plain, (both?.is ?? {}) as Plain];
  const mails = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((mail) => was[mail] !== is[mail]);
  return Object.fromEntries(
    mails.map((mail) => [mail, is[mail] === undefined ? undefined : JSON.parse(String(is[mail]))]),
  );
}

/** All that `check` said. */
export async function refusals(verb: Promise<unknown>): Promise<readonly string[]> {
  const error = await verb.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refused) return error.failures;
  throw new Error(`expected a refusal, got ${String(error)}`);
}
