import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { personText } from "../../../provider/roster/people";
import type { StaffRecord } from "../../../provider/simulator";
import { free, type Life } from "./life";
import { byId, recordOf } from "./staff";

type Fields = { name: string; staffNumber: string; nick?: string; phone?: string; extensionNumber?: string } & {
  useMobileCallOut?: boolean;
  skills?: Record<string, number>;
};

const groups = { sales: free[0], support: free[1] };

/** A small team: everybody with other things declared, one of whom shares a group that the roster does not manage. */
export async function rosterLife(life: Life): Promise<void> {
  const { centre } = life;
  const team: Record<string, Fields> = {
    "ann@example.com": { name: "Ann", staffNumber: "3001", phone: "008613800138101", skills: { sales: 1, support: 5 } },
    "Bea@example.com": { name: "Bea", staffNumber: "3002", nick: "bee", skills: {} },
    "cai@example.com": { name: "Cai", staffNumber: "3003", extensionNumber: "2101", useMobileCallOut: true },
  };
  const declared = (people: Record<string, Fields>) => ({
    people: Object.fromEntries(Object.entries(people).map(([mail, person]) => [mail, personText(person)])),
    skillGroups: groups,
    ...{ seats: "off", maxRemovals: "100%" },
  });
  const record = (mail: string): StaffRecord => {
    const found = recordOf(life, mail.toLowerCase());
    assert.ok(found, `${mail} is not there`);
    return found;
  };
  const holds = (people: Record<string, Fields>) => (): void => {
    for (const [mail, person] of Object.entries(people)) asDeclared(record(mail), person);
    for (const mail of ["ann", "bea", "cai", "dan"]) {
      const there = Object.keys(people).some((one) => one.toLowerCase() === `${mail}@example.com`);
      assert.equal(recordOf(life, `${mail}@example.com`) !== undefined, there, `${mail}: an account`);
    }
  };

  const roster = await centre.declare("Roster", declared(team), "team");
  await life.step("create", async () => undefined, holds(team));
  await life.calm("create", roster);

  // Groups of others, which no change of ours may take away.
  record("ann@example.com").skillGroups.push({ skillGroupId: free[2], priority: 4 });
  record("cai@example.com").skillGroups.push({ skillGroupId: free[0], priority: 2 });
  const others = { "ann@example.com": [free[2], 4], "cai@example.com": [free[0], 2] } as const;
  const theirs = ({ people }: Plain): void => {
    const texts = Object.entries(people as Record<string, string>);
    holds(Object.fromEntries(texts.map(([mail, text]) => [mail, JSON.parse(text)])))();
    for (const [mail, [id, priority]] of Object.entries(others)) {
      const found = record(mail).skillGroups.find(({ skillGroupId }) => skillGroupId === id);
      assert.equal(found?.priority, priority, `${mail}: a group of others`);
    }
  };
  const changes: [string, string, Partial<Fields>][] = [
    ["name", "ann@example.com", { name: "Anna" }],
    ["phone", "ann@example.com", { phone: "008613800138102" }],
    ["priority", "ann@example.com", { skills: { sales: 2, support: 5 } }],
    ["one group less", "ann@example.com", { skills: { sales: 2 } }],
    ["a group", "Bea@example.com", { skills: { support: 1 } }],
    ["switch", "cai@example.com", { useMobileCallOut: false }],
  ];
  let now = team;
  for (const [name, mail, change] of changes) {
    const next = { ...now, [mail]: { ...now[mail]!, ...change } };
    if (await life.change(name, roster, declared(next), theirs)) now = next;
  }
  for (const [field, mail] of [
    ["nick", "Bea@example.com"],
    ["phone", "ann@example.com"],
    ["extensionNumber", "cai@example.com"],
  ] as const) {
    const next = { ...now, [mail]: { ...now[mail]!, [field]: "" } };
    if (await life.change(`${field} ""`, roster, declared(next), theirs)) now = next;
  }
  await life.byHand("people", roster, () => Object.assign(record("Bea@example.com"), { name: "By hand" }), theirs);
  const { "Bea@example.com": _, ...rest } = now;
  const without = { ...rest, "dan@example.com": { name: "Dan", staffNumber: "3002", skills: { sales: 3 } } };
  await life.change("one leaves, one comes with her number", roster, declared(without), theirs);
  await life.step("delete", () => roster.remove(), holds({}));
}

function asDeclared(record: StaffRecord, { skills, ...fields }: Fields): void {
  const shown = record as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields)) assert.equal(shown[key], value, `${record.mail}: ${key}`);
  if (!skills) return;
  const managed = new Map(Object.entries(groups).map(([name, id]) => [id as number, name]));
  const found = record.skillGroups.filter(({ skillGroupId }) => managed.has(skillGroupId));
  const wanted = Object.entries(skills).map(([name, priority]) => ({
    skillGroupId: groups[name as keyof typeof groups] as number,
    priority,
  }));
  assert.deepEqual(byId(found), byId(wanted), `${record.mail}: groups of the map`);
}
