import assert from "node:assert/strict";
import { addSkillGroup, addStaff } from "../../../provider/simulator";
import { urnOf } from "../../core/thing";
import { failureOf, withCentre } from "../centre";
import { counted, crowd, groups, li, mei, people, record, refusals, skillsOf } from "./support";

const people5 = crowd(5).map(({ mail }) => mail);

describe("Roster: the brake", () => {
  it("refuses, before anything is called, a sheet that was cut off at the end of a row", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(...crowd(100)) });
      counted(centre);
      const [text, ...more] = await refusals(roster.change({ people: people(...crowd(60)) }));
      assert.deepEqual(more, []);
      assert.match(text!, /^people: 40 of 100 people would be removed, and at most 10 may be: p60@example\.com, /);
      assert.match(text!, /Was the sheet cut off\?.*TCCC_MAX_REMOVALS/);
      assert.deepEqual(counted(centre), {});
      assert.equal(await roster.change({ people: people(...crowd(90)) }), "update");
      assert.equal(centre.data.staff.size, 90);
    }));

  it("is lifted by maxRemovals, and for one run by TCCC_MAX_REMOVALS, which wins", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(...crowd(40)) });
      const fewer = (n: number, more: object = {}) => ({ people: people(...crowd(n)), ...more });
      const [number] = await refusals(roster.change(fewer(30, { maxRemovals: 9 })));
      assert.match(number!, /10 of 40 .* at most 9 may be.*\(maxRemovals is 9\)/);
      const [share] = await refusals(roster.change(fewer(30, { maxRemovals: "20%" })));
      assert.match(share!, /at most 8 may be.*\(maxRemovals is 20%\)/);
      const strict = centre.process({ TCCC_MAX_REMOVALS: "5" });
      const [run] = await refusals(roster.change(fewer(30, { maxRemovals: "100%" }), strict));
      assert.match(run!, /at most 5 may be.*\(TCCC_MAX_REMOVALS is 5\)/);
      assert.equal(await roster.change(fewer(30), centre.process({ TCCC_MAX_REMOVALS: "25%" })), "update");
      assert.equal(await roster.change(fewer(1), centre.process({ TCCC_MAX_REMOVALS: "unlimited" })), "update");
      assert.equal(await roster.change({ people: {}, maxRemovals: "100%" }), "update");
      assert.equal(centre.data.staff.size, 0);
    }));

  it("measures nothing where its setting is refused: that is told alone", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(...crowd(40)) });
      for (const maxRemovals of ["lots", "200%", -1, 2.5, { toString: "" }]) {
        const texts = await refusals(roster.change({ people: people(...crowd(30)), maxRemovals }));
        assert.equal(texts.length, 1, texts.join("\n"));
        assert.match(texts[0]!, /^maxRemovals: expected /);
      }
      assert.equal(centre.data.staff.size, 40);
      // The limit of a run is one of its own.
      const strict = centre.process({ TCCC_MAX_REMOVALS: "5" });
      const both = await refusals(roster.change({ people: people(...crowd(30)), maxRemovals: "lots" }, strict));
      assert.match(both.join("\n"), /maxRemovals: expected .*\npeople: 10 of 40 .* at most 5 may be/);
    }));

  it("counts memberships of those who stay apart", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const declared = { people: people(...crowd(20, { skills: ["sales", "support"] })), skillGroups };
      const roster = await centre.declare("Roster", declared);
      const without = people(...crowd(20, { skills: ["sales"] }));
      const [text] = await refusals(roster.change({ people: without, skillGroups }));
      assert.match(
        text!,
        /20 of 40 memberships in skill groups of people who stay would be removed, and at most 4 may be/,
      );
      assert.match(text!, /p0@example\.com: support, /);
      // A column that was cleared is not managed any more: nothing is lost.
      counted(centre);
      assert.equal(await roster.change({ people: people(...crowd(20)), skillGroups }), "update");
      assert.deepEqual(centre.writes(), []);
      assert.deepEqual(skillsOf(centre, "p0@example.com"), { 71: 3, 72: 3 });
    }));

  it("looks a second time at what is live, and then nothing is changed", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const declared = { people: people(...crowd(20, { skills: ["sales"] })), skillGroups };
      const roster = await centre.declare("Roster", declared);
      // Somebody bound them all to the other group of the map: to put that right would take 20 memberships away.
      for (const staff of centre.data.staff.values()) staff.skillGroups.push({ skillGroupId: 72, priority: 1 });
      const { message } = await failureOf(
        roster.change({ ...declared, people: people(...crowd(20, { skills: ["sales"], nick: "x" })) }),
      );
      assert.match(message, /20 of 20 memberships .* at most 2 may be.*p0@example\.com: skill group 72/);
      assert.match(message, /Nothing was changed/);
      assert.deepEqual(skillsOf(centre, "p0@example.com"), { 71: 3, 72: 1 });
      assert.equal(record(centre, "p0@example.com").nick, "");
    }));

  it("sees a name that stands for another group, whatever it is called", () =>
    withCentre({}, async (centre) => {
      const { sales, support } = groups(centre);
      for (const name of ["name", "phone", "skills", "staffNumber"]) {
        // Everybody is taken out of the group of this name, which stands for another one now.
        const before = { people: people(...crowd(20, { skills: [name, "b"] })), skillGroups: { [name]: sales, b: 99 } };
        addSkillGroup(centre.data, { skillGroupId: 99, name: "B" });
        const roster = await centre.declare("Roster", before, name);
        const after = { people: people(...crowd(20, { skills: ["b"] })), skillGroups: { [name]: support, b: 99 } };
        const fresh = centre.process();
        // The first look is that of the preview; the second must see it too.
        const [text] = await refusals(roster.change(after, fresh));
        assert.match(text!, /20 of 40 memberships in skill groups/);
        const { update } = fresh.Roster;
        const olds = { ...roster.outs, __identity: `${urnOf("Roster", name)}#000000000000` };
        const news = { ...olds, ...after };
        const second = await failureOf(update!.call(fresh.Roster, roster.id, olds, news));
        assert.match(second.message, /20 of 40 memberships in skill groups .*Nothing was changed/s);
        assert.deepEqual(skillsOf(centre, "p0@example.com"), { [sales]: 3, 99: 3 });
        await roster.remove();
      }
    }));

  it("holds for a roster that leaves the program in an up, such as one renamed without an alias", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(...crowd(20)) }, "old");
      const run = centre.process();
      const renamed = await centre.declare("Roster", { people: people(...crowd(5)) }, "new", run);
      assert.equal(renamed.outs.count, 5);
      counted(centre);
      const { message } = await failureOf(roster.remove(run));
      assert.match(
        message,
        /^deleting Roster "old": 15 of 20 people would be removed, and at most 2 may be: p5@example\.com, .* \(maxRemovals is not set: [^)]*\)\. Nothing was deleted\. If the roster was renamed, give it an alias; .*TCCC_MAX_REMOVALS/s,
      );
      assert.deepEqual([centre.writes(), centre.data.staff.size], [[], 20]);
      const once = centre.process({ TCCC_MAX_REMOVALS: "15" });
      assert.equal(await renamed.change({ people: people(...crowd(5, { nick: "x" })) }, once), "update");
      await roster.remove(once);
      assert.deepEqual([...centre.data.staff.keys()], people5);
    }));

  it("is not that of a destroy, which deletes what the roster has", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(...crowd(20)) });
      await roster.remove();
      assert.equal(centre.data.staff.size, 0);
    }));

  it("does not count who keeps her account", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(...crowd(20)) });
      counted(centre);
      const release = crowd(20)
        .slice(2)
        .map(({ mail }) => mail);
      assert.equal(await roster.change({ people: people(...crowd(2)), release }), "update");
      assert.deepEqual([centre.writes(), centre.data.staff.size, roster.outs.count], [[], 20, 2]);
      assert.equal(centre.said("released p2@example.com, p3@example.com").length, 1);
    }));
});

