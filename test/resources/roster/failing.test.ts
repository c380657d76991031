import assert from "node:assert/strict";
import { addStaff } from "../../../provider/simulator";
import { failureOf, withCentre } from "../centre";
import { counted, crowd, drifted, groups, li, mei, people, record, wu } from "./support";

describe("Roster: whoever fails", () => {
  it("fails alone: the others are done, the message says who is not, and the next up does only the rest", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, { mail: "zhao@example.com", name: "Zhao", staffNumber: "1002" });
      const declared = { people: people(li, mei, wu) };
      const failure = await failureOf(centre.declare("Roster", declared));
      assert.match(failure.message, /^creating Roster "it": 1 of 3 people are not done; the other 2 are, and the next/);
      assert.match(failure.message, /- creating mei@example\.com failed: .*CreateStaff/);
      assert.deepEqual([...centre.data.staff.keys()].sort(), ["li@example.com", "wu@example.com", "zhao@example.com"]);
      const roster = failure.declared!;
      assert.deepEqual(Object.keys(roster.outs.people as object), ["li@example.com", "wu@example.com"]);

      centre.data.staff.delete("zhao@example.com");
      counted(centre);
      assert.equal(await roster.change(declared), "update");
      const { CreateStaff, ModifyStaff } = counted(centre);
      assert.deepEqual([CreateStaff, ModifyStaff], [1, undefined]);
      assert.equal(roster.outs.count, 3);
      assert.deepEqual(await drifted(roster), {});
    }));

  it("stays in the state as she is live, and the others move on", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people({ ...li, nick: "Lily" }, mei) });
      addStaff(centre.data, { mail: "zhao@example.com", name: "Zhao", staffNumber: "9", phone: "008613800138000" });
      const next = { people: people({ ...li, nick: "Li2", phone: "13800138000" }, { ...mei, nick: "Meimei" }) };
      const { message } = await failureOf(roster.change(next));
      assert.match(message, /1 of 2 people are not done/);
      assert.match(message, /updating li@example\.com/);
      assert.equal(record(centre, "mei@example.com").nick, "Meimei");
      const stored = roster.outs.people as Record<string, string>;
      assert.deepEqual(Object.keys(stored), ["li@example.com", "mei@example.com"]);
      assert.equal(JSON.parse(stored["li@example.com"]!).phone, "");
      centre.data.staff.delete("zhao@example.com");
      assert.equal(await roster.change(next), "update");
      assert.equal(record(centre, "li@example.com").phone, "008613800138000");
    }));

  it("is not lost when the answer to her creation was, nor made twice", () =>
    withCentre({}, async (centre) => {
      centre.sim.faults.push({ action: "CreateStaff", kind: "reset-after", times: 3 });
      const roster = await centre.declare("Roster", { people: people(...crowd(35)) });
      assert.equal(centre.data.staff.size, 35);
      assert.equal(counted(centre).CreateStaff, 4);
      assert.deepEqual(await drifted(roster), {});
    }));

  it("was made by a run that was killed: the next one takes everybody over with one notice", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const half = { people: people(...crowd(12, { skills: { sales: 1 } })), skillGroups };
      await centre.declare("Roster", half);
      centre.lines.length = 0;
      counted(centre);
      const all = { people: people(...crowd(15, { skills: { sales: 1 } })), skillGroups };
      await centre.declare("Roster", all);
      assert.equal(counted(centre).CreateStaff, 1);
      assert.equal(centre.data.staff.size, 15);
      const notices = centre.said("took over");
      assert.equal(notices.length, 1);
      assert.match(notices[0]!, /took over 12 existing Staff: p0@example\.com.* and 2 more/);
    }));

  it("because nobody may make the call is told once, and the call is not made for each", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const kind = { code: "UnauthorizedOperation" };
      centre.sim.faults.push({ action: "BindStaffSkillGroupList", kind, times: 1000 });
      const declared = { people: people(...crowd(300, { skills: { sales: 1 } })), skillGroups };
      const { message, declared: roster } = await failureOf(centre.declare("Roster", declared));
      assert.match(message, /300 of 300 people are not done/);
      assert.ok(message.length < 1500, message);
      assert.match(message, /ccc:BindStaffSkillGroupList/);
      assert.match(message, /The same for .* and 295 more/);
      const { CreateStaff, BindStaffSkillGroupList } = counted(centre);
      assert.equal(CreateStaff, 30);
      assert.ok(BindStaffSkillGroupList! <= 70, `${BindStaffSkillGroupList} binds that could not succeed`);
      centre.sim.faults.length = 0;
      assert.equal(await roster!.change(declared), "update");
      assert.deepEqual([centre.data.staff.size, roster!.outs.count], [300, 300]);
    }));

  it("leaves no trace of a run that could do nothing", () =>
    withCentre({}, async (centre) => {
      centre.sim.faults.push({ action: "CreateStaff", kind: { code: "InvalidParameter" }, times: 100 });
      const { message, declared, id } = await failureOf(centre.declare("Roster", { people: people(li, mei) }));
      assert.deepEqual([declared, id], [undefined, undefined]);
      assert.match(message, /2 of 2 people are not done:/);
      assert.equal(centre.data.staff.size, 0);
    }));
});
