import assert from "node:assert/strict";
import { free, type Life } from "./life";

/** As the service spells them; the declarations spell them otherwise. */
const FIRST = "008675500000001";
const SECOND = "008675500000002";

export async function numberCallOutLife(life: Life): Promise<void> {
  await shared(life);
  await exclusive(life);
}

/** Some groups of the number are declared here, another one is somebody else's. */
async function shared(life: Life): Promise<void> {
  const { centre } = life;
  const [a, b, c, other] = free;
  const record = centre.data.numbers.get(FIRST)!;
  record.callOutSkillGroupIds = [other];
  const bound = (...ids: number[]) => {
    return (): void => assert.deepEqual([...record.callOutSkillGroupIds].sort(), [...ids, other].sort());
  };
  const first = { number: "0755 0000 0001", skillGroupIds: [a, b] };
  const line = await centre.declare("NumberCallOutBinding", first, "line");
  await life.step("create", async () => undefined, bound(a, b));
  await life.calm("create", line);
  for (const [name, ids] of [
    ["one more", [c, a, b]],
    ["one less", [b, c]],
    ["another", [a, c]],
    ["none", []],
    ["two anew", [a, b]],
  ] as const) {
    await life.change(name, line, { ...first, skillGroupIds: [...ids] }, bound(...ids));
  }
  const hand = (): void => {
    record.callOutSkillGroupIds = [other, b];
  };
  await life.byHand("skillGroupIds", line, hand, bound(a, b));
  await life.step("delete", () => line.remove(), bound());
  await life.step("delete twice", () => line.remove(), bound());
}

async function exclusive(life: Life): Promise<void> {
  const { centre } = life;
  const [a, b, c] = free;
  const record = centre.data.numbers.get(SECOND)!;
  record.callOutSkillGroupIds = [c];
  const bound = (...ids: number[]) => {
    return (): void => assert.deepEqual([...record.callOutSkillGroupIds].sort(), ids);
  };
  const first = { number: "+86 755 0000 0002", skillGroupIds: [b, a], exclusive: true };
  const line = await centre.declare("NumberCallOutBinding", first, "exact");
  await life.step("exclusive: create", async () => undefined, bound(a, b));
  await life.calm("exclusive: create", line);
  await life.byHand("skillGroupIds", line, () => record.callOutSkillGroupIds.push(c), bound(a, b));
  await life.change("exclusive: one less", line, { ...first, skillGroupIds: [b] }, bound(b));
  await life.change("exclusive: none", line, { ...first, skillGroupIds: [] }, bound());
  await life.step("exclusive: delete", () => line.remove(), bound());
}
