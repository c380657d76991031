import { sameValue } from "../../provider/core/values";
import type { Instance } from "../../provider/simulator";
import {
  ABROAD,
  BYSTANDER,
  branchMail,
  type CampaignSpec,
  campaignsOf,
  campaignText,
  declaredMails,
  mailIn,
  mailOf,
  type OtherSpec,
  type Spec,
  STRANGER,
  skillsOf,
  staffNumberOf,
  startOf,
  taskText,
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
  /** Tasks and campaigns that somebody has stopped: nobody is called again without being asked. */
  stopped: ReadonlySet<string>;
  /** Mails of accounts that were made by hand: they are as they are until somebody declares them. */
  foreign: ReadonlySet<string>;
  /** Whether a refresh has shown whom an exclusive roster removes. */
  shown: boolean;
}

export function judge({ data }: Centre, spec: Spec, other: OtherSpec | undefined, doubts: Doubts): Verdict {
  const { mayRemain, stopped, foreign, shown } = doubts;
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
  const isAdmin = data.staff.get(STRANGER)?.roles.includes(1);
  const isWhole = shown && spec.exclusive && [...spec.people.values()].some(({ home }) => home === "Roster");
  const wanted = declaredMails(spec);
  const may = new Set([BYSTANDER, ...spec.free, ...(isWhole && !isAdmin ? [] : [STRANGER]), ...foreign]);
  for (const mail of wanted) may.delete(mail);
  const mails = [...data.staff.keys()].filter((mail) => !may.has(mail));
  const abroad = (other?.people ?? []).map((who) => `${who}@${ABROAD}`);
  only("account", mails, [...wanted, ...abroad]);
  for (const mail of abroad) {
    const skills = data.staff
      .get(mail)
      ?.skillGroups.map((one) => [data.skillGroups.get(one.skillGroupId)?.name, one.priority]);
    equal(`the skills of ${mail}`, skills, [[other!.name, 2]]);
  }
  for (const [who, person] of spec.people) {
    const mail = mailOf(who, person.mail);
    const record = data.staff.get(mail);
    if (!record) continue;
    const { name, nick, staffNumber } = record;
    const number = staffNumberOf(who, person.number);
    equal(mail, { name, nick, staffNumber }, { ...pickNames(person), staffNumber: number });
    const wanted = skillsOf(spec, person).map(([group, priority]) => [spec.groups.get(group)!, priority]);
    equal(`the skills of ${who}`, skillNames(data, mail).sort(), wanted.sort());
  }
  for (const who of spec.branch?.people ?? []) {
    const record = data.staff.get(branchMail(who));
    if (record) equal(branchMail(who), [record.name, record.staffNumber], [who, `9-${who}`]);
  }
  only(
    "phone",
    [...data.extensions.keys()].filter((id) => id !== "9901"),
    [...spec.phones.values()].map(({ id }) => id),
  );
  for (const phone of spec.phones.values()) {
    const { id } = phone;
    const record = data.extensions.get(id);
    if (!record) continue;
    const names = record.skillGroupIds.map((group) => data.skillGroups.get(group)?.name).sort();
    const rung = phone.groups.flatMap((group) => spec.groups.get(group) ?? []).sort();
    const owner = phone.staff && spec.people.has(phone.staff) ? mailIn(spec, phone.staff) : "";
    equal(`phone ${id}`, [record.name, record.staff, names], [phone.name, owner, rung]);
  }
  const living = [...data.calloutTasks.values()]
    .filter(({ state }) => [0, 1, 5].includes(state))
    .map(({ name, callees }) => taskText(name, callees.length));
  const declared = [...spec.tasks].map(([name, { callees }]) => taskText(name, callees));
  if (other) declared.push(taskText("abroad", other.callees));
  if (spec.branch?.callees) declared.push(taskText("remind", spec.branch.callees));
  only(
    "task",
    living,
    declared.filter((task) => living.includes(task) || !stopped.has(task)),
  );
  const waiting = [...data.campaigns.values()].filter(
    ({ status, deleted }) => (status === 0 || status === 2) && !deleted,
  );
  const waitingTexts = waiting.map(({ name, callees }) => campaignText(name, callees.length));
  const isCalled = ([name, { callees }]: [string, CampaignSpec]): boolean => {
    const text = campaignText(name, callees);
    return waitingTexts.includes(text) || !stopped.has(text);
  };
  const called = campaignsOf(spec).filter(isCalled);
  only(
    "campaign",
    waitingTexts,
    called.map(([name, { callees }]) => campaignText(name, callees)),
  );
  for (const [name, campaign] of called) {
    const { priority, group, callees } = campaign;
    // One that a run left behind may have the same name, and as many callees.
    const wanted = [priority, spec.groups.get(group), startOf(campaign)];
    const alike = waiting
      .filter((one) => campaignText(one.name, one.callees.length) === campaignText(name, callees))
      .map((one) => [one.priority, data.skillGroups.get(one.skillGroupId)?.name, one.startTime]);
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
function skillNames(data: Instance, mail: string): [string, number][] {
  return data.staff.get(mail)!.skillGroups.flatMap(({ skillGroupId, priority }) => {
    const name = data.skillGroups.get(skillGroupId)?.name ?? `group ${skillGroupId}`;
    return STRANGE.includes(name) ? [] : [[name, priority] as [string, number]];
  });
}
