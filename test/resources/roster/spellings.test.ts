import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { addStaff } from "../../../provider/simulator";
import { type Centre, withCentre } from "../centre";
import { counted, drifted, li, mei, people, record } from "./support";

const LI = { mail: "Li@example.com", name: "Lin", staffNumber: "77", nick: "other", phone: "008613800000077" };
const mails = ({ data }: Centre) => [...data.staff.keys()].sort();
const team = (...list: Plain[]) => ({ people: people(...list), maxRemovals: "100%" });

/** The other account is as it was when somebody made it. */
function untouched(centre: Centre, made: Plain = LI): void {
  const { name, nick, phone, staffNumber } = record(centre, String(made.mail));
  assert.deepEqual(
    { name, nick, phone, staffNumber },
    { name: made.name, nick: made.nick, phone: made.phone, staffNumber: made.staffNumber },
  );
}

describe("Roster: two accounts whose mails differ in case only", () => {
  it("one that leaves is deleted, and the other person's is not", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", team(li, mei));
      addStaff(centre.data, LI);
      counted(centre);
      assert.equal(await roster.change(team(mei)), "update");
      assert.deepEqual(mails(centre), [LI.mail, mei.mail]);
      assert.equal(counted(centre).DeleteStaff, 1);
      untouched(centre);
    }));

  it("the same where the service does not answer the deletion, and with the whole roster", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", team(li, mei));
      addStaff(centre.data, LI);
      centre.sim.faults.push({ action: "DeleteStaff", kind: "reset-after", times: 1 });
      await roster.remove();
      assert.deepEqual(mails(centre), [LI.mail]);
      untouched(centre);
    }));

  it("one that was deleted by hand is gone and made again; the other is neither changed nor shown as drift", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", team({ ...li, nick: "lily" }, mei));
      addStaff(centre.data, LI);
      centre.data.staff.delete(li.mail);
      assert.deepEqual(await drifted(roster), { [li.mail]: undefined });
      assert.equal(await roster.change(team({ ...li, nick: "lil" }, mei)), "update");
      assert.equal(record(centre, li.mail).nick, "lil");
      untouched(centre);
      centre.data.staff.delete(li.mail);
      counted(centre);
      assert.equal(await roster.change(team(mei)), "update");
      assert.deepEqual([centre.writes(), mails(centre)], [[], [LI.mail, mei.mail]]);
      untouched(centre);
    }));

  it("one is changed, recreated and refused without the other", () =>
    withCentre({}, async (centre) => {
      const agent = { ...li, role: "agent" };
      const roster = await centre.declare("Roster", team(agent));
      addStaff(centre.data, LI);
      await roster.change(team({ ...agent, phone: "13800000001" }));
      assert.equal(record(centre, li.mail).phone, "008613800000001");
      await roster.change({ ...team({ ...agent, role: "admin", phone: "" }), allowRecreate: true });
      assert.deepEqual(record(centre, li.mail).roles, [1]);
      untouched(centre);
    }));

  it("one that the service spells otherwise stays the one that it was, when another is made in the declared spelling", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, { ...li, nick: "" });
      const declared = { ...li, mail: LI.mail };
      const roster = await centre.declare("Roster", team(declared, mei));
      assert.equal(centre.said("took over 1 existing Staff").length, 1);
      addStaff(centre.data, LI);
      await roster.change(team({ ...declared, nick: "lily" }, mei));
      assert.equal(record(centre, li.mail).nick, "lily");
      // What is refused for hers is not tried on the other.
      centre.sim.faults.push({ action: "ModifyStaff", kind: { code: "InvalidParameter" }, times: 1 });
      await roster.change(team({ ...declared, nick: "lil" }, mei)).catch(() => undefined);
      await roster.change(team({ ...declared, nick: "lil" }, mei)).catch(() => undefined);
      assert.equal(record(centre, li.mail).nick, "lil");
      assert.equal(await roster.change(team(mei)), "update");
      assert.deepEqual(mails(centre), [LI.mail, mei.mail]);
      untouched(centre);
    }));

  for (const mailCase of ["kept", "lowered"] as const) {
    it(`where mails are ${mailCase} and compared without case, one declared in capitals is made, changed, recreated and removed`, () =>
      withCentre({ dialect: { mailCase, mailMatch: "ignoreCase" } }, async (centre) => {
        const bea = { mail: "Bea@example.com", name: "Bea", staffNumber: "5", role: "agent" };
        const roster = await centre.declare("Roster", team(bea, mei));
        assert.deepEqual(await drifted(roster), {});
        await roster.change(team({ ...bea, nick: "b" }, mei));
        await roster.change({ ...team({ ...bea, nick: "b", role: "inspector" }, mei), allowRecreate: true });
        const [first] = mails(centre).filter((mail) => mail !== mei.mail);
        assert.deepEqual([record(centre, first!).nick, record(centre, first!).roles], ["b", [2]]);
        assert.deepEqual(await drifted(roster), {});
        await roster.change(team(mei));
        assert.deepEqual(mails(centre), [mei.mail]);
      }));
  }

  it("are refused as two people of one roster", () =>
    withCentre({}, async (centre) => {
      await assert.rejects(
        centre.declare("Roster", team(li, LI)),
        /"li@example\.com" is the same mail; name a person once/,
      );
    }));
});
