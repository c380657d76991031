import { sameValue } from "../../provider/core/values";
import type { Instance } from "../../provider/simulator";
import {
  ABROAD,
  BYSTANDER,
  campaignsOf,
  campaignText,
  mailOf,
  type OtherSpec,
  type Spec,
  STRANGER,
  skillsOf,
  staffNumberOf,
  taskText,
  type Who,
} from "./spec";
import { type Centre, STRANGE } from "./world";

/** What is not as it must be once a program has come to its end. */
export interface Verdict {
  /** Was declared and is not there, or is there otherwise. */
  lost: string[];
  /** Is there twice, or is there and nobody declares it. */
  doubled: string[];
}

/** What nobody can know for certain. */
export interface Doubts {
  /** What a run was making when it died or failed: if the program was changed since, nobody knows of it. */
  mayRemain: ReadonlySet<string>;
  /** Tasks that somebody has stopped: nobody is called again without being asked. */
  stopped: ReadonlySet<string>;
}

export function judge({ data }: Centre, spec: Spec, other: OtherSpec | undefined, doubts: Doubts): Verdict {
  const { mayRemain, stopped } = doubts;
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
  only("group", groupNames, [...spec.groups.values(), ...(other ? [other.name] : [])]);
  const isWhole = spec.exclusive && [...spec.people.values()].some(({ home }) => home === "Roster");
  const free = [...spec.free].filter((who) => !spec.people.has(who));
  const may = new Set([BYSTANDER, ...free.map(mailOf), ...(isWhole ? [] : [STRANGER])]);
  const mails = [...data.staff.keys()].filter((mail) => !may.has(mail));
  const abroad = (other?.people ?? []).map((who) => `${who}@${ABROAD}`);
  only("account", mails, [...[...spec.people.keys()].map(mailOf), ...abroad]);
  for (const mail of abroad) {
    const skills = data.staff
      .get(mail)
      ?.skillGroups.map((one) => [data.skillGroups.get(one.skillGroupId)?.name, one.priority]);
    equal(`the skills of ${mail}`, skills, [[other!.name, 2]]);
  }
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
  const living = [...data.calloutTasks.values()]
    .filter(({ state }) => [0, 1, 5].includes(state))
    .map(({ name, callees }) => taskText(name, callees.length));
  const declared = [...spec.tasks].map(([name, { callees }]) => taskText(name, callees));
  if (other) declared.push(taskText("abroad", other.callees));
  only(
    "task",
    living,
    declared.filter((task) => living.includes(task) || !stopped.has(task)),
  );
  const waiting = [...data.campaigns.values()].filter(({ status, deleted }) => status === 0 && !deleted);
  only(
    "campaign",
    waiting.map(({ name, callees }) => campaignText(name, callees.length)),
    campaignsOf(spec).map(([name, { callees }]) => campaignText(name, callees)),
  );
  for (const [name, { priority, group, callees }] of campaignsOf(spec)) {
    // One that a run left behind may have the same name, and as many callees.
    const wanted = [priority, spec.groups.get(group)];
    const alike = waiting
      .filter((one) => campaignText(one.name, one.callees.length) === campaignText(name, callees))
      .map((one) => [one.priority, data.skillGroups.get(one.skillGroupId)?.name]);
    equal(`campaign ${name}`, alike.find((one) => sameValue(one, wanted)) ?? alike[0], wanted);
  }
  for (const { number, callOutSkillGroupIds } of data.numbers.values()) {
    const wanted = spec.numbers.get(number);
    if (!wanted && mayRemain.has(number)) continue;
    const names = callOutSkillGroupIds.map((id) => data.skillGroups.get(id)?.name ?? `group ${id}`);
    const is = wanted ? names : names.filter((one) => !STRANGE.includes(one));
    equal(`number ${number}`, is.sort(), (wanted ?? []).flatMap((key) => spec.groups.get(key) ?? []).sort());
  }
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
