import assert from "node:assert/strict";
import { addStaff, passwordMatches } from "../../provider/simulator";
import { centreSuite } from "./afresh";
import { type Centre, expectNoStack, SOON } from "./centre";

const ALWAYS = Number.POSITIVE_INFINITY;
const refused = { code: "FailedOperation", message: "The service refuses." };

const person = (name: string, number: string, more = "") => `
  const ${name} = new tccc.Staff("${name}", { mail: "${name}@example.com", name: "${name}", staffNumber: "${number}", ${more} });
`;
const GROUPS = `
  const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone", ringAll: true });
  const support = new tccc.SkillGroup("support", { name: "Support", type: "phone" });
`;

const count = (centre: Centre, action: string) => centre.callsOf(action).length;
const names = (centre: Centre) => [...centre.live.staff.values()].map(({ name }) => name).sort();

centreSuite("a failure half-way", { inline: true }, (get) => {
  it("keeps what was made in the state, and the next up does only the rest, a password exactly once", async () => {
    const centre = get();
    const forwarding = 'forwarding: { when: "always", to: { staff: "wang@example.com" } }';
    const password = 'initialPassword: "Example-Pass-1", passwordVersion: 1';
    const body =
      GROUPS + person("wang", "1002", password) + person("li", "1001", `useMobileCallOut: true, ${password}`);
    centre.sim.faults.push({ action: "UpdateCCCSkillGroup", times: ALWAYS, kind: refused });
    centre.sim.faults.push({ action: "ModifyStaff", times: ALWAYS, kind: refused });
    centre.sim.faults.push({ action: "ModifyStaffPassword", times: ALWAYS, kind: refused });
    const result = await centre.up(body, { expectFail: true, everyFailure: true });
    expectNoStack(result);
    assert.match(
      result.all,
      /creating SkillGroup "Sales" failed: .*The service refuses[\s\S]*ringAll: wanted true, found false/,
    );
    assert.match(
      result.all,
      /creating Staff li@example\.com failed: .*The service refuses[\s\S]*useMobileCallOut: wanted true/,
    );
    assert.match(result.all, /setting the password of wang@example\.com failed: .*The service refuses/);
    assert.doesNotMatch(result.all, /Example-Pass-1/);
    assert.deepEqual(names(centre), ["li", "wang"]);
    assert.equal((await centre.project.resources()).length, 4);

    centre.sim.faults.length = 0;
    centre.forget();
    await centre.up(body.replace("useMobileCallOut: true", `useMobileCallOut: true, ${forwarding}`));
    assert.deepEqual(centre.written, [
      "ModifyStaff",
      "ModifyStaffPassword",
      "ModifyStaffPassword",
      "UpdateCCCSkillGroup",
    ]);
    assert.equal(centre.group("Sales").ringAll, true);
    assert.equal(centre.staff("li@example.com").useMobileCallOut, true);
    for (const mail of ["li@example.com", "wang@example.com"]) {
      const staff = centre.staff(mail);
      assert.equal(staff.passwordSetCount, 1);
      assert.ok(passwordMatches(staff, "Example-Pass-1"));
    }
    await centre.expectQuiet();
  });

  it("is cleaned up when the program is put back to what it was", async () => {
    const centre = get();
    const bound = (groups: string) => `
      new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [${groups}] });
    `;
    const base = GROUPS + person("li", "1001", 'nick: "Lily"');
    const before = base + bound("{ skillGroupId: sales.skillGroupId }");
    await centre.up(before);
    const data = JSON.stringify(centre.live.toJSON(), hideTimes);

    centre.sim.faults.push({ action: "UnbindStaffSkillGroupList", times: ALWAYS, kind: refused });
    centre.sim.faults.push({ action: "ModifyStaff", nth: 2, times: ALWAYS, kind: refused });
    const wish =
      GROUPS +
      person("li", "1001", 'nick: "Lulu"') +
      bound("{ skillGroupId: support.skillGroupId, priority: 1 }") +
      person("han", "1003");
    await centre.up(wish, { expectFail: true, everyFailure: true });
    assert.deepEqual(centre.skillsOf("li@example.com"), { Sales: 3, Support: 1 });
    assert.equal(centre.staff("li@example.com").nick, "Lulu");

    centre.sim.faults.length = 0;
    await centre.up(before);
    assert.deepEqual(centre.skillsOf("li@example.com"), { Sales: 3 });
    assert.equal(JSON.stringify(centre.live.toJSON(), hideTimes), data);
    await centre.expectQuiet();
  });

  it("removes an account whose create failed half-way and which is declared no more", async () => {
    const centre = get();
    centre.sim.faults.push({ action: "ModifyStaff", times: ALWAYS, kind: refused });
    await centre.up(person("li", "1001", "useMobileCallOut: true"), { expectFail: true });
    assert.deepEqual(names(centre), ["li"]);
    centre.sim.faults.length = 0;
    await centre.up("");
    assert.deepEqual(names(centre), []);
    assert.deepEqual(await centre.project.resources(), []);
  });

  for (const createDuplicate of ["item", "call-all-or-nothing", "call-partial"] as const) {
    it(`of one account in a batch leaves the others alone and is told (a refused item: ${createDuplicate})`, async () => {
      const centre = get();
      centre.sim.dialect.createDuplicate = createDuplicate;
      addStaff(centre.live, { mail: "old@example.com", name: "old", staffNumber: "1002" });
      const body = (number: string) => person("han", "1001") + person("li", number) + person("wang", "1003");
      const result = await centre.up(body("1002"), { expectFail: true, everyFailure: true });
      expectNoStack(result);
      assert.match(result.all, /creating Staff li@example\.com failed: /);
      assert.doesNotMatch(result.all, /creating Staff (han|wang)@example\.com failed/);
      assert.deepEqual(names(centre), ["han", "old", "wang"]);
      assert.equal((await centre.project.resources()).length, 2);

      await centre.up(body("1004"));
      assert.deepEqual(names(centre), ["han", "li", "old", "wang"]);
      assert.equal(count(centre, "CreateStaff"), 1);
      await centre.project.up({ refresh: true, expectNoChanges: true });
    });
  }

  const ALL = `
    ${GROUPS}
    ${person("li", "1001", 'initialPassword: "Example-Pass-1", passwordVersion: 1')}
    new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [{ skillGroupId: support.skillGroupId, priority: 2 }] });
    new tccc.Extension("desk", { extensionId: "1001", name: "Desk", staff: li.mail });
    new tccc.AutoCalloutTask("reminder", {
      notBefore: ${SOON}, callers: ["075500000001"], callees: ["13800138000"], ivrId: 42,
    });
  `;
  const CREATES = [
    "CreateCCCSkillGroup",
    "CreateStaff",
    "BindStaffSkillGroupList",
    "CreateExtension",
    "CreateAutoCalloutTask",
  ];
  const oneOfEach = (centre: Centre) => {
    const { staff, skillGroups, extensions, calloutTasks } = centre.live;
    assert.deepEqual([staff.size, skillGroups.size, extensions.size, calloutTasks.size], [1, 2, 1, 1]);
    assert.deepEqual(centre.skillsOf("li@example.com"), { Support: 2 });
    assert.equal(centre.group("Sales").ringAll, true);
    assert.equal(centre.staff("li@example.com").passwordSetCount, 1);
  };

  it("doubles nothing when the answer of every create is lost, and needs no second run", async () => {
    const centre = get();
    CREATES.forEach((action, index) => {
      centre.sim.faults.push({ action, kind: index % 2 === 0 ? "reset-after" : "truncate" });
    });
    await centre.up(ALL);
    assert.deepEqual(centre.sim.faults, [], "every fault was met");
    oneOfEach(centre);
    assert.equal((await centre.project.resources()).length, 6);
    await centre.expectQuiet();
  });

  it("does not show when the service throttles for a while", async () => {
    const centre = get();
    const actions = [
      "DescribeStaffInfoList",
      "DescribeSkillGroupInfoList",
      "DescribeExtensions",
      ...CREATES,
      "ModifyStaffPassword",
    ];
    for (const action of actions) centre.sim.faults.push({ action, times: 4, kind: "throttle" });
    const { all } = await centre.up(ALL);
    assert.deepEqual(centre.sim.faults, [], "every fault was met");
    assert.doesNotMatch(all, /RequestLimitExceeded|thrott/i);
    oneOfEach(centre);
  });
});

function hideTimes(key: string, value: unknown): unknown {
  return /modified|passwordHash/i.test(key) ? undefined : value;
}
