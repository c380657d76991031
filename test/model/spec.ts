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
  /** Where she is declared. */
  home: "Staff" | "Roster";
  skills: Partial<Record<Group, 1 | 2 | 5>>;
}

export interface PhoneSpec {
  name: string;
  groups: Group[];
  staff?: Who;
}

export interface TaskSpec {
  callees: number;
  /** Another one dials again. */
  run: 1 | 2;
}

export interface CampaignSpec {
  callees: number;
  priority: 1 | 2 | 5;
  group: Group;
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
  /** Who left the roster and keeps her account. */
  released: Set<Who>;
  /** Who was ever released: nobody may hold her account any more. */
  free: Set<Who>;
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
  renames: new Map(),
  aliased: new Map(),
});

export const BYSTANDER = "bystander@example.com";
/** Nobody declares her; an exclusive roster removes her. */
export const STRANGER = "zed@example.com";
/** Where the people of the other stack are. */
export const ABROAD = "abroad.example.com";

export const mailOf = (who: Who): string => `${who}@example.com`;
export const staffNumberOf = (who: Who): string => String(7001 + people.indexOf(who));
/** Whom the tasks call: in no log. */
export const calleesOf = ({ callees }: { callees: number }): string[] =>
  Array.from({ length: callees }, (_, i) => `00861380013${String(8001 + i)}`);
/** In no log either. */
export const PASSWORD = "Example-Secret-7";
/** A month from now: nobody is called in a test. */
export const notBefore = Math.floor(Date.now() / 1000) + 30 * 86_400;

/** A run that was killed leaves what the next one takes over, also when the program was changed meanwhile. */
const onExisting = "adopt";

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
  const found: Declaration[] = [];
  for (const [key, name] of spec.groups) {
    found.push({ type: "SkillGroup", ...named(key), args: () => ({ name, type: "phone", onExisting }) });
  }
  for (const [who, person] of spec.people) {
    if (person.home !== "Staff") continue;
    const secret = { initialPassword: PASSWORD, passwordVersion: 1 };
    const fields = { mail: mailOf(who), staffNumber: staffNumberOf(who), name: person.name, nick: person.nick };
    found.push({
      type: "Staff",
      ...named(who),
      args: () => ({ ...fields, onExisting, ...(who === "ann" ? secret : {}) }),
    });
    const skills = skillsOf(spec, person);
    found.push({
      type: "StaffSkillBinding",
      name: `skills of ${who}`,
      deletedWith: settled.has(who) ? named(who).name : undefined,
      args: (outs) => ({
        staff: mailOf(who),
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
  for (const [extensionId, { name, groups: rung, staff }] of spec.phones) {
    const owner = staff && spec.people.has(staff) ? mailOf(staff) : "";
    const declared = rung.filter((key) => spec.groups.has(key));
    found.push({
      type: "Extension",
      ...named(extensionId),
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
      }),
    });
  }
  for (const [key, { callees, priority, group: of }] of campaignsOf(spec)) {
    found.push({
      type: "PredictiveDialingCampaign",
      ...named(key),
      args: (outs) => ({
        ...{ name: key, priority, callees: calleesOf({ callees }), callers: [NUMBER], callOrder: "sequential" },
        ...{ expectedAbandonRate: 5, retryInterval: 600, startTime: notBefore, endTime: notBefore + 86_400 },
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
  return found;
}

function rosterOf(spec: Spec, team: [Who, PersonSpec][], group: (key: Group) => string): Declaration {
  const texts = team.map(([who, person]): [string, string] => {
    const skills = Object.fromEntries(skillsOf(spec, person));
    const { name, nick } = person;
    return [mailOf(who), personText({ name, nick, staffNumber: staffNumberOf(who), skills })];
  });
  return {
    type: "Roster",
    name: "team",
    args: (outs): Plain => ({
      people: Object.fromEntries(texts),
      skillGroups: Object.fromEntries(
        [...spec.groups.keys()].map((key) => [key, outs("SkillGroup", group(key)).skillGroupId]),
      ),
      ...{ maxRemovals: "100%", seats: "off", onExisting },
      ...(spec.exclusive ? { exclusive: true, keep: [BYSTANDER, `*@${ABROAD}`] } : {}),
      ...(spec.released.size > 0 ? { release: [...spec.released].map(mailOf) } : {}),
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
