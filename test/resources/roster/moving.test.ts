import assert from "node:assert/strict";
import { failureOf, withCentre } from "../centre";
import { counted, crowd, drifted, groups, li, mei, people, record, skillsOf, wu } from "./support";

describe("Roster: what moves within it", () => {
  const phones = (...given: string[]) =>
    people(...[li, mei, wu].slice(0, given.length).map((person, index) => ({ ...person, phone: given[index] })));
  const [one, two, three, four] = ["008613800000001", "008613800000002", "008613800000003", "008613800000004"];

  for (const [title, before, after] of [
    ["two people swap phones", [one, two], [two, one]],
    ["phones go round a ring", [one, two, three], [two, three, one]],
    ["a phone is passed on along a chain", [one, two, three], [two, three, four]],
  ] as const) {
    it(`${title}, in one step`, () =>
      withCentre({}, async (centre) => {
        const roster = await centre.declare("Roster", { people: phones(...before) });
        await roster.change({ people: phones(...after) });
        const found = [...centre.data.staff.values()].map(({ phone }) => phone);
        assert.deepEqual(found, after);
        assert.deepEqual(await drifted(roster), {});
      }));
  }

  const numbers = (...given: string[]) =>
    people(...[li, mei, wu].slice(0, given.length).map((person, index) => ({ ...person, staffNumber: given[index] })));

  it("two who swap staff numbers are told which of them to do first, and nobody loses theirs; that way it works", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li, mei, wu) });
      const swapped = numbers("1002", "1001", "1003");
      const { message } = await failureOf(roster.change({ people: swapped }));
      assert.match(message, /2 of 3 people are not done/);
      assert.match(
        message,
        /li@example\.com and mei@example\.com swap staff numbers, and the service takes none that another account still has\. In two steps: give li@example\.com a staffNumber that nobody has and run `pulumi up`; then declare what is declared now and run it again/,
      );
      assert.match(message, /See li@example\.com, with whom its staff number goes round/);
      assert.deepEqual([record(centre, li.mail).staffNumber, record(centre, mei.mail).staffNumber], ["1001", "1002"]);
      assert.equal(await roster.change({ people: numbers("9999", "1001", "1003") }), "update");
      assert.equal(await roster.change({ people: swapped }), "update");
      assert.deepEqual([record(centre, li.mail).staffNumber, record(centre, mei.mail).staffNumber], ["1002", "1001"]);
    }));

  it("so are three who pass them on in a ring", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li, mei, wu) });
      const { message } = await failureOf(roster.change({ people: numbers("1002", "1003", "1001") }));
      assert.match(message, /3 of 3 people are not done/);
      assert.match(
        message,
        /li@example\.com, mei@example\.com, wu@example\.com pass on staff numbers, .*give li@example\.com/,
      );
      await roster.change({ people: numbers("9999", "1003", "1001") });
      await roster.change({ people: numbers("1002", "1003", "1001") });
      assert.deepEqual(
        [li, mei, wu].map(({ mail }) => record(centre, mail).staffNumber),
        ["1002", "1003", "1001"],
      );
    }));

  it("rings of several numbers at once are opened by whoever can give one up", () =>
    withCentre({}, async (centre) => {
      const before = [
        { ...li, phone: "008613800000001", extensionNumber: "2001" },
        { ...mei, phone: "008613800000002", extensionNumber: "2002" },
        { ...wu, phone: "008613800000003" },
      ];
      const roster = await centre.declare("Roster", { people: people(...before) });
      // Phone and extension number swapped, both at once.
      const both = [
        { ...before[0]!, phone: "008613800000002", extensionNumber: "2002" },
        { ...before[1]!, phone: "008613800000001", extensionNumber: "2001" },
        before[2]!,
      ];
      assert.equal(await roster.change({ people: people(...both) }), "update");
      assert.deepEqual(await drifted(roster), {});
      // The phone of one for the staff number of the other.
      const mixed = [
        { ...both[0]!, phone: "008613800000003" },
        both[1]!,
        { ...both[2]!, phone: "008613800000009", extensionNumber: "2002" },
      ];
      const next = [{ ...mixed[0]!, extensionNumber: "2009" }, mixed[1]!, mixed[2]!];
      assert.equal(await roster.change({ people: people(...next) }), "update");
      assert.deepEqual(await drifted(roster), {});
      assert.deepEqual(
        [li, mei, wu].map(({ mail }) => [record(centre, mail).phone, record(centre, mail).extensionNumber]),
        [
          ["008613800000003", "2009"],
          ["008613800000001", "2001"],
          ["008613800000009", "2002"],
        ],
      );
      const crossed = [
        { ...next[0]!, staffNumber: "1003" },
        next[1]!,
        { ...next[2]!, staffNumber: "1009", phone: "008613800000003" },
      ];
      const withPhone = [{ ...crossed[0]!, phone: "008613800000009" }, crossed[1]!, crossed[2]!];
      assert.equal(await roster.change({ people: people(...withPhone) }), "update");
      assert.deepEqual(await drifted(roster), {});
    }));

  it("a leaver whose number a joiner takes goes first, and the preview says that it is one person with another mail", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li, mei, wu) });
      counted(centre);
      const renamed = { ...li, mail: "li.lei@example.com" };
      await roster.change({ people: people(renamed, mei, wu) });
      assert.deepEqual([...centre.data.staff.keys()].sort(), [
        "li.lei@example.com",
        "mei@example.com",
        "wu@example.com",
      ]);
      const order = centre.writes();
      assert.deepEqual(order, ["DeleteStaff", "CreateStaff"]);
      assert.equal(centre.said("li@example.com → li.lei@example.com (same staffNumber 1001)").length, 1);
    }));

  it("many changes of mail at once are told in eleven lines", () =>
    withCentre({}, async (centre) => {
      const before = crowd(40);
      const roster = await centre.declare("Roster", { people: people(...before), maxRemovals: 20 });
      const after = before.map((person, index) => (index < 14 ? { ...person, mail: `q${index}@example.com` } : person));
      await roster.change({ people: people(...after), maxRemovals: 20 });
      assert.equal(centre.said("a mail is an account's key").length, 10);
      assert.equal(centre.said('Roster "it": 4 more people change their mail in the same way').length, 1);
    }));

  it("a leaver goes last where nobody needs anything of hers", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li, mei) });
      counted(centre);
      await roster.change({ people: people(mei, wu) });
      assert.deepEqual(centre.writes(), ["CreateStaff", "DeleteStaff"]);
    }));

  it("a phone of a leaver goes to somebody who stays", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: phones(one!, two!, three!) });
      await roster.change({ people: people({ ...li, phone: two }, { ...wu, phone: three }) });
      assert.deepEqual([record(centre, li.mail).phone, centre.data.staff.has(mei.mail)], [two, false]);
    }));

  it("a name that stands for another group moves its people, and the brake does not count it", () =>
    withCentre({}, async (centre) => {
      const { sales, support } = groups(centre);
      const list = people(...crowd(10, { skills: { sales: 2 } }));
      const roster = await centre.declare("Roster", { people: list, skillGroups: { sales } });
      record(centre, "p3@example.com").skillGroups.push({ skillGroupId: 99, priority: 4 });
      await roster.change({ people: list, skillGroups: { sales: support } });
      assert.deepEqual(skillsOf(centre, "p1@example.com"), { [support]: 2 });
      assert.deepEqual(skillsOf(centre, "p3@example.com"), { [support]: 2, 99: 4 });
    }));

  it("a name that leaves the map takes its people out of the group, also after a run that failed", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const both = people(...crowd(4, { skills: ["sales", "support"] }));
      const roster = await centre.declare("Roster", { people: both, skillGroups });
      const fewer = { people: people(...crowd(4, { skills: ["sales"] })), skillGroups: { sales: skillGroups.sales } };
      centre.sim.faults.push({ action: "UnbindStaffSkillGroupList", kind: { code: "InvalidParameter" }, times: 100 });
      const next = { ...fewer, maxRemovals: "100%" };
      const { message } = await failureOf(roster.change(next));
      assert.match(message, /4 of 4 people are not done/);
      centre.sim.faults.length = 0;
      assert.equal(await roster.change(next), "update");
      for (const { skillGroups: live } of centre.data.staff.values()) {
        assert.deepEqual(live, [{ skillGroupId: skillGroups.sales, priority: 3 }]);
      }
      assert.equal(roster.outs.formerGroups, undefined);
    }));

  it("skills left out change nothing, {} takes her out of all groups of the map and of no other", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const roster = await centre.declare("Roster", {
        people: people({ ...li, skills: ["sales", "support"] }, mei),
        skillGroups,
      });
      record(centre, li.mail).skillGroups.push({ skillGroupId: 99, priority: 4 });
      await roster.change({ people: people({ ...li, nick: "L" }, mei), skillGroups });
      assert.deepEqual(skillsOf(centre, li.mail), { 71: 3, 72: 3, 99: 4 });
      await roster.change({ people: people({ ...li, nick: "L", skills: {} }, mei), skillGroups, maxRemovals: 2 });
      assert.deepEqual(skillsOf(centre, li.mail), { 99: 4 });
      // Bound by hand to a group of the map: drift of just her; to another group: nobody's business.
      record(centre, li.mail).skillGroups.push({ skillGroupId: 71, priority: 1 });
      record(centre, mei.mail).skillGroups.push({ skillGroupId: 71, priority: 1 });
      assert.deepEqual(Object.keys(await drifted(roster)), [li.mail]);
    }));

  it("leaves to a binding of the same program the group that it holds", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const run = centre.process();
      const declared = { people: people({ ...li, skills: { sales: 1 } }), skillGroups };
      const roster = await centre.declare("Roster", declared);
      const binding = { staff: li.mail, skillGroups: [{ skillGroupId: skillGroups.support, priority: 2 }] };
      await centre.declare("StaffSkillBinding", binding, "li", run);
      await roster.change({ ...declared, people: people({ ...li, nick: "L", skills: { sales: 1 } }) }, run);
      assert.deepEqual(skillsOf(centre, li.mail), { 71: 1, 72: 2 });
    }));
});
