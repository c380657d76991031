import fc from "fast-check";
import type { How } from "./engine";
import { modelKinds } from "./faults";
import {
  type BranchSpec,
  type CampaignSpec,
  campaigns,
  type Group,
  groups,
  mailIn,
  mailOf,
  NUMBER,
  type PersonSpec,
  people,
  phones,
  type Spec,
  settled,
  tasks,
  type Who,
} from "./spec";

/** One thing that somebody does; each is sensible whatever came before, so that any part of a script is a script. */
export type Command =
  | { do: "declare group"; group: Group; name: string }
  | { do: "declare person"; who: Who; person: PersonSpec }
  | { do: "declare phone"; phone: string; id: string; name: string; groups: Group[]; staff: Who | null }
  | { do: "declare task"; task: string; callees: number; run: 1 | 2; paused: boolean }
  | { do: "declare campaign"; campaign: string; spec: CampaignSpec }
  | { do: "declare number"; groups: Group[] }
  | { do: "exclusive"; is: boolean }
  | { do: "take out"; what: "groups" | "people" | "phones" | "tasks" | "campaigns" | "numbers"; which: number }
  | { do: "move"; who: Who }
  | { do: "new mail"; who: Who; mail: 0 | 1; number: 0 | 1 }
  | { do: "branch"; branch: BranchSpec | null }
  | { do: "late"; who: Who; late: "waiting" | "unseen" | null }
  | { do: "taint"; which: number }
  | { do: "destroy"; refresh: boolean; fault: { kind: string; call: number } | null; kill: Kill | null }
  | { do: "release"; who: Who }
  | { do: "rename"; which: number; alias: boolean }
  | { do: "by hand"; who: Who; change: "name" | "nick" | "priority" | "strange group" | "delete" }
  | { do: "by hand at"; change: (typeof changes)[number]; which: number }
  | {
      do: "up";
      refresh: boolean;
      fault: { kind: string; call: number } | null;
      kill: Kill | null;
      /** Another stack of the account is brought to this version at the same time. */
      other: number | null;
      /** A resource of another provider fails at this place of the program. */
      failsAt: number | null;
      parallel: boolean;
      force: How["force"] | null;
      /** What somebody else does in the console before the n-th call. */
      actor: { call: number; deed: Deed; which: number } | null;
      existing: "adopt" | "identical" | "fail";
    };

/** What somebody changes by hand besides people. */
// biome-ignore format: one line
export const changes = ["stranger", "stranger is admin", "stranger is agent", "double", "group name", "phone name", "phone gone", "number", "task stopped", "campaign priority"] as const;

/** What somebody does while a run is under way: makes what it is about to make, or takes away what it works on. */
// biome-ignore format: one line
export const deeds = ["make account", "make group", "make phone", "delete account", "delete phone", "stop task", "stranger", "stranger is admin"] as const;
export type Deed = (typeof deeds)[number];

/** The process dies at this verb of the run: before it, in its midst at a call, or when it was done and nothing was noted. */
export interface Kill {
  verb: number;
  when: "before" | "after" | number;
}

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** Null two times of three. */
const seldom = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some });
/** True one time of five. */
const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const name = from(["A", "B", "C"]);

const person = fc.record({
  name,
  nick: from(["", "n", "m"]),
  home: from(["Staff", "Roster"] as const),
  mail: fc.constant(0 as const),
  number: fc.constant(0 as const),
  skills: fc.dictionary(from(groups), from([1, 2, 5] as const), { maxKeys: 3, noNullPrototype: true }),
});

const lists = ["groups", "people", "phones", "tasks", "campaigns", "numbers"] as const;

