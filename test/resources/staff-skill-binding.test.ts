import assert from "node:assert/strict";
import { addSkillGroup, addStaff } from "../../provider/simulator";
import { app, type Centre, type CentreOptions, failureOf, Refused, withCentre } from "./centre";

const staff = "li@example.com";
const item = (skillGroupId: number, priority = 3) => ({ skillGroupId, priority });
const bound = ({ data }: Centre) =>
  [...data.staff.get(staff)!.skillGroups].sort((a, b) => a.skillGroupId - b.skillGroupId);

/** A centre with li and groups 1 to 4. */
const withLi = (options: CentreOptions, body: (centre: Centre) => Promise<void>): Promise<void> =>
  withCentre(options, async (centre) => {
    addStaff(centre.data, { mail: staff });
    for (const skillGroupId of [1, 2, 3, 4])
      addSkillGroup(centre.data, { skillGroupId, name: `group ${skillGroupId}` });
    await body(centre);
  });

describe("StaffSkillBinding", () => {
  it("binds with priority 3 unless another is given, by one call", () =>
    withLi({}, async (centre) => {
      const binding = await centre.declare("StaffSkillBinding", {
        staff,
        skillGroups: [{ skillGroupId: 1 }, item(2, 5)],
      });
      assert.deepEqual([binding.id, bound(centre)], [`${app}/${staff}`, [item(1, 3), item(2, 5)]]);
      assert.deepEqual(centre.writes(), ["BindStaffSkillGroupList"]);
    }));

  it("takes another order of the groups for no change", () =>
    withLi({}, async (centre) => {
      const binding = await centre.declare("StaffSkillBinding", { staff, skillGroups: [item(1), item(2)] });
      assert.equal(await binding.change({ staff, skillGroups: [item(2), item(1)] }), "same");
    }));

  it("is refused with every wrong priority and every group that is named twice", () =>
    withLi({}, async (centre) => {
      const skillGroups = [item(1, 6), item(2, 0), item(3), item(3, 1), { skillGroupId: "4" }];
      const error = await centre.declare("StaffSkillBinding", { staff: "li", skillGroups }).catch((e: unknown) => e);
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.failures, [
        'staff: expected a mail address such as "li@example.com", got "li"',
        "skillGroups[0].priority: expected one of 1, 2, 3, 4, 5, got 6",
        "skillGroups[1].priority: expected one of 1, 2, 3, 4, 5, got 0",
        'skillGroups[4].skillGroupId: expected a number, got "4"',
        "skillGroups[3]: skill group 3 is listed twice, first at skillGroups[2]; name it once",
      ]);
    }));

  it("of a group that is not there is told, also where her mail in another case is passed over silently", () =>
    withLi({ dialect: { unknownStaffBind: "ignored", unknownGroupBind: "InvalidParameter" } }, async (centre) => {
      const { message } = await failureOf(
        centre.declare("StaffSkillBinding", { staff: "Li@example.com", skillGroups: [item(1), item(9)] }),
      );
      assert.match(message, /no skill group 9 in instance 1400000000; use the skillGroupId of a SkillGroup resource/);
    }));

  it("of somebody who is not there says what to do", () =>
    withLi({}, async (centre) => {
      const { message } = await failureOf(
        centre.declare("StaffSkillBinding", { staff: "wu@example.com", skillGroups: [item(1)] }),
      );
      assert.match(
        message,
        /there is no account wu@example\.com in instance 1400000000; declare it as a Staff and pass/,
      );
      assert.deepEqual(centre.writes(), []);
    }));

  for (const unknownGroupBind of ["InvalidParameter", "InternalError.DBError", "ignored"] as const) {
    it(`to a group that is not there fails and loses nothing (${unknownGroupBind})`, () =>
      withLi({ dialect: { unknownGroupBind } }, async (centre) => {
        centre.data.staff.get(staff)!.skillGroups = [item(4, 2)];
        const { message } = await failureOf(
          centre.declare("StaffSkillBinding", { staff, skillGroups: [item(1), item(99)] }),
        );
        assert.match(message, /skill group 99/);
        assert.deepEqual(bound(centre).at(-1), item(4, 2));
      }));
  }

  it("leaves to others what they bind, and takes away only what it bound itself", () =>
    withLi({}, async (centre) => {
      const first = await centre.declare("StaffSkillBinding", { staff, skillGroups: [item(1, 1)] }, "first");
      const second = await centre.declare("StaffSkillBinding", { staff, skillGroups: [item(2, 2)] }, "second");
      await first.change({ staff, skillGroups: [item(3, 4)] });
      assert.deepEqual(bound(centre), [item(2, 2), item(3, 4)]);
      await second.remove();
      assert.deepEqual(bound(centre), [item(3, 4)]);
      assert.deepEqual(await first.drift(), {});
    }));

  it("takes away what nobody declares only where it is exclusive, and shows it as drift before", () =>
    withLi({}, async (centre) => {
      const binding = await centre.declare("StaffSkillBinding", { staff, exclusive: true, skillGroups: [item(1)] });
      centre.data.staff.get(staff)!.skillGroups.push(item(2, 1));
      assert.deepEqual(await binding.drift(), { skillGroups: { was: [item(1)], is: [item(1), item(2, 1)] } });
      const declared = binding.inputs;
      await binding.refresh();
      await binding.change(declared);
      assert.deepEqual(bound(centre), [item(1)]);
    }));

  it("cleans up what a failed run had bound when the program is put back", () =>
    withLi({}, async (centre) => {
      const binding = await centre.declare("StaffSkillBinding", { staff, skillGroups: [item(1)] });
      centre.sim.faults.push({ action: "UnbindStaffSkillGroupList", times: 9, kind: { code: "InvalidParameter" } });
      await failureOf(binding.change({ staff, skillGroups: [item(2)] }));
      assert.deepEqual(bound(centre), [item(1), item(2)]);
      centre.sim.faults.length = 0;
      assert.equal(await binding.change({ staff, skillGroups: [item(1)] }), "update");
      assert.deepEqual(bound(centre), [item(1)]);
    }));

  it("comes back with an account that was made anew", () =>
    withLi({}, async (centre) => {
      const binding = await centre.declare("StaffSkillBinding", { staff, skillGroups: [item(1, 2)] });
      centre.data.staff.delete(staff);
      assert.equal(await binding.drift(), "gone");
      addStaff(centre.data, { mail: staff });
      assert.deepEqual(await binding.drift(), { skillGroups: { was: [item(1, 2)], is: [] } });
      const declared = binding.inputs;
      await binding.refresh();
      await binding.change(declared);
      assert.deepEqual(bound(centre), [item(1, 2)]);
    }));

  it("of an account that is gone is gone too, without a call", () =>
    withLi({}, async (centre) => {
      const binding = await centre.declare("StaffSkillBinding", { staff, skillGroups: [item(1, 2)] });
      centre.data.staff.delete(staff);
      await binding.remove();
      assert.deepEqual(centre.writes(), ["BindStaffSkillGroupList"]);
    }));
});
