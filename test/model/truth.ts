import type { Instance } from "../../provider/simulator";
import { calleesOf, mailOf, type Spec, skillsOf, staffNumberOf, type Who } from "./spec";
import { type Centre, STRANGE } from "./world";

/** What is not as it must be once a program has come to its end. */
export interface Verdict {
  /** Was declared and is not there, or is there otherwise. */
  lost: string[];
  /** Is there twice, or is there and nobody declares it. */
  doubled: string[];
}

/** @param mayRemain what a run was making when it died or failed: if the program was changed since, nobody knows of it */
export function judge({ data }: Centre, spec: Spec, mayRemain: ReadonlySet<string>): Verdict {
  const verdict: Verdict = { lost: [], doubled: [] };
  const equal = (what: string, found: unknown, wanted: unknown): void => {
    const [is, must] = [found, wanted].map((value) => JSON.stringify(value));
    if (is !== must) verdict.lost.push(`${what}: must be ${must}, is ${is}`);
  };
  const only = (kind: string, found: string[], wanted: string[]): void => {
    for (const one of wanted) if (!found.includes(one)) verdict.lost.push(`${kind} ${one}`);
    const left = [...found];
    for (const one of wanted) if (left.includes(one)) left.splice(left.indexOf(one), 1);
    for (const one of left) if (!mayRemain.has(one)) verdict.doubled.push(`${kind} ${one}`);
  };
  const groupNames = [...data.skillGroups.values()].map(({ name }) => name).filter((name) => !STRANGE.includes(name));
  only("group", groupNames, [...spec.groups.values()]);
  const mails = [...data.staff.keys()].filter((mail) => mail !== "bystander@example.com");
  only("account", mails, [...spec.people.keys()].map(mailOf));
  for (const [who, person] of spec.people) {
    const record = data.staff.get(mailOf(who));
    if (!record) continue;
    const { name, nick, staffNumber } = record;
    equal(mailOf(who), { name, nick, staffNumber }, { ...pickNames(person), staffNumber: staffNumberOf(who) });
    const wanted = skillsOf(spec, person).map(([group, priority]) => [spec.groups.get(group)!, priority]);
    equal(`the skills of ${who}`, skillNames(data, who).sort(), wanted.sort());
  }
  only(
    "phone",
    [...data.extensions.keys()].filter((id) => id !== "9901"),
    [...spec.phones.keys()],
  );
  for (const [id, phone] of spec.phones) {
    const record = data.extensions.get(id);
    if (!record) continue;
    const names = record.skillGroupIds.map((group) => data.skillGroups.get(group)?.name).sort();
    const rung = phone.groups.flatMap((group) => spec.groups.get(group) ?? []).sort();
    const owner = phone.staff && spec.people.has(phone.staff) ? mailOf(phone.staff) : "";
    equal(`phone ${id}`, [record.name, record.staff, names], [phone.name, owner, rung]);
  }
  const living = [...data.calloutTasks.values()].filter(({ state }) => [0, 1, 5].includes(state));
  const text = (name: string, callees: readonly string[]): string => `${name} of ${callees.length} callees`;
  only(
    "task",
    living.map(({ name, callees }) =>
      text(
        name,
        callees.map(({ callee }) => callee),
      ),
    ),
    [...spec.tasks].map(([name, task]) => text(name, calleesOf(task))),
  );
  return verdict;
}

const pickNames = ({ name, nick }: { name: string; nick: string }): { name: string; nick: string } => ({ name, nick });

/** Her groups but for those that nobody declares. */
function skillNames(data: Instance, who: Who): [string, number][] {
  return data.staff.get(mailOf(who))!.skillGroups.flatMap(({ skillGroupId, priority }) => {
    const name = data.skillGroups.get(skillGroupId)?.name ?? `group ${skillGroupId}`;
    return STRANGE.includes(name) ? [] : [[name, priority] as [string, number]];
  });
}
