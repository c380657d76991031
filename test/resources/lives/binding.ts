import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { addStaff, type StaffRecord } from "../../../provider/simulator";
import { free, type Life } from "./life";
import { byId } from "./staff";

type Item = { skillGroupId: number; priority: number };

export async function bindingLife(life: Life): Promise<void> {
  await shared(life);
  await exclusive(life);
}

/** Some of her groups are declared here, another one is somebody else's. */
async function shared(life: Life): Promise<void> {
  const { centre } = life;
  const [a, b, c, other] = free;
  addStaff(centre.data, { mail: "Zhou@example.com", skillGroups: [{ skillGroupId: other, priority: 5 }] });
  const record = (): StaffRecord => centre.data.staff.get("Zhou@example.com")!;
  const holds = (now: Plain): void =>
    assert.deepEqual(
      byId(record().skillGroups),
      byId([...(now.skillGroups as Item[]), { skillGroupId: other, priority: 5 }]),
    );
  const first = { staff: "zhou@example.com", skillGroups: [item(a, 1), item(b, 2)] };
  const zhou = await centre.declare("StaffSkillBinding", first, "zhou");
  await life.step(
    "create",
    async () => undefined,
    () => holds(first),
  );
  await life.calm("create", zhou);
  const changes: [string, Item[]][] = [
    ["priority", [item(a, 4), item(b, 2)]],
    ["one more", [item(a, 4), item(b, 2), item(c, 3)]],
    ["one less", [item(b, 2), item(c, 3)]],
    ["one for another, and a priority", [item(a, 2), item(c, 5)]],
    ["none", []],
    ["two anew", [item(a, 1), item(b, 2)]],
  ];
  for (const [name, skillGroups] of changes) {
    await life.change(name, zhou, { ...zhou.inputs, skillGroups }, holds);
  }
  await life.byHand("skillGroups", zhou, () => Object.assign(groupOf(record(), a), { priority: 5 }), holds);
  await life.byHand(
    "skillGroups",
    zhou,
    () => record().skillGroups.splice(record().skillGroups.indexOf(groupOf(record(), b)), 1),
    holds,
  );
  await life.step(
    "delete",
    () => zhou.remove(),
    () => {
      assert.deepEqual(record().skillGroups, [{ skillGroupId: other, priority: 5 }]);
    },
  );
}

async function exclusive(life: Life): Promise<void> {
  const { centre } = life;
  const [a, b, c] = free;
  addStaff(centre.data, { mail: "wu@example.com", skillGroups: [{ skillGroupId: c, priority: 5 }] });
  const record = (): StaffRecord => centre.data.staff.get("wu@example.com")!;
  const holds = (now: Plain): void => assert.deepEqual(byId(record().skillGroups), byId(now.skillGroups as Item[]));
  const first = { staff: "wu@example.com", exclusive: true, skillGroups: [item(a, 1), item(b, 2)] };
  const wu = await centre.declare("StaffSkillBinding", first, "wu");
  await life.step(
    "exclusive: create",
    async () => undefined,
    () => holds(first),
  );
  await life.calm("exclusive: create", wu);
  await life.change("exclusive: priority", wu, { ...wu.inputs, skillGroups: [item(a, 3), item(b, 2)] }, holds);
  await life.byHand("skillGroups", wu, () => record().skillGroups.push({ skillGroupId: c, priority: 1 }), holds);
  await life.change("exclusive: none", wu, { ...wu.inputs, skillGroups: [] }, holds);
  await life.step(
    "exclusive: delete",
    () => wu.remove(),
    () => assert.deepEqual(record().skillGroups, []),
  );
}

const item = (skillGroupId: number, priority: number): Item => ({ skillGroupId, priority });

function groupOf(record: StaffRecord, id: number): Item {
  return record.skillGroups.find((one) => one.skillGroupId === id)!;
}