const kill = fc.record({
  verb: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) },
    { weight: 1, arbitrary: fc.integer({ min: 6, max: 15 }) },
  ),
  when: fc.oneof(from(["before", "after"] as const), fc.integer({ min: 1, max: 6 })),
});
const fault = fc.record({ kind: from(modelKinds.map((kind) => kind.name)), call: fc.integer({ min: 1, max: 12 }) });

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("declare group" as const), group: from(groups), name }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant("declare person" as const), who: from(people), person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("declare phone" as const), phone: from(phones), name, id: from(["8001", "8002", "8003"]) },
      ...{ groups: fc.uniqueArray(from(groups)), staff: fc.option(from(people)) },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("declare task" as const), task: from(tasks), callees: fc.integer({ min: 1, max: 3 }) },
      run: from([1, 2] as const),
      paused: rarely,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("declare campaign" as const), campaign: from(campaigns) },
      spec: fc.record({
        ...{ callees: fc.integer({ min: 1, max: 3 }), priority: from([1, 2, 5] as const), group: from(groups) },
        ...{ late: rarely, times: rarely, paused: rarely },
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant("new mail" as const), who: from(people), mail: from([0, 1] as const) },
      number: from([0, 1] as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("branch" as const),
      branch: fc.option(
        fc.record({
          ...{ people: fc.uniqueArray(from(["fay", "gus"] as const)), callees: fc.nat({ max: 3 }) },
          run: from([1, 2, 3] as const),
        }),
        { freq: 3 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("late" as const),
      who: from(people),
      late: from(["waiting", "unseen", null] as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("taint" as const), which: fc.nat({ max: 12 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ do: fc.constant("destroy" as const), refresh: fc.boolean() },
      ...{ fault: seldom(fault), kill: seldom(kill) },
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("declare number" as const), groups: fc.uniqueArray(from(groups)) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("exclusive" as const), is: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("release" as const), who: from(people) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant("take out" as const), what: from(lists) },
      which: fc.nat({ max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("move" as const), who: from(people) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("rename" as const), which: fc.nat({ max: 9 }), alias: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("by hand" as const), who: from(people) },
      change: from(["name", "nick", "priority", "strange group", "delete"] as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("by hand at" as const), change: from(changes), which: fc.nat({ max: 2 }) },
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      ...{ do: fc.constant("up" as const), refresh: fc.boolean() },
      ...{ fault: seldom(fault), kill: seldom(kill), other: seldom(fc.nat({ max: 3 })) },
      failsAt: seldom(fc.oneof(fc.constant(99), fc.nat({ max: 12 }))),
      parallel: fc.boolean(),
      force: seldom(fc.record({ at: fc.nat({ max: 12 }), how: from(["replace", "on changes"] as const) })),
      actor: seldom(fc.record({ call: fc.integer({ min: 1, max: 12 }), deed: from(deeds), which: fc.nat({ max: 4 }) })),
      existing: fc.oneof(
        { weight: 4, arbitrary: fc.constant("adopt" as const) },
        { weight: 1, arbitrary: from(["identical", "fail"] as const) },
      ),
    }),
  },
);

/** A script, and the seed of the reading of the documentation under which the service is (0: the likeliest). */
export interface Script {
  dialect: number;
  /** For how many milliseconds the service's lists and answers are behind its writes, also for the next process. */
  lag: number;
  commands: Command[];
}

export const scripts: fc.Arbitrary<Script> = fc.record({
  dialect: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1000 })),
  lag: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: from([400, 1500, 3000]) }),
  commands: fc.array(command, { minLength: 10, maxLength: 40, size: "max" }),
});

/** Changes the program. */
export function declare(spec: Spec, command: Command): void {
  switch (command.do) {
    case "declare group":
      spec.groups.set(command.group, `${command.group} ${command.name}`);
      break;
    case "declare person": {
      for (const mail of [0, 1] as const) spec.released.delete(mailOf(command.who, mail));
      const { mail = 0, number = 0 } = spec.people.get(command.who) ?? {};
      const home = settled.has(command.who) ? "Staff" : command.person.home;
      spec.people.set(command.who, { ...command.person, home, mail, number });
      break;
    }
    case "new mail": {
      const person = spec.people.get(command.who);
      if (!person) break;
      const { mail, number } = command;
      spec.people.set(command.who, { ...person, mail, number });
      spec.released.delete(mailOf(command.who, mail));
      break;
    }
    case "branch":
      spec.branch = command.branch ?? undefined;
      break;
    case "late":
      if (command.late) spec.late.set(command.who, command.late);
      else spec.late.delete(command.who);
      break;
    case "declare phone": {
      const { phone, id, name, groups: rung, staff } = command;
      const taken = [...spec.phones].some(([key, other]) => key !== phone && other.id === id);
      if (!taken) spec.phones.set(phone, { id, name, groups: rung, ...(staff === null ? {} : { staff }) });
      break;
    }
    case "declare task":
      spec.tasks.set(command.task, { callees: command.callees, run: command.run, paused: command.paused });
      break;
    case "declare campaign":
      spec.campaigns.set(command.campaign, command.spec);
      break;
    case "declare number":
      spec.numbers.set(NUMBER, command.groups);
      break;
    case "exclusive":
      spec.exclusive = command.is;
      break;
    case "release": {
      const mail = mailIn(spec, command.who);
      spec.people.delete(command.who);
      for (const names of [spec.renames, spec.aliased]) names.delete(command.who);
      spec.released.add(mail);
      spec.free.add(mail);
      break;
    }
    case "take out": {
      const map: Map<string, unknown> = spec[command.what];
      const key = [...map.keys()][command.which];
      if (key !== undefined) map.delete(key);
      // Whoever is declared anew later has her first name again.
      if (key !== undefined) for (const names of [spec.renames, spec.aliased]) names.delete(key);
      break;
    }
    case "move": {
      const person = spec.people.get(command.who);
      if (person && !settled.has(command.who))
        spec.people.set(command.who, { ...person, home: person.home === "Staff" ? "Roster" : "Staff" });
      break;
    }
    case "rename": {
      const all: string[] = [...spec.groups.keys(), ...spec.people.keys(), ...spec.phones.keys(), ...spec.tasks.keys()];
      all.push(...spec.campaigns.keys(), ...spec.numbers.keys());
      const key = all[command.which];
      if (key === undefined) break;
      const times = (spec.renames.get(key) ?? 0) + 1;
      spec.renames.set(key, times);
      if (!command.alias) spec.aliased.set(key, times);
      break;
    }
    default:
  }
}
