import assert from "node:assert/strict";
import { addSkillGroup, passwordMatches } from "../../provider/simulator";
import { type Centre, newCentre, SOON } from "./centre";
import { engineSuite, type Step } from "./harness";

/** One resource of each class, with every field that can change. */
const BEFORE = `
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone", ringAll: false });
const chat = new tccc.SkillGroup("chat", { name: "Chat", type: "online", maxConcurrency: 2 });
const han = new tccc.Staff("han", { mail: "han@example.com", name: "Han", staffNumber: "1002" });
const li = new tccc.Staff("li", {
  mail: "li@example.com", name: "Li", staffNumber: "1001", nick: "Lily", phone: "+8613800138001", extensionNumber: "8001",
  useMobileCallOut: false, useMobileAccept: "off", initialPassword: "First-Pass-1", passwordVersion: 1,
  forwarding: { when: "always", to: { staff: han.mail } },
});
new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [
  { skillGroupId: sales.skillGroupId, priority: 2 }, { skillGroupId: chat.skillGroupId },
] });
new tccc.Extension("desk", { extensionId: "1001", name: "Desk", skillGroupIds: [sales.skillGroupId], staff: li.mail, passwordVersion: 1 });
new tccc.AutoCalloutTask("reminder", { notBefore: ${SOON}, callers: ["008675500000001"], callees: ["13800139001"], ivrId: 42, paused: true });
`;

const AFTER = `
const sales = new tccc.SkillGroup("sales", { name: "Sales North", type: "phone", ringAll: true });
const chat = new tccc.SkillGroup("chat", { name: "Chat", type: "online", maxConcurrency: 5 });
const han = new tccc.Staff("han", { mail: "han@example.com", name: "Han Meimei", staffNumber: "1002" });
const li = new tccc.Staff("li", {
  mail: "li@example.com", name: "Li Lei", staffNumber: "2001", nick: "Lei", phone: "+8613800138002", extensionNumber: "8002",
  useMobileCallOut: true, useMobileAccept: "always", initialPassword: "Second-Pass-2", passwordVersion: 2,
  forwarding: { when: "conditional", to: { skillGroupId: sales.skillGroupId } },
});
new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 5 }] });
new tccc.Extension("desk", {
  extensionId: "1001", name: "Front desk", skillGroupIds: [chat.skillGroupId], staff: han.mail, passwordVersion: 2,
});
new tccc.AutoCalloutTask("reminder", { notBefore: ${SOON}, callers: ["008675500000001"], callees: ["13800139001"], ivrId: 42, paused: false });
`;

