import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { addStaff, type ExtensionRecord } from "../../../provider/simulator";
import type { Declared } from "../centre";
import { free, type Life } from "./life";

export async function extensionLife(life: Life): Promise<void> {
  const { centre } = life;
  addStaff(centre.data, { mail: "Sun@example.com" });
  addStaff(centre.data, { mail: "qian@example.com" });
  const first = { extensionId: "3001", name: "Desk", skillGroupIds: [free[0], free[1]], staff: "sun@example.com" };
  const desk = await centre.declare("Extension", first, "desk");
  const record = (): ExtensionRecord => centre.data.extensions.get("3001")!;
  const holds = (now: Plain): void => {
    const { name, skillGroupIds, staff } = record();
    assert.deepEqual(
      { name, skillGroupIds: [...skillGroupIds].sort(), staff: staff.toLowerCase() },
      { name: now.name, skillGroupIds: [...(now.skillGroupIds as number[])].sort(), staff: now.staff },
    );
  };
  await life.step(
    "create",
    async () => undefined,
    () => holds(first),
  );
  await life.calm("create", desk);
  assert.equal(desk.outs.password, record().password);
  const changes: [string, Plain][] = [
    ["name", { name: "Desk 2" }],
    ["skillGroupIds, one more", { skillGroupIds: [free[0], free[1], free[2]] }],
    ["skillGroupIds, one less", { skillGroupIds: [free[1], free[2]] }],
    ["skillGroupIds, others", { skillGroupIds: [free[3]] }],
    ["staff", { staff: "qian@example.com" }],
  ];
  for (const [name, change] of changes) await life.change(name, desk, { ...desk.inputs, ...change }, holds);
  await life.byHand("name", desk, () => Object.assign(record(), { name: "By hand" }), holds);
  await life.byHand("skillGroupIds", desk, () => record().skillGroupIds.push(free[4]), holds);
  await life.byHand("skillGroupIds", desk, () => Object.assign(record(), { skillGroupIds: [] }), holds);
  await life.byHand("staff", desk, () => Object.assign(record(), { staff: "" }), holds);
  await life.change("skillGroupIds []", desk, { ...desk.inputs, skillGroupIds: [] }, holds);
  await life.change('staff ""', desk, { ...desk.inputs, staff: "" }, holds);
  await life.change("all at once", desk, { ...first, name: "Desk 4" }, holds);
  const password = record().password;
  await life.change("passwordVersion", desk, { ...desk.inputs, passwordVersion: 2 }, holds);
  assert.notEqual(record().password, password);
  assert.equal(desk.outs.password, record().password);
  await passedOn(life, desk);
  // Where the service keeps a phone that is registered, the user is told to unplug it.
  record().registered = true;
  const kept = await desk.remove().then(
    () => undefined,
    (error: Error) => error.message,
  );
  if (kept !== undefined) {
    assert.match(kept, /the phone is registered, and the service does not delete it meanwhile: unplug it/);
    record().registered = false;
  }
  await life.step(
    "delete",
    () => desk.remove(),
    () => assert.equal(record(), undefined),
  );
  await partlyManaged(life);
}

/** In one run an agent gets another phone: where she may have one only, the first must have been given up. */
async function passedOn(life: Life, desk: Declared): Promise<void> {
  const { centre } = life;
  const staffOf = (id: string): string | undefined => centre.data.extensions.get(id)?.staff.toLowerCase();
  const other = await centre.declare("Extension", { extensionId: "3003", name: "Other" }, "other");
  await life.step(
    "her other phone",
    async () => {
      const run = centre.process();
      await life.together([
        () => other.change({ ...other.inputs, staff: "sun@example.com" }, run),
        () => desk.change({ ...desk.inputs, staff: "qian@example.com" }, run),
      ]);
    },
    () => assert.deepEqual([staffOf("3003"), staffOf("3001")], ["sun@example.com", "qian@example.com"]),
  );
  await life.step(
    "delete the other phone",
    () => other.remove(),
    () => assert.equal(centre.data.extensions.has("3003"), false),
  );
}

async function partlyManaged(life: Life): Promise<void> {
  const { centre } = life;
  const hall = await centre.declare("Extension", { extensionId: "3002", name: "Hall" }, "hall");
  const record = (): ExtensionRecord => centre.data.extensions.get("3002")!;
  Object.assign(record(), { skillGroupIds: [free[1], free[2]], staff: "qian@example.com" });
  await life.change("name alone", hall, { ...hall.inputs, name: "Hall 2" }, ({ name }) => {
    const now = record();
    assert.deepEqual([now.name, now.skillGroupIds, now.staff], [name, [free[1], free[2]], "qian@example.com"]);
  });
  await life.step(
    "delete the other",
    () => hall.remove(),
    () => assert.equal(record(), undefined),
  );
}
