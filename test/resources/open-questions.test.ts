import assert from "node:assert/strict";
import { personText } from "../../provider/roster/people";
import { addExtension, addSkillGroup, addStaff, type StaffRecord } from "../../provider/simulator";
import { app, type Centre, failureOf, withCentre } from "./centre";

const li = { mail: "li@example.com", name: "Li", staffNumber: "1001" };
const anew = { ...li, role: "agent", allowRecreate: true };
const liOf = ({ data }: Centre): StaffRecord => data.staff.get(li.mail)!;
const phoneOf = ({ data }: Centre): string | undefined => data.extensions.get("8001")?.staff;
const count = (centre: Centre, action: string): number => centre.writes().filter((one) => one === action).length;

/** Her phone, and a colleague whose calls come to her: nobody declares them. */
function nameHer({ data }: Centre): void {
  addExtension(data, { extensionId: "8001", staff: li.mail });
  const forwarding = { Enabled: true, Condition: 1, Target: { Type: 1, StaffUserId: li.mail } };
  addStaff(data, { mail: "wang@example.com", name: "Wang", staffNumber: "1002", forwarding });
}

describe("an account that is deleted", () => {
  it("and that the service keeps while a phone or a forwarding names her is told with both, and nothing is touched", () =>
    withCentre({ dialect: { deletedStaffNamed: "InternalError.DBError" } }, async (centre) => {
      const staff = await centre.declare("Staff", li);
      nameHer(centre);
      const { message } = await failureOf(staff.remove());
      assert.match(
        message,
        /deleting Staff li@example\.com failed: the service does not delete li@example\.com while she has the phone 8001, and calls of wang@example\.com are forwarded to her\. Take that away, here or in the console, and run again/,
      );
      assert.deepEqual([phoneOf(centre), centre.data.staff.size], [li.mail, 2]);
    }));

  it("harms nobody else of its batch where the service refuses it", () =>
    withCentre({ dialect: { deletedStaffNamed: "InternalError.DBError" } }, async (centre) => {
      const run = centre.process();
      const mei = { mail: "mei@example.com", name: "Mei", staffNumber: "1003" };
      const [first, second] = await Promise.all([
        centre.declare("Staff", li, "li", run),
        centre.declare("Staff", mei, "mei", run),
      ]);
      nameHer(centre);
      const next = centre.process();
      const [one, other] = await Promise.allSettled([first.remove(next), second.remove(next)]);
      assert.deepEqual([one.status, other.status], ["rejected", "fulfilled"]);
      assert.deepEqual([...centre.data.staff.keys()].sort(), [li.mail, "wang@example.com"]);
    }));

  it("by force is deleted also where she logged off by herself meanwhile and the service refuses that call", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", { ...li, whenOnline: "forceOffline" });
      liOf(centre).status = "free";
      const kind = { code: "InvalidParameterValue", message: "The member is offline." };
      centre.sim.faults.push({ action: "ForceMemberOffline", kind });
      const removed = staff.remove();
      await centre.sim.nextCall("ForceMemberOffline");
      liOf(centre).status = "offline";
      await removed;
      assert.equal(centre.data.staff.size, 0);
    }));
});

describe("an account that is made anew", () => {
  for (const deletedStaffNamed of ["cleared", "ResourceInUse"] as const) {
    it(`for another role keeps its phone and the forwardings to it where the service says ${deletedStaffNamed}`, () =>
      withCentre({ dialect: { deletedStaffNamed } }, async (centre) => {
        const staff = await centre.declare("Staff", { ...li, role: "inspector" });
        nameHer(centre);
        assert.equal(await staff.change(anew), "replace");
        assert.deepEqual([liOf(centre).roles, phoneOf(centre)], [[3], li.mail]);
        const { forwarding } = centre.data.staff.get("wang@example.com")!;
        assert.deepEqual([forwarding?.Enabled, forwarding?.Target?.StaffUserId], [true, li.mail]);
      }));

    it(`keeps them in a roster too, where the service says ${deletedStaffNamed}`, () =>
      withCentre({ dialect: { deletedStaffNamed } }, async (centre) => {
        const people = (role: "agent" | "inspector") => ({
          [li.mail]: personText({ name: "Li", staffNumber: "1001", role }),
        });
        const roster = await centre.declare("Roster", { people: people("inspector") }, "team");
        nameHer(centre);
        await roster.change({ people: people("agent"), allowRecreate: true });
        assert.deepEqual([liOf(centre).roles, phoneOf(centre)], [[3], li.mail]);
      }));
  }

  it("and cannot be deleted in the end has its phone back", () =>
    withCentre({ dialect: { deletedStaffNamed: "ResourceInUse" } }, async (centre) => {
      const staff = await centre.declare("Staff", { ...li, role: "inspector" });
      nameHer(centre);
      centre.sim.faults.push({ action: "DeleteStaff", nth: 2, kind: { code: "FailedOperation", message: "no" } });
      assert.match((await failureOf(staff.change(anew))).message, /FailedOperation: no/);
      assert.deepEqual([liOf(centre).roles, phoneOf(centre)], [[2], li.mail]);
    }));

  it("is waited for where the service frees a mail later only, whatever code it refuses with", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", { ...li, role: "inspector" });
      centre.sim.calls.length = 0;
      centre.sim.faults.push({ action: "CreateStaff", times: 3, kind: { code: "FailedOperation", message: "err" } });
      await staff.change(anew);
      assert.deepEqual(liOf(centre).roles, [3]);
      assert.deepEqual([count(centre, "DeleteStaff"), count(centre, "CreateStaff")], [1, 4]);
    }));

  it("is not locked out since she was forced offline before", () =>
    withCentre({ dialect: { forcedSurvives: true } }, async (centre) => {
      const staff = await centre.declare("Staff", { ...li, role: "inspector", whenOnline: "forceOffline" });
      liOf(centre).status = "free";
      await staff.change({ ...anew, whenOnline: "forceOffline" });
      assert.deepEqual([liOf(centre).roles, liOf(centre).forcedOffline], [[3], false]);
    }));
});