engineSuite("fields that change", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  it("are named in the preview, sent alone, and held by the service; what others set stays", async () => {
    centre = await newCentre({ inline: true, body: BEFORE, simulator: { dialect: { pauseInitial: "ok" } } });
    await centre.up();
    assert.equal([...centre.live.calloutTasks.values()][0]?.state, 5);
    setByHand(centre);
    const oldSip = centre.extension("1001").password;

    await centre.declare(AFTER);
    assert.deepEqual(changes(await centre.preview()), {
      "SkillGroup sales": "update name ringAll",
      "SkillGroup chat": "update maxConcurrency",
      "Staff han": "update name",
      "Staff li":
        "update extensionNumber forwarding.to.skillGroupId forwarding.to.staff forwarding.when initialPassword name nick passwordVersion phone staffNumber useMobileAccept useMobileCallOut",
      "StaffSkillBinding li": "update skillGroups[0].priority skillGroups[1]",
      "Extension desk": "update name passwordVersion skillGroupIds[0] staff",
      "AutoCalloutTask reminder": "update paused",
    });
    assert.deepEqual(centre.written, []);

    await centre.up();
    assert.deepEqual(centre.written, [
      ...["BindStaffSkillGroupList", "ModifyExtension", "ModifyStaff", "ModifyStaff", "ModifyStaffPassword"],
      ...["ResetExtensionPassword", "ResumeAutoCalloutTask", "UnbindStaffSkillGroupList"],
      ...["UpdateCCCSkillGroup", "UpdateCCCSkillGroup"],
    ]);
    assert.deepEqual(sent(centre, "ModifyStaff", "han@example.com"), { Name: "Han Meimei" });
    const [sales, chat] = [centre.group("Sales North"), centre.group("Chat")];
    assert.deepEqual([sales.ringAll, chat.maxConcurrency], [true, 5]);
    const li = centre.staff("li@example.com");
    assert.deepEqual([li.name, li.staffNumber, li.nick, li.phone], ["Li Lei", "2001", "Lei", "008613800138002"]);
    assert.deepEqual([li.extensionNumber, li.useMobileCallOut, li.useMobileAccept], ["8002", true, 2]);
    const target = { Type: 2, SkillGroupId: sales.skillGroupId };
    assert.deepEqual(li.forwarding, { Enabled: true, Condition: 2, Target: target });
    assert.deepEqual([li.passwordSetCount, passwordMatches(li, "Second-Pass-2")], [2, true]);
    const desk = centre.extension("1001");
    assert.deepEqual(
      [desk.name, desk.staff, desk.skillGroupIds],
      ["Front desk", "han@example.com", [chat.skillGroupId]],
    );
    assert.notEqual(desk.password, oldSip);
    assert.equal([...centre.live.calloutTasks.values()][0]?.state, 0);
    expectAsSetByHand(centre);
    await centre.expectQuiet();
  });

  it("are cleared by an empty text, left alone when taken out, and the same in another spelling or order", async () => {
    centre = await newCentre({ inline: true, body: BEFORE.replace(", paused: true", "") });
    await centre.up();
    const cleared = BEFORE.replace(/nick: "[^"]*"|phone: "\+[^"]*"|extensionNumber: "[^"]*"/g, (text) =>
      text.replace(/"[^"]*"/, '""'),
    )
      .replace("staff: li.mail, p", 'staff: "", p')
      .replace(", to: { staff: han.mail } }", ", enabled: false, to: { staff: han.mail } }")
      .replace("skillGroupIds: [sales.skillGroupId]", "skillGroupIds: []")
      .replace(", paused: true", "");
    await centre.up(cleared);
    assert.deepEqual(centre.written, ["ModifyExtension", "ModifyStaff"]);
    const li = centre.staff("li@example.com");
    const desk = centre.extension("1001");
    assert.deepEqual([li.nick, li.phone, li.extensionNumber, li.forwarding?.Enabled], ["", "", "", false]);
    assert.deepEqual([desk.staff, desk.skillGroupIds], ["", []]);
    await centre.expectQuiet();

    const lean = `
      const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
      const chat = new tccc.SkillGroup("chat", { name: "Chat", type: "online" });
      const han = new tccc.Staff("han", { mail: "han@example.com", name: "Han", staffNumber: "1002" });
      const li = new tccc.Staff("li", { mail: "li@example.com", name: "Li" });
      new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [
        { skillGroupId: sales.skillGroupId, priority: 2 }, { skillGroupId: chat.skillGroupId } ] });
      new tccc.Extension("desk", { extensionId: "1001", name: "Desk" });
      new tccc.AutoCalloutTask("reminder", { notBefore: ${SOON}, callers: ["008675500000001"], callees: ["13800139001"], ivrId: 42 });`;
    await centre.up(lean);
    assert.deepEqual(centre.written, []);
    Object.assign(li, {
      nick: "By hand",
      phone: "13800138009",
      staffNumber: "9",
      useMobileAccept: 1,
      useMobileCallOut: true,
    });
    Object.assign(desk, { staff: "han@example.com", skillGroupIds: [centre.group("Chat").skillGroupId] });
    Object.assign(centre.group("Chat"), { maxConcurrency: 9 });
    centre.group("Sales").ringAll = true;
    await centre.expectQuiet();

    // Declared again as they are by now, and all in another spelling: one run records it, none writes.
    await centre.up(
      lean
        .replace('"li@example.com", name: "Li"', '"LI@Example.com", name: "Li", phone: "+86 138-0013-8009"')
        .replace(
          "{ skillGroupId: sales.skillGroupId, priority: 2 }, { skillGroupId: chat.skillGroupId }",
          "{ skillGroupId: chat.skillGroupId, priority: 3 }, { skillGroupId: sales.skillGroupId, priority: 2 }",
        ),
    );
    assert.deepEqual(centre.written, []);
    assert.deepEqual(Object.keys(Object.fromEntries(centre.live.staff)), ["han@example.com", "li@example.com"]);
    await centre.declare(
      lean.replace('"li@example.com", name: "Li"', '"Li@example.com", name: "Li", phone: "13800138009"'),
    );
    await centre.project.up({ refresh: true, expectNoChanges: true });
    assert.deepEqual(centre.written, []);
  });

  it("show one update when a group is renamed that everything else uses", async () => {
    centre = await newCentre({
      body: BEFORE.replace("staff: han.mail", "skillGroupId: sales.skillGroupId").replace(", paused: true", ""),
    });
    await centre.up();
    const { skillGroupId } = centre.group("Sales");
    await centre.declare(
      BEFORE.replace("staff: han.mail", "skillGroupId: sales.skillGroupId")
        .replace(", paused: true", "")
        .replace('"Sales"', '"Sales North"'),
    );
    assert.deepEqual(changes(await centre.preview()), { "SkillGroup sales": "update name" });
    const { all } = await centre.up();
    assert.match(all, /~ 1 updated\b/);
    assert.deepEqual(centre.written, ["UpdateCCCSkillGroup"]);
    assert.equal(centre.group("Sales North").skillGroupId, skillGroupId);
  });
});

