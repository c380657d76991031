import assert from "node:assert/strict";
import { addSkillGroup, addStaff, type StaffRecord } from "../../../provider/simulator";
import { app, type Centre, failureOf, withCentre } from "../centre";

const li = { mail: "li@example.com", name: "Li Lei", staffNumber: "1001", phone: "008613800138000" };
const zhao = { mail: "zhao@example.com", name: "Zhao", staffNumber: "1002" };

const ways = (mail: string): string =>
  `To take it over as it is (id ${app}/${mail}), declare it so; to change it to what is declared, set onExisting: "adopt"`;
const kept = "Nothing was changed: the account li@example.com is deleted only when the new one can be made";

/** The account with all in it that a deletion would lose. */
async function living(centre: Centre): Promise<{ record: StaffRecord; before: StaffRecord }> {
  const record = centre.data.staff.get(li.mail)!;
  record.skillGroups = [];
  record.passwordSetCount = 3;
  return { record, before: structuredClone(record) };
}

describe("A Staff that is replaced, the old account first", () => {
  it("keeps the old account where the new mail is somebody else's", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      addStaff(centre.data, { ...zhao, phone: "008613900139000" });
      const { before } = await living(centre);
      centre.sim.calls.length = 0;
      const { message } = await failureOf(staff.change({ ...li, mail: zhao.mail }));
      assert.equal(
        message,
        "replacing Staff li@example.com by zhao@example.com: Staff zhao@example.com exists already and differs: " +
          'name is "Zhao", declared "Li Lei"; phone is "008613900139000", declared "008613800138000"; staffNumber is "1002", declared "1001". ' +
          `${ways(zhao.mail)}. ${kept}`,
      );
      assert.deepEqual([centre.writes(), centre.data.staff.get(li.mail)], [[], before]);
      // Put right, the next run does what was meant.
      assert.equal(await staff.change({ ...li, mail: "li.lei@example.com" }), "replace");
      assert.deepEqual([...centre.data.staff.keys()].sort(), ["li.lei@example.com", "zhao@example.com"]);
    }));

  it("keeps it where any account of the new mail is refused", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      addStaff(centre.data, { ...li, mail: zhao.mail, phone: "" });
      const { message } = await failureOf(staff.change({ ...li, mail: zhao.mail, onExisting: "fail" }));
      assert.match(
        message,
        /: Staff zhao@example\.com exists already, and onExisting is "fail"\. .*Nothing was changed/,
      );
      assert.ok(centre.data.staff.has(li.mail));
      // One that is as declared, or adopted, takes its place.
      assert.equal(await staff.change({ ...li, mail: zhao.mail, onExisting: "adopt" }), "replace");
      assert.deepEqual([...centre.data.staff.keys()], [zhao.mail]);
      assert.equal(centre.data.staff.get(zhao.mail)!.phone, li.phone);
    }));

  it("keeps it where the new one has another role, which nothing can change", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", { ...li, role: "agent" });
      addStaff(centre.data, { ...li, mail: zhao.mail, phone: "", roles: [1] });
      const news = { ...li, mail: zhao.mail, role: "agent", onExisting: "adopt" };
      const { message } = await failureOf(staff.change(news));
      assert.match(
        message,
        /^replacing Staff li@example\.com by zhao@example\.com: role: the account's role is "admin"/,
      );
      assert.ok(centre.data.staff.has(li.mail));
    }));

  it("keeps it where a phone that the new one needs is a stranger's", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      addStaff(centre.data, { ...zhao, phone: "13900139000" });
      const news = { ...li, mail: "li.lei@example.com", phone: "008613900139000" };
      const { message } = await failureOf(staff.change(news));
      assert.equal(
        message,
        "replacing Staff li@example.com by li.lei@example.com: the phone 008613900139000 belongs to zhao@example.com; " +
          `clear it there first, or declare another. ${kept}`,
      );
      assert.ok(centre.data.staff.has(li.mail));
    }));

  it("keeps it where what a new account needs is not declared, also for another role", () =>
    withCentre({}, async (centre) => {
      const { mail, name } = li;
      addStaff(centre.data, { mail, name, staffNumber: "1001" });
      const staff = await centre.declare("Staff", { mail, name, role: "agent" });
      const { message } = await failureOf(staff.change({ mail, name, role: "admin", allowRecreate: true }));
      assert.match(message, /^replacing Staff li@example\.com: staffNumber: expected a text, but it is missing/);
      assert.ok(centre.data.staff.has(mail));
    }));

  it("is replaced as before where nothing is in the way, the new one first where it can be", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      centre.sim.calls.length = 0;
      const next = { mail: "li.lei@example.com", name: "Li Lei", staffNumber: "1009" };
      assert.equal(await staff.change(next), "replace");
      assert.deepEqual(centre.writes(), ["CreateStaff", "DeleteStaff"]);
      assert.equal(await staff.change({ ...next, mail: li.mail }), "replace");
      assert.deepEqual(centre.writes().slice(2), ["DeleteStaff", "CreateStaff"]);
    }));
});

