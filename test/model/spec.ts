import type { Plain } from "../../provider/core/values";
import { personText } from "../../provider/roster/people";
import type { Declaration } from "./engine";

/** Who and what may be declared; small enough that commands meet. */
export const people = ["ann", "bea", "cai", "dan", "eve"] as const;
export const groups = ["sales", "support", "night"] as const;
export const phones = ["8001", "8002"] as const;
export const tasks = ["remind", "survey"] as const;
export const campaigns = ["winter", "spring"] as const;
/** A number that the simulator's instance has. */
export const NUMBER = "008675500000001";

/**
 * They stay `Staff`, and their bindings are deleted with them. Where an account moves on instead, such a binding is not asked
 * to unbind anything (docs/guarantees.md).
 */
export const settled: ReadonlySet<string> = new Set(["ann", "bea"]);

export type Who = (typeof people)[number];
export type Group = (typeof groups)[number];

export interface PersonSpec {
  name: string;
  nick: string;
  /** Where it is declared. */
  home: "Staff" | "Roster";
  /** Which of its mails it has, and which of its staff numbers: another mail is another account. */
  mail: 0 | 1;
  number: 0 | 1;
  skills: Partial<Record<Group, 1 | 2 | 5>>;
}

export interface PhoneSpec {
  /** Its extension id; another one is another phone. */
  id: string;
  name: string;
  groups: Group[];
  staff?: Who;
}

export interface TaskSpec {
  callees: number;
  /** Another one dials again. */
  run: 1 | 2;
  /** Most readings refuse it before the start. */
  paused?: boolean;
}

export interface CampaignSpec {
  callees: number;
  priority: 1 | 2 | 5;
  group: Group;
  /** Starts an hour later. */
  late?: boolean;
  /** With times of the day, which no call changes: each change replaces. */
  times?: boolean;
  paused?: boolean;
}

/** What a component declares whose resources are called as those of the program itself. */
export interface BranchSpec {
  people: ("fay" | "gus")[];
  /** Callees of its task, none: it has no task. With `run` 1 or 2 it may be the same task as that of the program. */
  callees: number;
  run: 1 | 2 | 3;
}

/** What the program declares. */
export interface Spec {
  groups: Map<Group, string>;
  people: Map<Who, PersonSpec>;
  phones: Map<string, PhoneSpec>;
  tasks: Map<string, TaskSpec>;
  campaigns: Map<string, CampaignSpec>;
  /** Whom the number calls out for; it is declared where there is an entry. */
  numbers: Map<string, Group[]>;
  /** The roster is the truth for the whole instance. */
  exclusive: boolean;
  /** Mails of those who left the roster and keep their account. */
  released: Set<string>;
  /** Mails of those who were ever released: nobody may hold their account any more. */
  free: Set<string>;
  /** A component with resources of the same names. */
  branch: BranchSpec | undefined;
  /** What is done about objects that are there already. */
  onExisting: "adopt" | "identical" | "fail";
  /** Whose declaration is known late. */
  late: Map<string, "waiting" | "unseen">;
  /** How often each resource was renamed. */
  renames: Map<string, number>;
  /** From which of its names on each resource has aliases; earlier ones it was given without. */
  aliased: Map<string, number>;
}

export const emptySpec = (): Spec => ({
  groups: new Map(),
  people: new Map(),
  phones: new Map(),
  tasks: new Map(),
  campaigns: new Map(),
  numbers: new Map(),
  exclusive: false,
  released: new Set(),
  free: new Set(),
  branch: undefined,
  onExisting: "adopt",
  late: new Map(),
  renames: new Map(),
  aliased: new Map(),
});

export const BYSTANDER = "bystander@example.com";
/** Nobody declares her; an exclusive roster removes her. */
export const STRANGER = "zed@example.com";
/** Where the people of the other stack are. */
export const ABROAD = "abroad.example.com";

/** The type of the component. */
export const BRANCH = "example:index:Branch";

export const mailOf = (who: string, mail: 0 | 1 = 0): string => `${who}${mail === 0 ? "" : ".b"}@example.com`;
/** The mail under which somebody is declared, or would be. */
export const mailIn = (spec: Spec, who: Who): string => mailOf(who, spec.people.get(who)?.mail ?? 0);
export const staffNumberOf = (who: Who, number: 0 | 1): string => String(7001 + people.indexOf(who) + number * 100);
export const branchMail = (who: string): string => `${who}@branch.example.com`;
/** All that the roster has the say over or not, by mail. */
export const declaredMails = (spec: Spec): string[] => [
  ...[...spec.people].map(([who, { mail }]) => mailOf(who, mail)),
  ...(spec.branch?.people ?? []).map(branchMail),
];
/** Whom the tasks call: in no log. */
export const calleesOf = ({ callees }: { callees: number }): string[] =>
  Array.from({ length: callees }, (_, i) => `00861380013${String(8001 + i)}`);
