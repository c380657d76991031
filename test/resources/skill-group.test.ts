import assert from "node:assert/strict";
import { addExtension, addSkillGroup, addStaff } from "../../provider/simulator";
import { app, failureOf, Refused, withCentre } from "./centre";

const sales = { name: "Sales", type: "phone" };

describe("SkillGroup", () => {
  it("is made by one call, and ringAll by a second one", () =>
    withCentre({}, async (centre) => {
      const group = await centre.declare("SkillGroup", { ...sales, ringAll: true });
      assert.deepEqual(centre.writes(), ["CreateCCCSkillGroup", "UpdateCCCSkillGroup"]);
      assert.deepEqual([group.id, group.outs.skillGroupId], [`${app}/1001`, 1001]);
      assert.equal(centre.data.skillGroups.get(1001)!.ringAll, true);
      await centre.declare("SkillGroup", { ...sales, name: "Support", ringAll: false });
      assert.equal(centre.writes().length, 3);
    }));

  it("is refused with all that is wrong", () =>
    withCentre({}, async (centre) => {
      const error = await centre
        .declare("SkillGroup", { name: "", type: "mail", maxConcurrency: 0 })
        .catch((e: unknown) => e);
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.failures.slice(0, 3), [
        'name: expected a text of at least 1 characters, got ""',
        'type: expected one of "phone", "online", "audio", "video", got "mail"',
        "maxConcurrency: expected at least 1, got 0",
      ]);
      const many = await centre.declare("SkillGroup", { ...sales, maxConcurrency: 2 }).catch((e: unknown) => e);
      assert.equal(
        (many as Refused).message,
        'maxConcurrency: expected 1, since only a group of type "online" may have more, got 2',
      );
      assert.deepEqual(centre.sim.calls, []);
    }));

  it("is replaced for another type under a new name, the new one first", () =>
    withCentre({}, async (centre) => {
      const group = await centre.declare("SkillGroup", sales);
      const error = await group.change({ ...sales, type: "online" }).catch((e: unknown) => e);
      assert.ok(error instanceof Refused);
      assert.match(
        error.message,
        /^name: expected a new name, since a change of type \("phone" to "online"\) makes a new/,
      );
      assert.equal(await group.change({ name: "Sales chat", type: "online" }), "replace");
      assert.deepEqual(centre.writes(), ["CreateCCCSkillGroup", "CreateCCCSkillGroup", "DeleteCCCSkillGroup"]);
      assert.deepEqual(
        [...centre.data.skillGroups.values()].map(({ name, type }) => [name, type]),
        [["Sales chat", 1]],
      );
    }));

  it("that exists is taken over as it is declared, refused where it differs, adopted when told to", () =>
    withCentre({}, async (centre) => {
      addSkillGroup(centre.data, { skillGroupId: 7, name: "Sales", type: 1, maxConcurrency: 5 });
      const online = { name: "Sales", type: "online" };
      assert.equal((await centre.declare("SkillGroup", online)).id, `${app}/7`);
      assert.match(
        (await failureOf(centre.declare("SkillGroup", { ...online, maxConcurrency: 2 }))).message,
        /^SkillGroup "Sales" exists already and differs: maxConcurrency is 5, declared 2\. .*To take it over as it is \(id 1400000000\/7\), declare it so/,
      );
      await centre.declare("SkillGroup", { ...online, maxConcurrency: 2, onExisting: "adopt" });
      assert.equal(centre.data.skillGroups.get(7)!.maxConcurrency, 2);
      assert.match(
        (await failureOf(centre.declare("SkillGroup", { ...sales, onExisting: "adopt" }))).message,
        /its type is "online", declared "phone"; a type cannot be changed/,
      );
      assert.equal(centre.data.skillGroups.size, 1);
    }));

  it("half-made is kept, and finished by the next up", () =>
    withCentre({}, async (centre) => {
      centre.sim.faults.push({ action: "UpdateCCCSkillGroup", kind: { code: "InvalidParameter", message: "no" } });
      const error = await failureOf(centre.declare("SkillGroup", { ...sales, ringAll: true }));
      assert.equal(error.id, `${app}/1001`);
      const { ringAll, skillGroupId } = error.properties!;
      assert.deepEqual([ringAll, skillGroupId], [false, 1001]);
      assert.equal(await error.declared!.change({ ...sales, ringAll: true }), "update");
      assert.equal(centre.data.skillGroups.get(1001)!.ringAll, true);
      assert.equal(centre.data.skillGroups.size, 1);
    }));

  it("is never made twice when the answer was lost", () =>
    withCentre({}, async (centre) => {
      centre.sim.faults.push({ action: "CreateCCCSkillGroup", kind: "reset-after" });
      const group = await centre.declare("SkillGroup", sales);
      assert.deepEqual([centre.writes(), group.id], [["CreateCCCSkillGroup"], `${app}/1001`]);
    }));

  it("waits for a member who is still being deleted, however long that takes", () =>
    withCentre({}, async (centre) => {
      const group = await centre.declare("SkillGroup", sales);
      const li = { mail: "li@example.com", name: "Li", staffNumber: "1001", whenOnline: "wait" };
      const staff = await centre.declare("Staff", li);
      const record = centre.data.staff.get(li.mail)!;
      Object.assign(record, { status: "free", skillGroups: [{ skillGroupId: 1001, priority: 1 }] });
      // She logs off after 40 looks, 2 s apart: longer than a group waits for nobody in particular.
      let looks = 0;
      const loggingOff = (): boolean => {
        looks += 1;
        if (looks === 40) record.status = "offline";
        return false;
      };
      centre.sim.faults.push({ action: "DescribeStaffStatusMetrics", match: loggingOff, kind: "internal" });
      const run = centre.process();
      await Promise.all([group.remove(run), staff.remove(run)]);
      assert.ok(looks >= 40);
      assert.deepEqual([centre.data.staff.size, centre.data.skillGroups.size], [0, 0]);
    }));

  it("with members is not deleted, and the message names them", () =>
    withCentre({}, async (centre) => {
      const group = await centre.declare("SkillGroup", sales);
      addStaff(centre.data, { mail: "li@example.com", skillGroups: [{ skillGroupId: 1001, priority: 1 }] });
      assert.match(
        (await failureOf(group.remove())).message,
        /^deleting SkillGroup "Sales" failed: it still has members: li@example\.com\. Take them out of it/,
      );
      assert.ok(!centre.writes().includes("DeleteCCCSkillGroup"));
    }));

  it("that a phone of the console uses is not deleted, and the message names the phone", () =>
    withCentre({}, async (centre) => {
      const group = await centre.declare("SkillGroup", sales);
      for (const [extensionId, id] of [
        ["8002", 1001],
        ["8003", 1001],
        ["8004", 901],
      ] as const) {
        addExtension(centre.data, { extensionId, name: extensionId, skillGroupIds: [id] });
      }
      const { message } = await failureOf(group.remove());
      assert.match(
        message,
        /^deleting SkillGroup "Sales" failed: it is still used by phones 8002, 8003: take it out there \(here or in the console\) and run again\. /,
      );
      assert.doesNotMatch(message, /Run again later|8004/);
      assert.equal(message.split('deleting SkillGroup "Sales"').length, 2, "what was being done is said once");
      assert.ok(centre.data.skillGroups.has(1001));
      centre.data.extensions.delete("8002");
      centre.data.extensions.delete("8003");
      await group.remove();
      assert.ok(!centre.data.skillGroups.has(1001));
    }));

  it("waits with its deletion for the members that this run takes out", () =>
    withCentre({}, async (centre) => {
      const group = await centre.declare("SkillGroup", sales);
      addStaff(centre.data, { mail: "li@example.com" });
      const item = { skillGroupId: 1001, priority: 1 };
      const binding = await centre.declare("StaffSkillBinding", { staff: "li@example.com", skillGroups: [item] });
      const run = centre.process();
      const removed = group.remove(run);
      await centre.sim.nextCall("DescribeStaffInfoList");
      await Promise.all([binding.remove(run), removed]);
      assert.equal(centre.data.skillGroups.size, 0);
      assert.deepEqual(centre.writes().slice(-2), ["UnbindStaffSkillGroupList", "DeleteCCCSkillGroup"]);
    }));

  it("that somebody deleted is gone, and an update says so", () =>
    withCentre({}, async (centre) => {
      const group = await centre.declare("SkillGroup", sales);
      centre.data.skillGroups.clear();
      assert.equal(await group.drift(), "gone");
      assert.match((await failureOf(group.change({ ...sales, name: "Sales 2" }))).message, /run `pulumi refresh`/);
      await group.remove();
    }));

  it("takes over no name that another group of the program is about to give up, but waits for it", () =>
    withCentre({}, async (centre) => {
      const sales = await centre.declare("SkillGroup", { name: "Sales", type: "phone" }, "sales");
      const run = centre.process();
      // The new one is declared first, as it may be in a program.
      const made = centre.declare("SkillGroup", { name: "Sales", type: "phone" }, "new", run);
      await sales.change({ name: "Old sales", type: "phone" }, run);
      const other = await made;
      assert.notEqual(other.id, sales.id);
      const names = [...centre.data.skillGroups.values()].map((group) => group.name).sort();
      assert.deepEqual(names, ["Old sales", "Sales"]);
    }));

  it("that another one of the program has, under a name given by hand, is waited for: no two have one group", () =>
    withCentre({}, async (centre) => {
      const support = { ...sales, name: "Support" };
      const first = await centre.declare("SkillGroup", sales, "first");
      centre.data.skillGroups.get(1001)!.name = "Support";
      // Without a refresh nobody puts the name back.
      const run = centre.process();
      assert.equal(await first.change(sales, run), "same");
      const { message } = await failureOf(centre.declare("SkillGroup", support, "second", run));
      assert.match(
        message,
        /: the name belongs to SkillGroup "first" of this program \(1400000000\/1001\), which has not given it up\. .*; if the name was given to it by hand, `pulumi up --refresh` puts that right$/,
      );
      const next = centre.process();
      await first.refresh(next);
      const second = centre.declare("SkillGroup", support, "second", next);
      assert.equal(await first.change(sales, next), "update");
      assert.equal((await second).id, `${app}/1002`);
      assert.deepEqual(
        [...centre.data.skillGroups.values()].map(({ skillGroupId, name }) => [skillGroupId, name]),
        [
          [1001, "Sales"],
          [1002, "Support"],
        ],
      );
    }));

  it("renamed in the program without an alias, after its name was changed by hand, is made anew and the old one goes", () =>
    withCentre({}, async (centre) => {
      const old = await centre.declare("SkillGroup", sales, "old");
      centre.data.skillGroups.get(1001)!.name = "By hand";
      const run = centre.process();
      await centre.declare("SkillGroup", sales, "new", run);
      await old.remove(run);
      assert.deepEqual(
        [...centre.data.skillGroups.values()].map(({ skillGroupId, name }) => [skillGroupId, name]),
        [[1002, "Sales"]],
      );
    }));

  it("that got its declared name by hand is taken over under it, and not deleted under its old one", () =>
    withCentre({}, async (centre) => {
      const old = await centre.declare("SkillGroup", sales, "old");
      centre.data.skillGroups.get(1001)!.name = "Support";
      const run = centre.process();
      const renamed = await centre.declare("SkillGroup", { ...sales, name: "Support" }, "new", run);
      await old.remove(run);
      assert.deepEqual([renamed.id, [...centre.data.skillGroups.keys()]], [old.id, [1001]]);
      assert.equal(centre.said(`SkillGroup "old" released 1001: SkillGroup "new" holds it now`).length, 1);
      // The run may have died before the old one was released: the next one knows it from the state.
      const next = centre.process();
      assert.equal(await renamed.change({ ...sales, name: "Support" }, next), "same");
      await old.remove(next);
      assert.deepEqual([...centre.data.skillGroups.keys()], [1001]);
    }));

  it("whose name another one of the program got meanwhile is deleted all the same", () =>
    withCentre({}, async (centre) => {
      const leaving = await centre.declare("SkillGroup", { ...sales, name: "Support" }, "leaving");
      centre.data.skillGroups.get(1001)!.name = "By hand";
      const staying = await centre.declare("SkillGroup", sales, "staying");
      assert.equal(await staying.change({ ...sales, name: "Support" }), "update");
      const run = centre.process();
      assert.equal(await staying.change({ ...sales, name: "Support" }, run), "same");
      await leaving.remove(run);
      assert.deepEqual([...centre.data.skillGroups.keys()], [1002]);
    }));
});