describe("Two instances in one process", () => {
  const other = 1400000001;

  it("share nothing that is remembered under a mail: who was forced offline in one is not let in in the other", () =>
    withCentre({}, async (centre) => {
      centre.sim.data.addInstance(other);
      const run = centre.process();
      const here = await centre.declare("Staff", { ...li, whenOnline: "forceOffline" }, "here");
      centre.data.staff.get(li.mail)!.status = "free";
      await here.remove(run);
      assert.ok(centre.writes().includes("ForceMemberOffline"));
      centre.sim.calls.length = 0;
      await centre.declare("Staff", { ...li, sdkAppId: other }, "there", run);
      assert.deepEqual(centre.writes(), ["CreateStaff"]);
    }));

  it("do not wait for each other's work on one mail", () =>
    withCentre({}, async (centre) => {
      centre.sim.data.addInstance(other);
      const run = centre.process();
      const hold = centre.sim.hold({ action: "CreateStaff" });
      const here = centre.declare("Staff", li, "here", run);
      await hold.arrived;
      await centre.declare("Staff", { ...li, sdkAppId: other }, "there", run);
      hold.release();
      await here;
      assert.ok(centre.sim.data.instance(other).staff.has(li.mail));
    }));
});

describe("Two accounts whose mails differ in case only", () => {
  const other = { mail: "Li@example.com", name: "Li Na", staffNumber: "1009" };

  it("are two for a binding as well: the groups of the other stay", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, li);
      addSkillGroup(centre.data, { skillGroupId: 7, name: "Sales" });
      const skillGroups = [{ skillGroupId: 7, priority: 2 }];
      const binding = await centre.declare("StaffSkillBinding", { staff: li.mail, skillGroups });
      addStaff(centre.data, { ...other, skillGroups: [{ skillGroupId: 7, priority: 5 }] });
      centre.data.staff.delete(li.mail);
      assert.equal(await binding.drift(), "gone");
      await binding.remove();
      assert.deepEqual(centre.data.staff.get(other.mail)!.skillGroups, [{ skillGroupId: 7, priority: 5 }]);
    }));

  it("are two: once the one is gone, nothing is read from, written to or deleted of the other", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      addStaff(centre.data, other);
      centre.data.staff.delete(li.mail);
      const before = structuredClone(centre.data.staff.get(other.mail));
      centre.sim.calls.length = 0;
      assert.equal(await staff.drift(), "gone");
      await staff.remove();
      assert.deepEqual([centre.writes(), centre.data.staff.get(other.mail)], [[], before]);
      await staff.change({ ...li, name: "Li Mei" });
      assert.deepEqual(centre.data.staff.get(other.mail), before);
      assert.equal(centre.data.staff.get(li.mail)!.name, "Li Mei");
    }));

  it("are one where the service has spelled it so since it was taken over or made", () =>
    withCentre({ dialect: { mailCase: "lowered", mailMatch: "ignoreCase" } }, async (centre) => {
      const staff = await centre.declare("Staff", other);
      assert.deepEqual(await staff.drift(), {});
      await staff.change({ ...other, name: "Li Mei" });
      assert.equal(centre.data.staff.get(li.mail)!.name, "Li Mei");
      await staff.remove();
      assert.equal(centre.data.staff.size, 0);
    }));
});
