import assert from "node:assert/strict";
import { type Centre, newCentre, SOON } from "./centre";
import { engineSuite } from "./harness";

interface Keys {
  group: string;
  li: string;
  wang: string;
  loose: string;
  desk: string;
  callee: string;
}

const declared = ({ group, li, wang, loose, desk, callee }: Keys): string => `
const sales = new tccc.SkillGroup("sales", { ${group} });
const li = new tccc.Staff("li", { ${li} });
const wang = new tccc.Staff("wang", { mail: "${wang}", name: "Wang", staffNumber: "1004", phone: "13800138004", extensionNumber: "8004" });
new tccc.StaffSkillBinding("wang", { staff: wang, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 2 }] });
for (const [name, staffNumber] of [["han", "1002"], ["zhao", "1003"]]) {
  new tccc.Staff(name, { mail: name + "@example.com", name, staffNumber });
}
new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }] });
new tccc.StaffSkillBinding("loose", { staff: "${loose}", skillGroups: [{ skillGroupId: sales.skillGroupId }] });
new tccc.Extension("desk", { extensionId: "${desk}", name: "Desk", skillGroupIds: [sales.skillGroupId] });
new tccc.AutoCalloutTask("reminder", { notBefore: ${SOON}, callers: ["008675500000001"], callees: ["${callee}"], ivrId: 42 });
`;

const BEFORE = declared({
  group: 'name: "Sales", type: "phone"',
  li: 'mail: "li@example.com", name: "Li", staffNumber: "1001"',
  wang: "wang@example.com",
  loose: "han@example.com",
  desk: "1001",
  callee: "13800139001",
});

const AFTER = declared({
  group: 'name: "Sales chat", type: "online"',
  li: 'mail: "li.lei@example.com", name: "Li", staffNumber: "2001"',
  wang: "wang.fang@example.com",
  loose: "zhao@example.com",
  desk: "1002",
  callee: "13800139002",
});

engineSuite("fields of which a change replaces", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  it("are announced as replacements, and the new takes the place of the old", async () => {
    centre = await newCentre({ inline: true, body: BEFORE });
    await centre.up();
    const oldTask = [...centre.live.calloutTasks.values()][0]!;

    await centre.declare(AFTER);
    const steps = await centre.preview();
    const shown = steps.map(({ urn, op, replaceReasons }) => [
      urn.split("tccc:").at(-1),
      op,
      ...(replaceReasons ?? []),
    ]);
    assert.deepEqual(shown.map((parts) => parts.join(" ")).sort(), [
      "AutoCalloutTask::reminder replace callees",
      "Extension::desk replace extensionId",
      "SkillGroup::sales replace type",
      "Staff::li replace mail",
      "Staff::wang replace mail",
      "StaffSkillBinding::li replace staff",
      "StaffSkillBinding::loose replace staff",
      "StaffSkillBinding::wang replace",
    ]);
    assert.deepEqual(centre.written, []);

    await centre.up();
    const counts: Record<string, number> = {};
    for (const action of centre.written) counts[action] = (counts[action] ?? 0) + 1;
    assert.deepEqual(counts, {
      BindStaffSkillGroupList: 3,
      CreateAutoCalloutTask: 1,
      CreateCCCSkillGroup: 1,
      CreateExtension: 1,
      CreateStaff: 2,
      DeleteCCCSkillGroup: 1,
      DeleteExtension: 1,
      DeleteStaff: 2,
      StopAutoCalloutTask: 1,
      UnbindStaffSkillGroupList: 2,
    });
    // The new account is made first, unless it keeps a number that no two may have; two tasks at once would both dial.
    const order = centre.writes.map(({ action, request }) => `${action} ${JSON.stringify(request)}`);
    const at = (pattern: RegExp) => order.findIndex((call) => pattern.test(call));
    assert.ok(at(/^CreateStaff .*li\.lei@/) < at(/^DeleteStaff .*li@/), order.join("\n"));
    assert.ok(at(/^DeleteStaff .*wang@/) < at(/^CreateStaff .*wang\.fang@/), order.join("\n"));
    assert.ok(at(/^StopAutoCalloutTask/) < at(/^CreateAutoCalloutTask/), order.join("\n"));

    assert.deepEqual([...centre.live.staff.keys()].sort(), [
      "han@example.com",
      "li.lei@example.com",
      "wang.fang@example.com",
      "zhao@example.com",
    ]);
    assert.deepEqual(centre.skillsOf("li.lei@example.com"), { "Sales chat": 1 });
    assert.deepEqual(centre.skillsOf("wang.fang@example.com"), { "Sales chat": 2 });
    const { phone, staffNumber, extensionNumber } = centre.staff("wang.fang@example.com");
    assert.deepEqual([phone, staffNumber, extensionNumber], ["008613800138004", "1004", "8004"]);
    assert.deepEqual(centre.skillsOf("zhao@example.com"), { "Sales chat": 3 });
    assert.deepEqual(centre.skillsOf("han@example.com"), {});
    const [group, ...otherGroups] = [...centre.live.skillGroups.values()];
    assert.deepEqual([group?.name, group?.type, otherGroups], ["Sales chat", 1, []]);
    const [desk, ...otherDesks] = [...centre.live.extensions.values()];
    assert.deepEqual([desk?.extensionId, desk?.skillGroupIds, otherDesks], ["1002", [group?.skillGroupId], []]);

    const tasks = [...centre.live.calloutTasks.values()];
    assert.deepEqual(
      tasks.map(({ state, callees }) => [state, callees[0]?.callee]),
      [
        [4, "008613800139001"],
        [0, "008613800139002"],
      ],
    );
    assert.equal((await centre.stateOf("AutoCalloutTask", "reminder")).outputs?.taskId, tasks[1]?.taskId);
    assert.notEqual(tasks[1]?.description, oldTask.description);
    await centre.expectQuiet();
  });
});
