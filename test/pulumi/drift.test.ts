import assert from "node:assert/strict";
import { addSkillGroup } from "../../provider/simulator";
import { type Centre, newCentre, SOON } from "./centre";
import { engineSuite, type Result } from "./harness";

const CENTRE = `
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone", ringAll: true });
const chat = new tccc.SkillGroup("chat", { name: "Chat", type: "online", maxConcurrency: 2 });
const li = new tccc.Staff("li", {
  mail: "li@example.com", name: "Li", staffNumber: "1001", nick: "Lily", phone: "+8613800138001", extensionNumber: "8001", role: "agent",
  useMobileCallOut: true, useMobileAccept: "always", forwarding: { when: "always", to: { skillGroupId: sales.skillGroupId } },
});
const han = new tccc.Staff("han", { mail: "han@example.com", name: "Han", staffNumber: "1002" });
new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [
  { skillGroupId: sales.skillGroupId, priority: 1 }, { skillGroupId: chat.skillGroupId, priority: 2 },
] });
new tccc.StaffSkillBinding("han", { staff: han, exclusive: true, skillGroups: [{ skillGroupId: chat.skillGroupId, priority: 4 }] });
new tccc.Extension("desk", { extensionId: "1001", name: "Desk", skillGroupIds: [sales.skillGroupId], staff: li.mail });
new tccc.AutoCalloutTask("reminder", {
  notBefore: ${SOON}, callers: ["008675500000001"], callees: ["13800139001"], ivrId: 42, paused: true,
});
`;

engineSuite("what somebody changed by hand", () => {
  let centre: Centre;
  beforeEach(async () => {
    centre = await newCentre({ inline: true, body: CENTRE, simulator: { dialect: { pauseInitial: "ok" } } });
    await centre.up();
    centre.forget();
  });
  afterEach(() => centre?.close());

  it("is found by refresh, named field by field, and put right by up --refresh", async () => {
    const before = centre.project.stateText();
    changeEverything(centre);
    const fields = {
      "AutoCalloutTask reminder": "paused",
      "Extension desk": "name skillGroupIds staff",
      "SkillGroup chat": "maxConcurrency",
      "SkillGroup sales": "name ringAll",
      "Staff li": "extensionNumber forwarding name nick phone staffNumber useMobileAccept useMobileCallOut",
      "StaffSkillBinding han": "skillGroups",
      "StaffSkillBinding li": "skillGroups",
    };
    assert.deepEqual(named(await centre.project.expectDrift(), "update"), fields);
    const preview = await centre.project.preview({ refresh: true, args: ["--diff"] });
    assert.deepEqual(named(preview, "update"), fields);
    assert.match(preview.all, /~ name +: "Li" => "Li Na"[\s\S]*~ name +: "Li Na" => "Li"/, "drift and repair together");
    assert.deepEqual(centre.written, []);
    assert.equal(centre.project.stateText(), before, "a preview changed the state");

    await centre.project.up({ refresh: true });
    assert.deepEqual(centre.written, [
      ...["BindStaffSkillGroupList", "ModifyExtension", "ModifyStaff", "PauseAutoCalloutTask"],
      ...["UnbindStaffSkillGroupList", "UpdateCCCSkillGroup", "UpdateCCCSkillGroup"],
    ]);
    expectAsDeclared(centre);
    // Not declared for her, so not taken away; where the list is exact, it is.
    assert.deepEqual(centre.skillsOf("li@example.com"), { Chat: 2, Foreign: 1, Sales: 1 });
    await centre.expectQuiet();

    // A role is what no call could put right: refused, with both ways on.
    centre.staff("li@example.com").roles = [2];
    centre.forget();
    const { all } = await centre.project.up({ refresh: true, expectFail: true });
    assert.match(
      all,
      /role: the account's role is "inspector", but "agent" is declared, .*console, or set allowRecreate: true/,
    );
    assert.deepEqual(centre.written, []);
  });

  it("and took away is found by two witnesses, and made again by up --refresh", async () => {
    const oldSales = centre.group("Sales").skillGroupId;
    removeMost(centre);
    assert.deepEqual(named(await centre.project.expectDrift(), "delete"), {
      "AutoCalloutTask reminder": "",
      "Extension desk": "",
      "SkillGroup sales": "",
      "Staff li": "",
      "StaffSkillBinding li": "",
    });
    for (const [action, filter] of [
      ["DescribeStaffInfoList", { StaffMail: "li@example.com" }],
      ["DescribeSkillGroupInfoList", { SkillGroupId: oldSales }],
      ["DescribeExtensions", { ExtensionIds: ["1001"] }],
    ] as const) {
      const asked = centre.callsOf(action).map(({ request: { SdkAppId, PageSize, PageNumber, ...rest } }) => rest);
      assert.deepEqual(asked, [{}, {}, filter], action);
    }

    centre.forget();
    await centre.project.up({ refresh: true });
    assert.deepEqual(centre.written, [
      ...["BindStaffSkillGroupList", "CreateAutoCalloutTask", "CreateCCCSkillGroup", "CreateExtension", "CreateStaff"],
      ...["ModifyStaff", "PauseAutoCalloutTask", "UpdateCCCSkillGroup"],
    ]);
    expectAsDeclared(centre);
    assert.deepEqual(centre.skillsOf("li@example.com"), { Chat: 2, Sales: 1 });
    assert.notEqual(centre.group("Sales").skillGroupId, oldSales);
    await centre.expectQuiet();
  });
});