describe("Roster: seats", () => {
  const seats = (bought: number) => ({
    seed: (data: import("../../../provider/simulator").Data) => {
      data.instance(1400000000).purchases.seats = bought;
    },
  });

  it("that do not suffice refuse everything, with the shortfall", () =>
    withCentre(seats(12), async (centre) => {
      addStaff(centre.data, { mail: "boss@example.com", name: "Boss", staffNumber: "1" });
      const { message } = await failureOf(centre.declare("Roster", { people: people(...crowd(15)) }));
      assert.match(
        message,
        /15 new people need 4 more seats than there are: 1 are used, 0 become free, 12 were bought/,
      );
      assert.match(message, /Nothing was changed/);
      assert.equal(centre.data.staff.size, 1);
      const roster = await centre.declare("Roster", { people: people(...crowd(11)) });
      assert.equal(roster.outs.count, 11);
      // Nobody is new: nobody asks.
      counted(centre);
      await roster.change({ people: people(...crowd(11, { nick: "x" })) });
      assert.equal(counted(centre).DescribeCCCBuyInfoList, undefined);
    }));

  it("only warn when told to, and are not looked at when told so", () =>
    withCentre({ ...seats(1) }, async (centre) => {
      const { message } = await failureOf(centre.declare("Roster", { people: people(li, mei), seats: "warn" }));
      assert.match(message, /1 of 2 people are not done/);
      assert.equal(centre.said("2 new people need 1 more seats").length, 1);
      counted(centre);
      await failureOf(centre.declare("Roster", { people: people(li, mei), seats: "off" }));
      assert.equal(counted(centre).DescribeCCCBuyInfoList, undefined);
    }));

  it("of leavers are free before joiners need them", () =>
    withCentre(seats(3), async (centre) => {
      const [a, b, c, d] = crowd(4);
      const roster = await centre.declare("Roster", { people: people(a!, b!, c!) });
      counted(centre);
      await roster.change({ people: people(a!, b!, d!) });
      assert.deepEqual(centre.writes(), ["DeleteStaff", "CreateStaff"]);
    }));

  it("are no reason to refuse where the reading is not consistent or cannot be had", () =>
    withCentre(seats(5), async (centre) => {
      for (const person of crowd(5)) addStaff(centre.data, person as { mail: string });
      centre.data.purchases.seats = 3;
      await failureOf(centre.declare("Roster", { people: people(li) }));
      assert.equal(centre.said("that reading is not consistent").length, 1);
      centre.data.purchases.seats = 50;
      centre.sim.faults.push({ action: "DescribeCCCBuyInfoList", kind: { code: "UnauthorizedOperation" }, times: 9 });
      await centre.declare("Roster", { people: people(li) });
      assert.equal(centre.said("reading the seats that were bought").length, 1);
      assert.ok(centre.data.staff.has(li.mail));
    }));
});