/** What nobody declares, as somebody set it in the console. */
function setByHand(centre: Centre): void {
  const foreign = addSkillGroup(centre.live, { skillGroupId: centre.sim.data.newId(), name: "Foreign" });
  centre.staff("li@example.com").skillGroups.push({ skillGroupId: foreign.skillGroupId, priority: 4 });
  const target = { Type: 1, StaffUserId: "li@example.com" };
  Object.assign(centre.staff("han@example.com"), {
    ...{ nick: "Mei", phone: "008613800138005", extensionNumber: "8005", useMobileAccept: 2, useMobileCallOut: true },
    ...{ forwarding: { Enabled: true, Condition: 1, Target: target } },
    skillGroups: [{ skillGroupId: foreign.skillGroupId, priority: 1 }],
  });
  centre.group("Chat").alias = "chat-alias";
}

function expectAsSetByHand(centre: Centre): void {
  const han = centre.staff("han@example.com");
  assert.deepEqual([han.nick, han.phone, han.extensionNumber], ["Mei", "008613800138005", "8005"]);
  assert.deepEqual(
    [han.useMobileAccept, han.useMobileCallOut, han.forwarding?.Target?.StaffUserId],
    [2, true, "li@example.com"],
  );
  assert.deepEqual(centre.skillsOf("han@example.com"), { Foreign: 1 });
  assert.deepEqual(centre.skillsOf("li@example.com"), { Foreign: 4, "Sales North": 5 });
  assert.equal(centre.group("Chat").alias, "chat-alias");
}

/** Each resource that a preview would change: what happens to it, and the fields. */
function changes(steps: Step[]): Record<string, string> {
  const named = steps.map((step) => {
    const [type, name] = step.urn.split("tccc:").at(-1)!.split("::");
    return [`${type} ${name}`, [step.op, ...Object.keys(step.detailedDiff ?? {}).sort()].join(" ")];
  });
  return Object.fromEntries(named);
}

/** What was sent beside the instance and the key. */
function sent(centre: Centre, action: string, mail: string): Record<string, unknown> {
  const call = centre.callsOf(action).find(({ request }) => request.Email === mail);
  const { SdkAppId: _, Email: __, ...rest } = call?.request ?? assert.fail(`no ${action} for ${mail}`);
  return rest;
}