/** In no log either. */
export const PASSWORD = "Example-Secret-7";
/** A month from now: nobody is called in a test. */
export const notBefore = Math.floor(Date.now() / 1000) + 30 * 86_400;

/** Groups of the last name are of another type, which only another group can have. */
export const groupType = (name: string): "phone" | "audio" => (name.endsWith(" C") ? "audio" : "phone");
export const startOf = ({ late }: CampaignSpec): number => notBefore + (late ? 3600 : 0);

export const taskText = (name: string, callees: number): string => `${name} of ${callees} callees`;
export const campaignText = (name: string, callees: number): string => `${name} to ${callees} callees`;

/** Campaigns whose group is declared. */
export const campaignsOf = (spec: Spec): [string, CampaignSpec][] =>
  [...spec.campaigns].filter(([, { group }]) => spec.groups.has(group));

/** The skills of a person that name groups which are declared. */
export function skillsOf(spec: Spec, { skills }: PersonSpec): [Group, number][] {
  return (Object.entries(skills) as [Group, number][]).filter(([group]) => spec.groups.has(group)).sort();
}

/** The program's resources, those that others need first. */
export function programOf(spec: Spec): Declaration[] {
  const nameOf = (key: string, times: number): string => (times === 0 ? key : `${key}-${times}`);
  const named = (key: string): { name: string; aliases: string[] } => {
    const times = spec.renames.get(key) ?? 0;
    const aliases = Array.from({ length: times }, (_, before) => nameOf(key, before)).slice(spec.aliased.get(key) ?? 0);
    return { name: nameOf(key, times), aliases };
  };
  const group = (key: Group): string => named(key).name;
  const { onExisting } = spec;
  const found: Declaration[] = [];
  for (const [key, name] of spec.groups) {
    found.push({ type: "SkillGroup", ...named(key), args: () => ({ name, type: groupType(name), onExisting }) });
  }
  for (const [who, person] of spec.people) {
    if (person.home !== "Staff") continue;
    const secret = { initialPassword: PASSWORD, passwordVersion: 1 };
    const { name, nick } = person;
    const mail = mailOf(who, person.mail);
    const fields = { mail, staffNumber: staffNumberOf(who, person.number), name, nick };
    found.push({
      type: "Staff",
      ...named(who),
      late: spec.late.get(who),
      args: () => ({ ...fields, onExisting, ...(who === "ann" ? secret : {}) }),
    });
    const skills = skillsOf(spec, person);
    found.push({
      type: "StaffSkillBinding",
      name: `skills of ${who}`,
      deletedWith: settled.has(who) ? named(who).name : undefined,
      late: spec.late.get(who),
      args: (outs) => ({
        staff: mail,
        // Whoever comes from the roster brings her groups along.
        exclusive: true,
        skillGroups: skills.map(([key, priority]) => ({
          skillGroupId: outs("SkillGroup", group(key)).skillGroupId,
          priority,
        })),
      }),
    });
  }
  const team = [...spec.people].filter(([, { home }]) => home === "Roster");
  if (team.length > 0) found.push(rosterOf(spec, team, group));
  for (const [key, { id: extensionId, name, groups: rung, staff }] of spec.phones) {
    const owner = staff && spec.people.has(staff) ? mailIn(spec, staff) : "";
    const declared = rung.filter((key) => spec.groups.has(key));
    found.push({
      type: "Extension",
      ...named(key),
      late: staff && spec.late.get(staff),
      args: (outs) => ({
        ...{ extensionId, name, staff: owner, onExisting },
        skillGroupIds: declared.map((key) => outs("SkillGroup", group(key)).skillGroupId),
      }),
    });
  }
  for (const [key, task] of spec.tasks) {
    found.push({
      type: "AutoCalloutTask",
      ...named(key),
      args: () => ({
        notBefore,
        callers: [NUMBER],
        callees: calleesOf(task),
        ivrId: 42,
        name: key,
        run: String(task.run),
        ...(task.paused ? { paused: true } : {}),
      }),
    });
  }
  for (const [key, campaign] of campaignsOf(spec)) {
    const { callees, priority, group: of, times, paused } = campaign;
    const startTime = startOf(campaign);
    found.push({
      type: "PredictiveDialingCampaign",
      ...named(key),
      args: (outs) => ({
        ...{ name: key, priority, callees: calleesOf({ callees }), callers: [NUMBER], callOrder: "sequential" },
        ...{ expectedAbandonRate: 5, retryInterval: 600, startTime, endTime: notBefore + 86_400 },
        ...(times ? { availableTimes: [{ start: "09:00:00", end: "18:00:00" }] } : {}),
        ...(paused ? { paused: true } : {}),
        skillGroupId: outs("SkillGroup", group(of)).skillGroupId,
        onExisting,
      }),
    });
  }
  for (const [number, of] of spec.numbers) {
    const declared = of.filter((key) => spec.groups.has(key));
    found.push({
      type: "NumberCallOutBinding",
      ...named(number),
      args: (outs) => ({
        ...{ number, exclusive: true },
        skillGroupIds: declared.map((key) => outs("SkillGroup", group(key)).skillGroupId),
      }),
    });
  }
  if (spec.branch) found.push(...branchOf(spec.branch, onExisting));
  return found;
}

