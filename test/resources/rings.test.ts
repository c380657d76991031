import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import { addSkillGroup, addStaff } from "../../provider/simulator";
import { type Centre, type Declared, failureOf, withCentre } from "./centre";

const phones = ["008613800000001", "008613800000002", "008613800000003"];
const person = (index: number, more: Plain = {}): Plain => ({
  mail: `p${index}@example.com`,
  name: `P${index}`,
  staffNumber: `100${index}`,
  phone: phones[index],
  ...more,
});
const phoneOf = ({ data }: Centre, index: number): string => data.staff.get(`p${index}@example.com`)!.phone;

/** One run in which all of these change at once, as the engine does it. */
async function together(
  centre: Centre,
  changes: readonly [Declared, Plain][],
): Promise<PromiseSettledResult<string>[]> {
  const run = centre.process();
  return Promise.allSettled(changes.map(([declared, news]) => declared.change(news, run)));
}

const reasons = (all: readonly PromiseSettledResult<string>[]): string[] =>
  all.flatMap((one) => (one.status === "rejected" ? [(one.reason as Error).message] : []));

async function people(centre: Centre, count: number, more: Plain = {}): Promise<Declared[]> {
  const made: Declared[] = [];
  for (let index = 0; index < count; index++)
    made.push(await centre.declare("Staff", person(index, more), `p${index}`));
  return made;
}

describe("Rings", () => {
  it("of two Staff who swap phones are opened in one run", () =>
    withCentre({}, async (centre) => {
      const [a, b] = (await people(centre, 2)) as [Declared, Declared];
      const news: [Declared, Plain][] = [
        [a, person(0, { phone: phones[1] })],
        [b, person(1, { phone: phones[0] })],
      ];
      assert.deepEqual(reasons(await together(centre, news)), []);
      assert.deepEqual([phoneOf(centre, 0), phoneOf(centre, 1)], [phones[1], phones[0]]);
      assert.deepEqual([await a.drift(), await b.drift()], [{}, {}]);
    }));

  it("of three Staff, and of two numbers at once, are opened in one run", () =>
    withCentre({}, async (centre) => {
      const made = await people(centre, 3);
      const news = made.map((one, index): [Declared, Plain] => [
        one,
        person(index, { phone: phones[(index + 1) % 3] }),
      ]);
      assert.deepEqual(reasons(await together(centre, news)), []);
      assert.deepEqual(
        [0, 1, 2].map((index) => phoneOf(centre, index)),
        [phones[1], phones[2], phones[0]],
      );
    }));

  it("of which one has an extension number that the other needs are opened too", () =>
    withCentre({}, async (centre) => {
      const first = person(0, { extensionNumber: "2001" });
      const second = person(1, { extensionNumber: "2002" });
      const a = await centre.declare("Staff", first, "a");
      const b = await centre.declare("Staff", second, "b");
      const news: [Declared, Plain][] = [
        [a, { ...first, phone: phones[1], extensionNumber: "2002" }],
        [b, { ...second, phone: phones[0], extensionNumber: "2001" }],
      ];
      assert.deepEqual(reasons(await together(centre, news)), []);
      const held = [...centre.data.staff.values()].map(({ phone, extensionNumber }) => [phone, extensionNumber]);
      assert.deepEqual(held, [
        [phones[1], "2002"],
        [phones[0], "2001"],
      ]);
    }));

  it("of two numbers pass along a chain without anybody losing one", () =>
    withCentre({}, async (centre) => {
      const [a, b] = (await people(centre, 2)) as [Declared, Declared];
      const news: [Declared, Plain][] = [
        [a, person(0, { phone: phones[1] })],
        [b, person(1, { phone: phones[2] })],
      ];
      assert.deepEqual(reasons(await together(centre, news)), []);
      assert.deepEqual([phoneOf(centre, 0), phoneOf(centre, 1)], [phones[1], phones[2]]);
    }));

  it("whose other part is not in this run lose nothing, and the message says who has what", () =>
    withCentre({}, async (centre) => {
      const [a, b] = (await people(centre, 2)) as [Declared, Declared];
      const run = centre.process();
      await b.change(person(1), run);
      centre.sim.calls.length = 0;
      const { message } = await failureOf(a.change(person(0, { phone: phones[1], name: "Po" }), run));
      assert.deepEqual([phoneOf(centre, 0), phoneOf(centre, 1)], [phones[0], phones[1]]);
      assert.ok(!centre.sim.calls.some(({ request }) => (request as Plain).Phone === ""), "nothing was cleared");
      assert.match(
        message,
        /\nphone "008613800000002" belongs to p1@example\.com \(Staff "p1"\), which has not given it up\. Where that one is to give it up, run `pulumi up` again; where it depends on this one \(dependsOn\), declare another number for one of the two first/,
      );
    }));

  it("that somebody else breaks give back what was given up", () =>
    withCentre({}, async (centre) => {
      const [a, b] = (await people(centre, 2)) as [Declared, Declared];
      // The second one can neither make way nor take what the first one gives up.
      centre.sim.faults.push({
        action: "ModifyStaff",
        times: Number.POSITIVE_INFINITY,
        match: ({ Email, Phone }) => Email === "p1@example.com" && Phone === "",
        kind: { code: "InvalidParameterValue", message: "no" },
      });
      centre.sim.faults.push({
        action: "ModifyStaff",
        times: Number.POSITIVE_INFINITY,
        match: ({ Email, Phone }) => Email === "p1@example.com" && Phone === phones[0],
        kind: { code: "InvalidParameterValue", message: "no" },
      });
      const news: [Declared, Plain][] = [
        [a, person(0, { phone: phones[1] })],
        [b, person(1, { phone: phones[0] })],
      ];
      assert.equal(reasons(await together(centre, news)).length, 2);
      assert.deepEqual([phoneOf(centre, 0), phoneOf(centre, 1)], [phones[0], phones[1]]);
      centre.sim.faults.length = 0;
      assert.deepEqual(reasons(await together(centre, news)), []);
      assert.deepEqual([phoneOf(centre, 0), phoneOf(centre, 1)], [phones[1], phones[0]]);
    }));

  it("of staff numbers, which cannot be empty, are told with the way, and nobody loses one", () =>
    withCentre({}, async (centre) => {
      const [a, b] = (await people(centre, 2)) as [Declared, Declared];
      const news: [Declared, Plain][] = [
        [a, person(0, { staffNumber: "1001" })],
        [b, person(1, { staffNumber: "1000" })],
      ];
      const [message] = reasons(await together(centre, news));
      assert.match(
        message!,
        /staffNumber "1001" belongs to p1@example\.com \(Staff "p1"\), which has not given it up\. An account cannot be without a staff number, so two cannot be swapped in one run: declare for one of the two a number that nobody has, run `pulumi up`, then declare what it shall have, and run again/,
      );
      const held = [...centre.data.staff.values()].map(({ staffNumber }) => staffNumber);
      assert.deepEqual(held, ["1000", "1001"]);
    }));

  it("are none where a stranger has the number: it is refused at once", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, { mail: "zhao@example.com", phone: phones[1]! });
      const [a] = (await people(centre, 1)) as [Declared];
      centre.sim.calls.length = 0;
      const { message } = await failureOf(a.change(person(0, { phone: phones[1] })));
      assert.match(message, /PhoneNumIsBoundOtherAccount/);
      assert.match(
        message,
        /\nphone "008613800000002" belongs to zhao@example\.com, which nothing in this program declares\./,
      );
      assert.deepEqual(centre.writes(), ["ModifyStaff"]);
    }));

  it("are none for a new account whose staff number nobody of the program has: who has it is named", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, { mail: "zhao@example.com", staffNumber: "1000" });
      const { message } = await failureOf(centre.declare("Staff", person(0)));
      assert.match(
        message,
        /^creating Staff p0@example\.com failed: [^\n]*\n(?:[^\n]*\n)*staffNumber "1000" belongs to zhao@example\.com, which nothing in this program declares\. Delete that account in the console or give it another number there, or declare another number here/,
      );
      // Cleared as it says, the next run makes it.
      centre.data.staff.delete("zhao@example.com");
      await centre.declare("Staff", person(0));
      assert.equal(centre.data.staff.get("p0@example.com")!.staffNumber, "1000");
    }));
});

