import assert from "node:assert/strict";
import type { Dialect } from "../../provider/simulator";
import { type Centre, newCentre, SOON } from "./centre";
import { engineSuite } from "./harness";

/** Every resource with every field that can be declared for it. */
const CENTRE = `
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone", maxConcurrency: 1, ringAll: true });
const chat = new tccc.SkillGroup("chat", { name: "Chat", type: "online", maxConcurrency: 4 });
const li = new tccc.Staff("li", {
  mail: "li@example.com", name: "Li", staffNumber: "1001", nick: "Lily", phone: "+86 138 0013 8001", extensionNumber: "8001",
  role: "inspector", useMobileCallOut: true, useMobileAccept: "whenOffline", initialPassword: "First-Pass-1", passwordVersion: 1,
  forwarding: { when: "conditional", to: { skillGroupId: sales.skillGroupId } },
});
const han = new tccc.Staff("han", { mail: "Han@example.com", name: "Han", staffNumber: "1002", nick: "", phone: "", sendPassword: true });
new tccc.StaffSkillBinding("li", { staff: li, exclusive: true, skillGroups: [
  { skillGroupId: sales.skillGroupId, priority: 1 }, { skillGroupId: chat.skillGroupId },
] });
new tccc.StaffSkillBinding("han", { staff: "han@example.com", skillGroups: [] }, { dependsOn: han });
const desk = new tccc.Extension("desk", { extensionId: "1001", name: "Desk", staff: li.mail, skillGroupIds: [chat.skillGroupId, sales.skillGroupId] });
new tccc.Extension("spare", { extensionId: "1002", name: "Spare", staff: "", skillGroupIds: [] });
const task = new tccc.AutoCalloutTask("reminder", {
  notBefore: ${SOON}, notAfter: ${SOON + 3600}, name: "Reminder", description: "of the meeting", callers: ["008675500000001"],
  callees: ["+86 138 0013 9001", { callee: "13800139002", uui: "u2", variables: { who: "Two" } }], ivrId: 42, tries: 2,
  retryInterval: 600, maxRingSeconds: 30, variables: { greeting: "Hello" }, uui: "u", timeZone: "Asia/Shanghai",
  availableTimes: [{ start: "09:00:00", end: "18:00:00" }], run: "first",
});
exports.ids = { sales: sales.skillGroupId, task: task.taskId };
exports.sip = desk.password;
`;

const DIALECTS: [string, Partial<Dialect>][] = [
  [
    "with bare phones, pages in disorder and null for empty",
    { phoneEcho: "bare", pageOrder: "unstable", emptyLists: "null" },
  ],
  [
    "with +86 phones, shuffled pages and empty members left out",
    { phoneEcho: "plus", pageOrder: "shuffled", emptyLists: "absent", emptyTexts: "absent" },
  ],
  [
    "with 0086 phones, tasks that end slowly and no roles shown",
    { phoneEcho: "0086", emptyTexts: "null", stopGoesTo: "3-then-4", roleEcho: "none", totals: "zero" },
  ],
];

engineSuite("life cycle: everything that can be declared", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  for (const [how, dialect] of DIALECTS) {
    it(`is made, then leaves nothing to do, then goes: ${how}`, async () => {
      centre = await newCentre({ body: CENTRE, simulator: { dialect } });
      await centre.up();
      expectEverything(centre);
      await centre.expectQuiet();
      expectEverything(centre);

      await centre.project.destroy();
      await expectNothing(centre);
    });
  }

  it("is made and unmade with no call more than it takes", async () => {
    centre = await newCentre({ body: CENTRE });
    await centre.up();
    expectEverything(centre);
    assert.deepEqual(centre.written, [
      ...["BindStaffSkillGroupList", "CreateAutoCalloutTask", "CreateCCCSkillGroup", "CreateCCCSkillGroup"],
      ...["CreateExtension", "CreateExtension", "CreateStaff", "CreateStaff", "ModifyStaff", "ModifyStaffPassword"],
      "UpdateCCCSkillGroup",
    ]);
    const { taskId } = [...centre.live.calloutTasks.values()][0]!;
    const outputs = await centre.project.outputs();
    assert.deepEqual(outputs.ids, { sales: centre.group("Sales").skillGroupId, task: taskId });
    assert.equal(outputs.sip, centre.extension("1001").password);
    await centre.expectQuiet();

    centre.forget();
    await centre.project.destroy();
    await expectNothing(centre);
    // Who is deleted as a Staff that her binding was given needs no unbinding.
    assert.deepEqual(centre.written, [
      ...["DeleteCCCSkillGroup", "DeleteCCCSkillGroup", "DeleteExtension", "DeleteExtension"],
      ...["DeleteStaff", "DeleteStaff", "StopAutoCalloutTask"],
    ]);
  });
});

async function expectNothing(centre: Centre): Promise<void> {
  const { staff, skillGroups, extensions, calloutTasks } = centre.live;
  assert.deepEqual([staff.size, skillGroups.size, extensions.size], [0, 0, 0]);
  assert.deepEqual(
    [...calloutTasks.values()].map(({ state }) => state > 2),
    [true],
    "the task was not stopped",
  );
  assert.deepEqual(await centre.project.resources(), []);
}

function expectEverything(centre: Centre): void {
  const sales = centre.group("Sales");
  const chat = centre.group("Chat");
  assert.deepEqual([sales.type, sales.maxConcurrency, sales.ringAll], [0, 1, true]);
  assert.deepEqual([chat.type, chat.maxConcurrency, chat.ringAll], [1, 4, false]);
  const li = centre.staff("li@example.com");
  assert.deepEqual(
    [li.name, li.staffNumber, li.nick, li.phone, li.extensionNumber, li.roles],
    ["Li", "1001", "Lily", "008613800138001", "8001", [2]],
  );
  assert.deepEqual([li.useMobileCallOut, li.useMobileAccept, li.passwordSetCount, li.passwordMails], [true, 1, 1, 0]);
  const target = { Type: 2, SkillGroupId: sales.skillGroupId };
  assert.deepEqual(li.forwarding, { Enabled: true, Condition: 2, Target: target });
  assert.deepEqual(centre.skillsOf("li@example.com"), { Chat: 3, Sales: 1 });
  const han = centre.staff("Han@example.com");
  assert.deepEqual([han.name, han.roles, han.passwordMails, han.skillGroups], ["Han", [3], 1, []]);
  const desk = centre.extension("1001");
  assert.deepEqual(
    [desk.name, desk.staff, desk.skillGroupIds],
    ["Desk", "li@example.com", [chat.skillGroupId, sales.skillGroupId]],
  );
  const spare = centre.extension("1002");
  assert.deepEqual([spare.name, spare.staff, spare.skillGroupIds], ["Spare", "", []]);
  const [task, ...others] = [...centre.live.calloutTasks.values()];
  assert.deepEqual(others, []);
  assert.deepEqual([task?.name, task?.ivrId, task?.state, task?.notBefore], ["Reminder", 42, 0, SOON]);
  assert.match(task!.description, /^of the meeting #tccc:[0-9a-f]{12}$/);
  assert.deepEqual(
    task!.callees.map(({ callee }) => callee),
    ["008613800139001", "008613800139002"],
  );
}