/** Its resources have the names of others in this program, and what they declare differs. */
function branchOf({ people: team, callees, run }: BranchSpec, onExisting: Spec["onExisting"]): Declaration[] {
  const found: Declaration[] = [];
  const texts = team.map((who): [string, string] => [
    branchMail(who),
    personText({ name: who, nick: "", staffNumber: `9-${who}` }),
  ]);
  const more = { maxRemovals: "100%", seats: "off", onExisting };
  if (team.length > 0) {
    const args = (): Plain => ({ people: Object.fromEntries(texts), ...more });
    found.push({ type: "Roster", name: "team", parent: BRANCH, args });
  }
  if (callees > 0) {
    const task = { notBefore, callers: [NUMBER], callees: calleesOf({ callees }), ivrId: 42, name: "remind" };
    found.push({
      type: "AutoCalloutTask",
      name: "remind",
      parent: BRANCH,
      args: () => ({ ...task, run: String(run) }),
    });
  }
  return found;
}

function rosterOf(spec: Spec, team: [Who, PersonSpec][], group: (key: Group) => string): Declaration {
  const texts = team.map(([who, person]): [string, string] => {
    const skills = Object.fromEntries(skillsOf(spec, person));
    const { name, nick } = person;
    const staffNumber = staffNumberOf(who, person.number);
    return [mailOf(who, person.mail), personText({ name, nick, staffNumber, skills })];
  });
  return {
    type: "Roster",
    name: "team",
    args: (outs): Plain => ({
      people: Object.fromEntries(texts),
      skillGroups: Object.fromEntries(
        [...spec.groups.keys()].map((key) => [key, outs("SkillGroup", group(key)).skillGroupId]),
      ),
      ...{ maxRemovals: "100%", seats: "off", onExisting: spec.onExisting },
      ...(spec.exclusive ? { exclusive: true, keep: [BYSTANDER, `*@${ABROAD}`] } : {}),
      ...(spec.released.size > 0 ? { release: [...spec.released] } : {}),
    }),
  };
}

/** What another stack declares on the same account, in one version or another: a world of its own. */
export interface OtherSpec {
  people: string[];
  name: string;
  callees: number;
}

export function otherSpec(version: number): OtherSpec {
  const people = [["yan"], ["yan", "zoe"], ["zoe"], []][version]!;
  return { people, name: `abroad ${version % 2}`, callees: 4 + (version % 2) };
}

/** A run that was killed leaves what the next one takes over, also when the program was changed meanwhile. */
const onExisting = "adopt";

export function otherProgramOf({ people: team, name, callees }: OtherSpec): Declaration[] {
  const found: Declaration[] = [
    { type: "SkillGroup", name: "abroad", args: () => ({ name, type: "phone", onExisting }) },
  ];
  const texts = team.map((who): [string, string] => {
    return [`${who}@${ABROAD}`, personText({ name: who, staffNumber: `8-${who}`, skills: { abroad: 2 } })];
  });
  if (team.length > 0) {
    found.push({
      type: "Roster",
      name: "team",
      args: (outs) => ({
        ...{ people: Object.fromEntries(texts), maxRemovals: "100%", seats: "off", onExisting },
        skillGroups: { abroad: outs("SkillGroup", "abroad").skillGroupId },
      }),
    });
  }
  const task = { notBefore, callers: [NUMBER], callees: calleesOf({ callees }), ivrId: 42, name: "abroad" };
  found.push({ type: "AutoCalloutTask", name: "remind", args: () => task });
  return found;
}
