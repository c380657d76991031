import fc from "fast-check";
import { kinds } from "../faults/kinds";
import {
  campaigns,
  type Group,
  groups,
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
  | { do: "declare phone"; phone: string; name: string; groups: Group[]; staff: Who | null }
  | { do: "declare task"; task: string; callees: number; run: 1 | 2 }
  | { do: "declare campaign"; campaign: string; callees: number; priority: 1 | 2 | 5; group: Group }
  | { do: "declare number"; groups: Group[] }
  | { do: "exclusive"; is: boolean }
  | { do: "take out"; what: "groups" | "people" | "phones" | "tasks" | "campaigns" | "numbers"; which: number }
  | { do: "move"; who: Who }
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
    };

/** What somebody changes by hand besides people. */
// biome-ignore format: one line
export const changes = ["stranger", "group name", "phone name", "phone gone", "number", "task stopped", "campaign priority"] as const;

/** The process dies at this verb of the run: before it, in its midst at a call, or when it was done and nothing was noted. */
export interface Kill {
  verb: number;
  when: "before" | "after" | number;
}

/** Faults whose end no clock has to wait for. */
export const quickKinds = kinds.filter(({ slow, env }) => !slow && !env);

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** Null two times of three. */
const seldom = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some });
const name = from(["A", "B", "C"]);

const person = fc.record({
  name,
  nick: from(["", "n", "m"]),
  home: from(["Staff", "Roster"] as const),
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
const fault = fc.record({ kind: from(quickKinds.map((kind) => kind.name)), call: fc.integer({ min: 1, max: 12 }) });

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("declare group" as const), group: from(groups), name }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant("declare person" as const), who: from(people), person }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("declare phone" as const), phone: from(phones), name },
      ...{ groups: fc.uniqueArray(from(groups)), staff: fc.option(from(people)) },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("declare task" as const), task: from(tasks), callees: fc.integer({ min: 1, max: 3 }) },
      run: from([1, 2] as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant("declare campaign" as const), campaign: from(campaigns), group: from(groups) },
      ...{ callees: fc.integer({ min: 1, max: 3 }), priority: from([1, 2, 5] as const) },
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
    weight: 8,
    arbitrary: fc.record({
      ...{ do: fc.constant("up" as const), refresh: fc.boolean() },
      ...{ fault: seldom(fault), kill: seldom(kill), other: seldom(fc.nat({ max: 3 })) },
    }),
  },
);

/** A script, and the seed of the reading of the documentation under which the service is (0: the likeliest). */
export interface Script {
  dialect: number;
  commands: Command[];
}

export const scripts: fc.Arbitrary<Script> = fc.record({
  dialect: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1000 })),
  commands: fc.array(command, { minLength: 10, maxLength: 40, size: "max" }),
});

/** Changes the program. */
export function declare(spec: Spec, command: Command): void {
  switch (command.do) {
    case "declare group":
      spec.groups.set(command.group, `${command.group} ${command.name}`);
      break;
    case "declare person":
      spec.released.delete(command.who);
      spec.people.set(command.who, settled.has(command.who) ? { ...command.person, home: "Staff" } : command.person);
      break;
    case "declare phone": {
      const { phone, name, groups: rung, staff } = command;
      spec.phones.set(phone, staff === null ? { name, groups: rung } : { name, groups: rung, staff });
      break;
    }
    case "declare task":
      spec.tasks.set(command.task, { callees: command.callees, run: command.run });
      break;
    case "declare campaign": {
      const { campaign, callees, priority, group } = command;
      spec.campaigns.set(campaign, { callees, priority, group });
      break;
    }
    case "declare number":
      spec.numbers.set(NUMBER, command.groups);
      break;
    case "exclusive":
      spec.exclusive = command.is;
      break;
    case "release":
      spec.people.delete(command.who);
      for (const names of [spec.renames, spec.aliased]) names.delete(command.who);
      spec.released.add(command.who);
      spec.free.add(command.who);
      break;
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
