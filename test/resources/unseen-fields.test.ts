import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import { addSkillGroup } from "../../provider/simulator";
import { type Centre, failureOf } from "./centre";
import { type Rewrite, withRewriting } from "./rewriting";

/** A field that the service's list does not show. */
interface Unseen {
  type: "Staff" | "SkillGroup" | "Extension";
  /** In the list, and in the modify call. */
  list: string;
  members: readonly string[];
  modify: string;
  inputs: Plain;
  field: string;
  /** Declared, and back to its default. */
  on: unknown;
  off: unknown;
  held(centre: Centre): unknown;
  /** A change of something else. */
  other: Plain;
}

const staff = (field: string, member: string, on: string): Unseen => ({
  ...{ type: "Staff", list: "DescribeStaffInfoList", members: [member], modify: "ModifyStaff", field, on, off: "" },
  inputs: { mail: "li@example.com", name: "Li", staffNumber: "1001" },
  held: ({ data }) => (data.staff.get("li@example.com") as unknown as Plain)[field],
  other: { name: "Li Lei" },
});

const fields: Unseen[] = [
  staff("nick", "Nick", "Lily"),
  staff("phone", "Phone", "008613800138000"),
  staff("extensionNumber", "ExtensionNumber", "2001"),
  {
    ...{ type: "Staff", list: "DescribeStaffStatusMetrics", members: ["UseMobileCallOut"], modify: "ModifyStaff" },
    ...{ field: "useMobileCallOut", on: true, off: false, other: { name: "Li Lei" } },
    inputs: { mail: "li@example.com", name: "Li", staffNumber: "1001" },
    held: ({ data }) => data.staff.get("li@example.com")!.useMobileCallOut,
  },
  {
    ...{ type: "SkillGroup", list: "DescribeSkillGroupInfoList", members: ["RingAll"], modify: "UpdateCCCSkillGroup" },
    ...{ field: "ringAll", on: true, off: false, inputs: { name: "Sales", type: "phone" }, other: { name: "Sales 2" } },
    held: ({ data }) => data.skillGroups.get(1001)!.ringAll,
  },
  {
    ...{
      type: "SkillGroup",
      list: "DescribeSkillGroupInfoList",
      members: ["MaxConcurrency"],
      modify: "UpdateCCCSkillGroup",
    },
    ...{ field: "maxConcurrency", on: 3, off: 1, inputs: { name: "Chat", type: "online" }, other: { name: "Chat 2" } },
    held: ({ data }) => data.skillGroups.get(1001)!.maxConcurrency,
  },
  {
    ...{ type: "Extension", list: "DescribeExtensions", members: ["SkillGroupId"], modify: "ModifyExtension" },
    ...{
      field: "skillGroupIds",
      on: [7],
      off: [],
      inputs: { extensionId: "3001", name: "Desk" },
      other: { name: "Hall" },
    },
    held: ({ data }) => data.extensions.get("3001")!.skillGroupIds,
  },
];

/** A service whose lists leave out a member of each row. */
const without = ({ list, members }: Unseen): Rewrite => {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).filter(([name]) => !members.includes(name));
    return Object.fromEntries(kept.map(([name, inner]) => [name, strip(inner)]));
  };
  return (action, answer) => (action === list ? strip(answer) : answer);
};

describe("A field that the list does not show", () => {
  for (const one of fields) {
    const title = `${one.type}.${one.field}`;
    const { type, inputs, field, on, off, other } = one;
    const alone = (body: (centre: Centre) => Promise<void>): Promise<void> =>
      withRewriting(without(one), async (centre) => {
        addSkillGroup(centre.data, { skillGroupId: 7, name: "Support" });
        await body(centre);
      });
    const sent = (centre: Centre): number => centre.sim.calls.filter(({ action }) => action === one.modify).length;

    it(`${title}: a change is sent once, each way, and an unchanged one never`, () =>
      alone(async (centre) => {
        const made = await centre.declare(type, { ...inputs, [field]: on });
        assert.deepEqual(one.held(centre), on);
        const steps: [Plain, unknown, number][] = [
          [{ ...inputs, [field]: off }, off, 1],
          [{ ...inputs, [field]: off }, off, 0],
          [{ ...inputs, [field]: on }, on, 1],
          [{ ...inputs, [field]: on }, on, 0],
          [{ ...inputs, ...other, [field]: on }, on, 1],
          [{ ...inputs, ...other, [field]: off }, off, 1],
        ];
        for (const [index, [news, held, calls]] of steps.entries()) {
          const before = sent(centre);
          await made.change(news);
          assert.deepEqual([one.held(centre), sent(centre) - before], [held, calls], `step ${index}`);
          await made.refresh();
          assert.deepEqual(await made.drift(), {}, `step ${index}`);
        }
      }));

    it(`${title}: what was declared once and is declared again is sent`, () =>
      alone(async (centre) => {
        const made = await centre.declare(type, { ...inputs, [field]: on });
        await made.change(inputs);
        await made.change({ ...inputs, ...other });
        assert.deepEqual(one.held(centre), on);
        await made.change({ ...inputs, ...other, [field]: off });
        assert.deepEqual(one.held(centre), off);
      }));

    it(`${title}: after a failure that leaves in doubt what was sent, it is sent`, () =>
      alone(async (centre) => {
        for (const applied of [true, false]) {
          const made = await centre.declare(type, { ...inputs, [field]: off, onExisting: "adopt" });
          centre.sim.faults.push({ action: one.modify, times: 99, kind: { code: "InternalError", applied } });
          await failureOf(made.change({ ...inputs, ...other, [field]: on }));
          centre.sim.faults.length = 0;
          await made.change({ ...inputs, ...other, [field]: applied ? off : on });
          assert.deepEqual(one.held(centre), applied ? off : on, `applied: ${applied}`);
          for (const map of [centre.data.staff, centre.data.extensions, centre.data.skillGroups]) map.clear();
          addSkillGroup(centre.data, { skillGroupId: 7, name: "Support" });
          centre.sim.data.nextId = 1001;
        }
      }));
  }

  it("SkillGroup.ringAll of a group that is taken over is sent though it is the default: it may ring all", () =>
    withRewriting(without(fields.find(({ field }) => field === "ringAll")!), async (centre) => {
      addSkillGroup(centre.data, { skillGroupId: 7, name: "Sales", ringAll: true });
      const made = await centre.declare("SkillGroup", { name: "Sales", type: "phone", ringAll: false });
      assert.equal(centre.data.skillGroups.get(7)!.ringAll, false);
      assert.equal(await made.change({ name: "Sales", type: "phone", ringAll: false }), "same");
    }));
});
