import assert from "node:assert/strict";
import { addExtension, addSkillGroup, addStaff } from "../../provider/simulator";
import { app, failureOf, Refused, withCentre } from "./centre";

const desk = { extensionId: "3001", name: "Desk" };

describe("Extension", () => {
  it("is made with what is declared, and gives what a phone needs to register", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, { mail: "li@example.com" });
      addSkillGroup(centre.data, { skillGroupId: 1, name: "Sales" });
      const phone = await centre.declare("Extension", { ...desk, skillGroupIds: [1], staff: "li@example.com" });
      const { name, skillGroupIds, staff, password } = centre.data.extensions.get("3001")!;
      assert.deepEqual([name, skillGroupIds, staff], ["Desk", [1], "li@example.com"]);
      assert.deepEqual(centre.writes(), ["CreateExtension"]);
      const { fullExtensionId, domain, outboundProxy, transport } = phone.outs;
      assert.deepEqual(
        [phone.id, fullExtensionId, domain, outboundProxy, transport],
        [`${app}/3001`, `3001@${app}.tccc.qcloud.com`, `${app}.tccc.qcloud.com`, "sip.tccc.qcloud.com:5061", "tls"],
      );
      assert.equal(phone.outs.password, password);
      assert.ok(![...centre.lines, JSON.stringify(centre.sim.calls)].join().includes(password));
    }));

  it("is refused with all that is wrong", () =>
    withCentre({}, async (centre) => {
      const wrong = { extensionId: "30 01", name: "", skillGroupIds: [0, "1"], staff: "li", passwordVersion: 1.5 };
      const error = await centre.declare("Extension", wrong).catch((reason: unknown) => reason);
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.failures, [
        'extensionId: expected an extension such as "1001", without spaces or slashes, got "30 01"',
        'name: expected a text of at least 1 characters, got ""',
        "skillGroupIds[0]: expected more than 0, got 0",
        'skillGroupIds[1]: expected a number, got "1"',
        'staff: expected a mail address such as "li@example.com", or "" for nobody, got "li"',
        "passwordVersion: expected a whole number, got 1.5",
      ]);
    }));

  it("takes another order of its groups for no change, also of ids of different length", () =>
    withCentre({}, async (centre) => {
      for (const skillGroupId of [9, 10, 101]) addSkillGroup(centre.data, { skillGroupId, name: `g${skillGroupId}` });
      const phone = await centre.declare("Extension", { ...desk, skillGroupIds: [9, 10, 101] });
      assert.equal(await phone.change({ ...desk, skillGroupIds: [101, 9, 10] }), "same");
      centre.data.extensions.get("3001")!.skillGroupIds.reverse();
      assert.deepEqual(await phone.drift(), {});
    }));

  it("gets a new password with another version only, and the new one is in the outputs", () =>
    withCentre({}, async (centre) => {
      const phone = await centre.declare("Extension", { ...desk, passwordVersion: 1 });
      const first = phone.outs.password;
      await phone.change({ ...desk, name: "Desk 2", passwordVersion: 1 });
      assert.equal(phone.outs.password, first);
      await phone.change({ ...desk, name: "Desk 2", passwordVersion: 2 });
      assert.notEqual(phone.outs.password, first);
      assert.equal(phone.outs.password, centre.data.extensions.get("3001")!.password);
      assert.deepEqual(centre.writes(), ["CreateExtension", "ModifyExtension", "ResetExtensionPassword"]);
    }));

  it("waits after a reset until the service shows the new password", () =>
    withCentre({ dialect: { writeDelayMs: 3000 } }, async (centre) => {
      const phone = await centre.declare("Extension", { ...desk, passwordVersion: 1 });
      centre.settle();
      await phone.change({ ...desk, passwordVersion: 2 });
      assert.equal(phone.outs.password, centre.data.extensions.get("3001")!.password);
    }));

  it("that exists is taken over, refused or adopted, and keeps its password", () =>
    withCentre({}, async (centre) => {
      addExtension(centre.data, { ...desk, staff: "" });
      addStaff(centre.data, { mail: "li@example.com" });
      const password = centre.data.extensions.get("3001")!.password;
      const phone = await centre.declare("Extension", { ...desk, passwordVersion: 1 });
      assert.deepEqual([phone.outs.password, centre.writes()], [password, []]);
      assert.match(
        (await failureOf(centre.declare("Extension", { ...desk, name: "Hall" }))).message,
        /^Extension 3001 exists already and differs: name is "Desk", declared "Hall"\. .*\(id 1400000000\/3001\)/,
      );
      await centre.declare("Extension", { ...desk, name: "Hall", onExisting: "adopt" });
      assert.equal(centre.data.extensions.get("3001")!.name, "Hall");
    }));

  it("is replaced for another id, the new one first", () =>
    withCentre({}, async (centre) => {
      const phone = await centre.declare("Extension", desk);
      assert.equal(await phone.change({ ...desk, extensionId: "3002" }), "replace");
      assert.deepEqual(centre.writes(), ["CreateExtension", "CreateExtension", "DeleteExtension"]);
      assert.deepEqual([...centre.data.extensions.keys()], ["3002"]);
    }));

  it("keeps what it knew when an update fails, and is finished by the next", () =>
    withCentre({}, async (centre) => {
      const phone = await centre.declare("Extension", desk);
      const { password } = phone.outs;
      centre.sim.faults.push({
        action: "ModifyExtension",
        times: 9,
        kind: { code: "InvalidParameter", message: "no" },
      });
      await failureOf(phone.change({ ...desk, name: "Hall" }));
      assert.deepEqual([phone.outs.password, phone.outs.name], [password, "Desk"]);
      centre.sim.faults.length = 0;
      assert.equal(await phone.change({ ...desk, name: "Hall" }), "update");
      assert.equal(centre.data.extensions.get("3001")!.name, "Hall");
    }));

  it("that somebody deleted is gone, is made anew by an update, and gone already is success", () =>
    withCentre({}, async (centre) => {
      const phone = await centre.declare("Extension", desk);
      centre.data.extensions.clear();
      assert.equal(await phone.drift(), "gone");
      await phone.change({ ...desk, name: "Hall" });
      assert.equal(centre.data.extensions.get("3001")!.name, "Hall");
      centre.data.extensions.clear();
      await phone.remove();
    }));
});
