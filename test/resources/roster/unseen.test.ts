import assert from "node:assert/strict";
import { failureOf } from "../centre";
import { withRewriting } from "../rewriting";
import { drifted, li, mei, people, record } from "./support";

/** A service whose list of accounts does not show nicks. */
const hidingNicks = (action: string, answer: Record<string, unknown>): unknown => {
  if (action !== "DescribeStaffInfoList") return answer;
  const rows = (answer.StaffList ?? []) as Record<string, unknown>[];
  return { ...answer, StaffList: rows.map(({ Nick: _, ...row }) => row) };
};

describe("Roster: what the service does not show", () => {
  it("is compared with what was sent: cleared, changed and set back it is sent, unchanged it is not", () =>
    withRewriting(hidingNicks, async (centre) => {
      const team = (nick?: string) => ({ people: people({ ...li, ...(nick === undefined ? {} : { nick }) }, mei) });
      const roster = await centre.declare("Roster", team("lily"));
      for (const nick of ["lil", "", "lily", ""]) {
        assert.equal(await roster.change(team(nick)), "update");
        assert.equal(record(centre, li.mail).nick, nick);
        assert.deepEqual(await drifted(roster), {});
      }
      const before = centre.writes().length;
      assert.equal(await roster.change(team()), "update");
      assert.equal(centre.writes().length, before);
    }));

  it("is sent again after a run that failed", () =>
    withRewriting(hidingNicks, async (centre) => {
      const team = (nick: string) => ({ people: people({ ...li, nick }, mei) });
      const roster = await centre.declare("Roster", team("lily"));
      centre.sim.faults.push({ action: "ModifyStaff", kind: { code: "InvalidParameter" }, times: 100 });
      await failureOf(roster.change(team("lil")));
      centre.sim.faults.length = 0;
      assert.equal(await roster.change(team("lil")), "update");
      assert.equal(record(centre, li.mail).nick, "lil");
      assert.equal(await roster.change(team("")), "update");
      assert.equal(record(centre, li.mail).nick, "");
    }));
});
