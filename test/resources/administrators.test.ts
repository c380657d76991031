import assert from "node:assert/strict";
import { failureOf, withCentre } from "./centre";
import { crowd, li, mei, people, record, wu } from "./roster/support";

describe("An account that somebody made an administrator", () => {
  for (const exclusive of [false, true]) {
    it(`and that leaves ${exclusive ? "an exclusive" : "a"} roster is named and kept, and the others are done`, () =>
      withCentre({}, async (centre) => {
        const more = { exclusive, maxRemovals: "100%" };
        const roster = await centre.declare("Roster", { people: people(li, mei, wu), ...more });
        record(centre, mei.mail).roles = [1];
        const next = { people: people(li), ...more };
        const { message } = await failureOf(roster.change(next));
        assert.match(
          message,
          /1 of 3 people are not done[^\n]*\n- the account of mei@example\.com was not deleted, since it is an administrator now, [^\n]*release/,
        );
        assert.deepEqual([...centre.data.staff.keys()].sort(), [li.mail, mei.mail]);
        assert.equal(centre.said('Roster "it": deleted 1 account: wu@example.com').length, 1);
        // The ways out.
        assert.equal(await roster.change({ ...next, release: [mei.mail] }), "update");
        assert.deepEqual([...centre.data.staff.keys()].sort(), [li.mail, mei.mail]);
      }));
  }

  it("goes with a roster when the role was taken away, and is named and kept until then", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li, mei) });
      record(centre, mei.mail).roles = [1];
      assert.match((await failureOf(roster.remove())).message, /the account of mei@example\.com was not deleted/);
      assert.deepEqual([...centre.data.staff.keys()], [mei.mail]);
      record(centre, mei.mail).roles = [3];
      await roster.remove();
      assert.equal(centre.data.staff.size, 0);
    }));

  it("and that leaves the program as a Staff is kept, and deleted when the role was taken away", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      record(centre, li.mail).roles = [1];
      await staff.refresh();
      assert.match(
        (await failureOf(staff.remove())).message,
        /^deleting Staff li@example\.com failed: the account was not deleted, since it is an administrator now/,
      );
      assert.ok(!centre.writes().includes("DeleteStaff"));
      record(centre, li.mail).roles = [3];
      await staff.remove();
      assert.equal(centre.data.staff.size, 0);
    }));

  it("and that changes its mail is not recreated as an agent, unless the role is declared", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      record(centre, li.mail).roles = [1];
      const next = { ...li, mail: "li.lei@example.com" };
      assert.match((await failureOf(staff.change(next))).message, /li@example\.com.*it is an administrator now/);
      assert.deepEqual([...centre.data.staff.keys()], [li.mail]);
      assert.equal(await staff.change({ ...next, role: "admin" }), "replace");
      assert.deepEqual([...centre.data.staff.keys()], [next.mail]);
      assert.deepEqual(record(centre, next.mail).roles, [1]);
    }));

  it("is deleted as any other where the program declared the role", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", { ...li, role: "admin" });
      const roster = await centre.declare("Roster", { people: people(...crowd(2), { ...mei, role: "admin" }) });
      await staff.remove();
      assert.equal(await roster.change({ people: people(...crowd(2)) }), "update");
      assert.equal(centre.data.staff.size, 2);
    }));
});