function changeEverything(centre: Centre): void {
  const [sales, chat] = [centre.group("Sales"), centre.group("Chat")];
  const foreign = addSkillGroup(centre.live, { skillGroupId: centre.sim.data.newId(), name: "Foreign" });
  const li = centre.staff("li@example.com");
  Object.assign(li, { name: "Li Na", staffNumber: "9001", nick: "", phone: "13800138009", extensionNumber: "8009" });
  Object.assign(li, { useMobileCallOut: false, useMobileAccept: 0, forwarding: null });
  li.skillGroups = [
    { skillGroupId: sales.skillGroupId, priority: 5 },
    { skillGroupId: foreign.skillGroupId, priority: 1 },
  ];
  centre.staff("han@example.com").skillGroups.push({ skillGroupId: foreign.skillGroupId, priority: 1 });
  Object.assign(sales, { name: "Sold", ringAll: false });
  chat.maxConcurrency = 7;
  Object.assign(centre.extension("1001"), {
    name: "Table",
    skillGroupIds: [chat.skillGroupId],
    staff: "han@example.com",
  });
  [...centre.live.calloutTasks.values()][0]!.state = 0;
}

function removeMost(centre: Centre): void {
  centre.live.skillGroups.delete(centre.group("Sales").skillGroupId);
  centre.live.staff.delete("li@example.com");
  centre.live.extensions.clear();
  centre.live.calloutTasks.clear();
}

function expectAsDeclared(centre: Centre): void {
  const [sales, chat] = [centre.group("Sales"), centre.group("Chat")];
  assert.deepEqual([sales.ringAll, chat.maxConcurrency], [true, 2]);
  const li = centre.staff("li@example.com");
  assert.deepEqual([li.name, li.staffNumber, li.nick, li.phone], ["Li", "1001", "Lily", "008613800138001"]);
  assert.deepEqual([li.extensionNumber, li.useMobileCallOut, li.useMobileAccept], ["8001", true, 2]);
  const target = { Type: 2, SkillGroupId: sales.skillGroupId };
  assert.deepEqual(li.forwarding, { Enabled: true, Condition: 1, Target: target });
  assert.deepEqual(centre.skillsOf("han@example.com"), { Chat: 4 });
  const desk = centre.extension("1001");
  assert.deepEqual([desk.name, desk.staff, desk.skillGroupIds], ["Desk", "li@example.com", [sales.skillGroupId]]);
  assert.deepEqual(
    [...centre.live.calloutTasks.values()].map(({ state }) => state),
    [5],
  );
}

/** The resources with a step of this kind in a `--diff`, and the fields that it names. */
function named({ all }: Result, op: "update" | "delete"): Record<string, string> {
  const found: Record<string, string> = {};
  for (const step of all.split(/^ {4}(?=[~+-] pulumi-nodejs)/m)) {
    const [, type, did] = /^[~+-] pulumi-nodejs:dynamic\/tccc:(\w+): \((\w+)\)/.exec(step) ?? [];
    const name = /::(\w+)\]$/m.exec(step)?.[1];
    if (did !== op) continue;
    const fields = op === "update" ? [...step.matchAll(/^ {6}[~+-] (\w+) *:/gm)].map(([, field]) => field) : [];
    found[`${type} ${name}`] = fields.sort().join(" ");
  }
  return found;
}