describe("an account whose mail or password the service refuses", () => {
  it("is told where else the mail may be", () =>
    withCentre({ dialect: { mailScope: "account" } }, async (centre) => {
      addStaff(centre.sim.data.addInstance(app + 1), li);
      const { message } = await failureOf(centre.declare("Staff", li));
      assert.match(message, /DuplicatedAccount[\s\S]*another instance of the account may have it/);
      assert.equal(count(centre, "CreateStaff"), 1);
    }));

  it("is in the state, and gets the password of the next run", () =>
    withCentre({ dialect: { passwordRules: "strict" } }, async (centre) => {
      const weak = await failureOf(centre.declare("Staff", { ...li, initialPassword: "hunter-secret" }));
      assert.match(weak.message, /setting the password of li@example\.com failed: .*8 characters or more/);
      assert.doesNotMatch(weak.message, /hunter/);
      await weak.declared!.change({ ...li, initialPassword: "Abcdefg1", passwordVersion: 1 });
      assert.deepEqual([centre.data.staff.size, liOf(centre).passwordSetCount], [1, 1]);
    }));
});

describe("a group", () => {
  const sales = { name: "Sales", type: "phone" };

  it("that was deleted by hand in the middle of its update is not made anew under the id of the old one", () =>
    withCentre({}, async (centre) => {
      const group = await centre.declare("SkillGroup", sales);
      const kind = { code: "InvalidParameter", message: "The skill group does not exist." };
      centre.sim.faults.push({ action: "UpdateCCCSkillGroup", kind });
      const changed = failureOf(group.change({ ...sales, name: "Sales 2" }));
      await centre.sim.nextCall("UpdateCCCSkillGroup");
      centre.data.skillGroups.clear();
      assert.match(
        (await changed).message,
        /the group \d+ is not in instance 1400000000 any more; run `pulumi refresh`/,
      );
      assert.equal(centre.data.skillGroups.size, 0);
    }));

  it("is the one of its type where names are unique in one type only", () =>
    withCentre({ dialect: { groupNameScope: "type" } }, async (centre) => {
      addSkillGroup(centre.data, { skillGroupId: 70, name: "Sales", type: 1 });
      addSkillGroup(centre.data, { skillGroupId: 71, name: "Sales", type: 0 });
      const group = await centre.declare("SkillGroup", sales);
      assert.deepEqual([group.outs.skillGroupId, centre.writes()], [71, []]);
    }));
});

describe("a callout task", () => {
  const calling = { callers: ["008675500000001"], callees: ["008613800138765"], ivrId: 42 };
  const real = { now: () => Date.now() };

  it("that shall start now is made also where the service refuses a start in the past", () =>
    withCentre({ ...real, dialect: { taskStartPast: "InvalidParameterValue" } }, async (centre) => {
      await centre.declare("AutoCalloutTask", { ...calling, notBefore: 1000, startNow: true });
      const [task] = [...centre.data.calloutTasks.values()];
      const ahead = task!.notBefore - Date.now() / 1000;
      assert.ok(ahead > 30 && ahead <= 60, `${ahead} s`);
      assert.equal(centre.data.calloutTasks.size, 1);
    }));
});