describe("Groups", () => {
  const group = (name: string): Plain => ({ name, type: "phone" });
  const namesOf = ({ data }: Centre): string[] => [...data.skillGroups.values()].map(({ name }) => name);

  it("that swap names, or pass them round a ring, do so in one run", () =>
    withCentre({}, async (centre) => {
      const names = ["Sales", "Support", "Service"];
      const made: Declared[] = [];
      for (const name of names) made.push(await centre.declare("SkillGroup", group(name), name));
      const [a, b] = made as [Declared, Declared];
      const swap: [Declared, Plain][] = [
        [a, group("Support")],
        [b, group("Sales")],
      ];
      assert.deepEqual(reasons(await together(centre, swap)), []);
      assert.deepEqual(namesOf(centre), ["Support", "Sales", "Service"]);
      const ring = ["Sales", "Service", "Support"].map((name, index): [Declared, Plain] => [made[index]!, group(name)]);
      assert.deepEqual(reasons(await together(centre, ring)), []);
      assert.deepEqual(namesOf(centre), ["Sales", "Service", "Support"]);
      for (const one of made) assert.deepEqual(await one.drift(), {});
    }));

  it("of which the other keeps its name are told who has it, and keep their own", () =>
    withCentre({}, async (centre) => {
      const a = await centre.declare("SkillGroup", group("Sales"), "a");
      const b = await centre.declare("SkillGroup", group("Support"), "b");
      const run = centre.process();
      await b.change({ ...group("Support"), ringAll: true }, run);
      const { message } = await failureOf(a.change(group("Support"), run));
      assert.match(
        message,
        /The name belongs to SkillGroup "b" \(1400000000\/1002\), which has not given it up\. Where that/,
      );
      assert.deepEqual(namesOf(centre), ["Sales", "Support"]);
    }));

  it("of which a stranger has the name are refused at once", () =>
    withCentre({}, async (centre) => {
      const a = await centre.declare("SkillGroup", group("Sales"), "a");
      addSkillGroup(centre.data, { skillGroupId: 7, name: "Support" });
      centre.sim.calls.length = 0;
      const { message } = await failureOf(a.change(group("Support")));
      assert.match(message, /SkillGroupExist/);
      assert.deepEqual(centre.writes(), ["UpdateCCCSkillGroup"]);
    }));
});
