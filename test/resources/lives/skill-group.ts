import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { addStaff, type SkillGroupRecord } from "../../../provider/simulator";
import type { Declared } from "../centre";
import type { Life } from "./life";

export async function skillGroupLife(life: Life): Promise<void> {
  const { centre } = life;
  const first = { name: "Sales", type: "online", maxConcurrency: 4, ringAll: true };
  const sales = await centre.declare("SkillGroup", first, "sales");
  const record = (): SkillGroupRecord => centre.data.skillGroups.get(Number(sales.outs.skillGroupId))!;
  const holds = (want: Plain): void => {
    const { name, type, maxConcurrency, ringAll } = record();
    assert.deepEqual({ name, type, maxConcurrency, ringAll }, { ...pickFields(want), type: 1 });
  };
  await life.step(
    "create",
    async () => undefined,
    () => holds(first),
  );
  await life.calm("create", sales);
  await life.change("name", sales, { ...sales.inputs, name: "Sales 2" }, holds);
  await life.change("maxConcurrency", sales, { ...sales.inputs, maxConcurrency: 2 }, holds);
  await life.change("ringAll", sales, { ...sales.inputs, ringAll: false }, holds);
  await life.byHand("name", sales, () => Object.assign(record(), { name: "By hand" }), holds);
  await life.byHand("maxConcurrency", sales, () => Object.assign(record(), { maxConcurrency: 7 }), holds);
  await life.byHand("ringAll", sales, () => Object.assign(record(), { ringAll: true }), holds);

  // What is left out is not managed, whatever an update does with it.
  const support = await centre.declare("SkillGroup", { name: "Support", type: "online" }, "support");
  const other = (): SkillGroupRecord => centre.data.skillGroups.get(Number(support.outs.skillGroupId))!;
  Object.assign(other(), { maxConcurrency: 6, ringAll: true });
  await life.change("name alone", support, { ...support.inputs, name: "Support 2" }, ({ name }) => {
    const now = other();
    assert.deepEqual([now.name, now.maxConcurrency, now.ringAll], [name, 6, true]);
  });
  await withMembers(life, support);
  for (const [name, group] of [["delete", sales]] as const) {
    await life.step(
      name,
      () => group.remove(),
      () => {
        assert.equal(centre.data.skillGroups.has(Number(group.outs.skillGroupId)), false);
      },
    );
  }
}

/** A group is removed with all that is bound to it, in any order; then its name is free for another one. */
async function withMembers(life: Life, support: Declared): Promise<void> {
  const { centre } = life;
  const { data, declare } = centre;
  const id = Number(support.outs.skillGroupId);
  const mail = "jin@example.com";
  addStaff(data, { mail });
  const number = "008675500000003";
  data.numbers.set(number, { number, callOutSkillGroupIds: [], state: 1 });
  const bound = await life.together([
    () => declare("StaffSkillBinding", { staff: mail, skillGroups: [{ skillGroupId: id, priority: 2 }] }, "jin"),
    () => declare("Extension", { extensionId: "3201", name: "Support desk", skillGroupIds: [id] }, "support desk"),
    () => declare("NumberCallOutBinding", { number, skillGroupIds: [id] }, "support line"),
  ]);
  const run = centre.process();
  await life.step(
    "delete with its members",
    () => life.together([support, ...bound].map((one) => () => one.remove(run))),
    () => {
      assert.equal(data.skillGroups.has(id), false);
      assert.deepEqual([data.staff.get(mail)!.skillGroups, data.numbers.get(number)!.callOutSkillGroupIds], [[], []]);
    },
  );
  await life.step(
    "create another of its name",
    () => declare("SkillGroup", { name: String(support.inputs.name), type: "phone" }, "heir", run),
    () => assert.equal([...data.skillGroups.values()].filter(({ name }) => name === support.inputs.name).length, 1),
  );
}

function pickFields({ name, maxConcurrency, ringAll }: Plain): Plain {
  return { name, maxConcurrency, ringAll };
}
