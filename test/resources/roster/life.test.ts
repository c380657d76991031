import assert from "node:assert/strict";
import { addStaff } from "../../../provider/simulator";
import { app, withCentre } from "../centre";
import { counted, crowd, drifted, groups, li, mei, people, record, skillsOf, wu } from "./support";

describe("Roster", () => {
  it("makes, changes and deletes its people, and nobody else", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      addStaff(centre.data, { mail: "boss@example.com", name: "Boss", staffNumber: "1" });
      const roster = await centre.declare("Roster", {
        people: people({ ...li, phone: "13800138000", skills: { sales: 1 } }, { ...mei, skills: ["support"] }),
        skillGroups,
      });
      assert.equal(roster.id, `${app}/it`);
      assert.deepEqual(skillsOf(centre, "li@example.com"), { [skillGroups.sales]: 1 });
      assert.deepEqual(skillsOf(centre, "mei@example.com"), { [skillGroups.support]: 3 });
      assert.equal(record(centre, "li@example.com").phone, "008613800138000");
      assert.deepEqual(
        [roster.outs.count, roster.outs.unmanaged, roster.outs.unmanagedCount],
        [2, ["boss@example.com"], 1],
      );
      assert.deepEqual(await drifted(roster), {});

      counted(centre);
      const next = people({ ...li, nick: "Lily", skills: { support: 2 } }, wu);
      assert.equal(await roster.change({ people: next, skillGroups, maxRemovals: "100%" }), "update");
      assert.deepEqual([...centre.data.staff.keys()].sort(), ["boss@example.com", "li@example.com", "wu@example.com"]);
      assert.deepEqual(skillsOf(centre, "li@example.com"), { [skillGroups.support]: 2 });
      // Left out is not managed: what was there stays.
      assert.equal(record(centre, "li@example.com").phone, "008613800138000");
      assert.equal(record(centre, "li@example.com").nick, "Lily");
      counted(centre);
      assert.equal(await roster.change({ people: next, skillGroups, maxRemovals: "100%" }), "same");
      assert.deepEqual(await drifted(roster), {});
      assert.deepEqual(centre.writes(), []);

      await roster.remove();
      assert.deepEqual([...centre.data.staff.keys()], ["boss@example.com"]);
    }));

  it("stores one canonical text for each person, which no later version may change", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const roster = await centre.declare("Roster", {
        people: {
          "li@example.com":
            '{"staffNumber":"1001","skills":["support","sales"],"phone":"+86 138 0013 8000","name":"Li","nick":"","role":"agent"}',
        },
        skillGroups,
      });
      assert.deepEqual(roster.inputs, {
        sdkAppId: app,
        people: {
          "li@example.com":
            '{"name":"Li","nick":"","phone":"008613800138000","role":"agent","skills":{"sales":3,"support":3},"staffNumber":"1001"}',
        },
        skillGroups,
      });
      // Another spelling of the same is no change.
      const other =
        '{"name":"Li","nick":"","phone":"13800138000","role":"agent","skills":{"support":3,"sales":3},"staffNumber":"1001"}';
      assert.equal(await roster.change({ people: { "LI@example.com": other }, skillGroups }), "same");
    }));

  // Service and client share a process here: with ten thousand people a busy machine needs more than the shortest time-out.
  it("takes as few calls as the service allows for 10,000 people, for a refresh and for the end", () =>
    withCentre({ env: { TCCC_TIME_SCALE: "0.2" } }, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(...crowd(10_000)), seats: "off" });
      const up = counted(centre);
      assert.deepEqual(up, { CreateStaff: 1000, DescribeStaffInfoList: up.DescribeStaffInfoList });
      assert.ok(up.DescribeStaffInfoList! <= 4, `${up.DescribeStaffInfoList} pages of the list for two lists`);
      assert.deepEqual(await drifted(roster), {});
      assert.deepEqual(counted(centre), { DescribeStaffInfoList: 2 });
      await roster.remove();
      assert.deepEqual(counted(centre), { DeleteStaff: 50, DescribeStaffInfoList: 3 });
      assert.equal(centre.data.staff.size, 0);
    })).timeout(120_000);

  it("shows drift of one field as just that, a lost person as a removal, and repairs both", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      const declared = { people: people({ ...li, nick: "Lily", skills: { sales: 1 } }, mei, wu), skillGroups };
      const roster = await centre.declare("Roster", declared);
      record(centre, "li@example.com").nick = "by hand";
      // What nobody declares is no drift.
      record(centre, "mei@example.com").nick = "by hand";
      record(centre, "mei@example.com").skillGroups.push({ skillGroupId: skillGroups.sales, priority: 5 });
      centre.data.staff.delete("wu@example.com");
      assert.deepEqual(await drifted(roster), {
        "li@example.com": { name: "Li", nick: "by hand", skills: { sales: 1 }, staffNumber: "1001" },
        "wu@example.com": undefined,
      });
      await roster.refresh();
      counted(centre);
      assert.equal(await roster.change(declared), "update");
      const { CreateStaff, ModifyStaff, BindStaffSkillGroupList, DeleteStaff } = counted(centre);
      assert.deepEqual([CreateStaff, ModifyStaff, BindStaffSkillGroupList, DeleteStaff], [1, 1, undefined, undefined]);
      assert.equal(record(centre, "li@example.com").nick, "Lily");
      assert.equal(record(centre, "wu@example.com").staffNumber, "1003");
      assert.deepEqual(await drifted(roster), {});
    }));

  it("keeps one account for a mail in any spelling", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, { ...li, mail: "Li@Example.com" });
      const roster = await centre.declare("Roster", { people: people(li) });
      assert.deepEqual(centre.writes(), []);
      const shout = { ...li, mail: "LI@EXAMPLE.COM", name: "Li Na" };
      assert.equal(await roster.change({ people: people(shout) }), "update");
      assert.deepEqual([...centre.data.staff.keys()], ["Li@Example.com"]);
      assert.equal(record(centre, "Li@Example.com").name, "Li Na");
      assert.deepEqual(Object.keys(roster.inputs.people as object), ["li@example.com"]);
      await roster.remove();
      assert.equal(centre.data.staff.size, 0);
    }));

  it("reads and sets the mobile switches of whoever declares them, with one call for all", () =>
    withCentre({}, async (centre) => {
      const list = crowd(20, { useMobileCallOut: true });
      const roster = await centre.declare("Roster", { people: people(...list, li) });
      assert.equal(record(centre, "p7@example.com").useMobileCallOut, true);
      counted(centre);
      assert.deepEqual(await drifted(roster), {});
      assert.deepEqual(counted(centre), { DescribeStaffInfoList: 1, DescribeStaffStatusMetrics: 1 });
    }));
});
