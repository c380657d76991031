import assert from "node:assert/strict";
import { centreSuite, killedAt } from "./afresh";
import { type Centre, SOON } from "./centre";

const DECLARED = `
  const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone", ringAll: true });
  const li = new tccc.Staff("li", {
    mail: "li@example.com", name: "Li", staffNumber: "1001", phone: "+86 138 0013 8001",
    useMobileCallOut: true, useMobileAccept: "always", initialPassword: "Example-Pass-1", passwordVersion: 1,
    forwarding: { when: "conditional", to: { skillGroupId: sales.skillGroupId } },
  });
  new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }] });
  const desk = new tccc.Extension("desk", {
    extensionId: "1001", name: "Desk", staff: li.mail, skillGroupIds: [sales.skillGroupId],
  });
  new tccc.AutoCalloutTask("reminder", {
    notBefore: ${SOON}, callers: ["075500000001"], callees: ["13800138000"], ivrId: 42, paused: true,
  }, { dependsOn: desk });
`;

/** Every call that changes something; a kill at a call that only reads is one after the change before it. */
const CALLS = [
  "CreateCCCSkillGroup",
  "UpdateCCCSkillGroup",
  "CreateStaff",
  "ModifyStaff",
  "ModifyStaffPassword",
  "BindStaffSkillGroupList",
  "CreateExtension",
  "CreateAutoCalloutTask",
  "PauseAutoCalloutTask",
];

/** What the service holds, but for ids, times and what it makes up. */
function held({ live }: Centre): unknown {
  const names = new Map([...live.skillGroups.values()].map(({ skillGroupId, name }) => [skillGroupId, name]));
  const { staff, skillGroups, extensions, calloutTasks } = live.toJSON();
  return {
    groups: skillGroups.map(({ name, type, ringAll, maxConcurrency }) => ({ name, type, ringAll, maxConcurrency })),
    staff: staff.map((one) => ({
      mail: one.mail,
      name: one.name,
      staffNumber: one.staffNumber,
      phone: one.phone,
      switches: [one.useMobileCallOut, one.useMobileAccept],
      forwardedTo: [one.forwarding?.Enabled, names.get(one.forwarding?.Target?.SkillGroupId ?? 0)],
      groups: one.skillGroups.map(({ skillGroupId, priority }) => [names.get(skillGroupId), priority]),
    })),
    extensions: extensions.map(({ extensionId, name, staff, skillGroupIds }) => {
      return { extensionId, name, staff, groups: skillGroupIds.map((id) => names.get(id)) };
    }),
    tasks: calloutTasks.map(({ notBefore, callees, state }) => ({ notBefore, callees: callees.length, state })),
  };
}

const EXPECTED = {
  groups: [{ name: "Sales", type: 0, ringAll: true, maxConcurrency: 1 }],
  staff: [
    {
      mail: "li@example.com",
      name: "Li",
      staffNumber: "1001",
      phone: "008613800138001",
      switches: [true, 2],
      forwardedTo: [true, "Sales"],
      groups: [["Sales", 1]],
    },
  ],
  extensions: [{ extensionId: "1001", name: "Desk", staff: "li@example.com", groups: ["Sales"] }],
  tasks: [{ notBefore: SOON, callees: 1, state: 5 }],
};

const OPTIONS = { inline: true, simulator: { dialect: { pauseInitial: "ok" } } } as const;

centreSuite("the CLI killed in the middle of a create", OPTIONS, (get) => {
  const killed = async (call: { action: string; lost?: boolean }) => {
    await get().declare(DECLARED);
    return killedAt(get(), call);
  };
  const settled = async () => {
    const centre = get();
    assert.deepEqual(held(centre), EXPECTED);
    const names = (await centre.project.resources()).map(({ urn }) => urn.split("::").at(-1));
    assert.deepEqual(names.sort(), ["desk", "li", "li", "reminder", "sales"]);
    centre.forget();
    await centre.project.up({ refresh: true, expectNoChanges: true });
    assert.deepEqual(centre.written, []);
  };

  for (const action of CALLS) {
    it(`heals itself when ${action} was made and its answer was never seen`, async () => {
      const { all } = await killed({ action });
      await settled();
      // An account that was there before never gets a password by itself: the notice says how.
      const unset = action === "CreateStaff" || action === "ModifyStaff";
      assert.equal(get().staff("li@example.com").passwordSetCount, unset ? 0 : 1);
      const found = ["CreateStaff", "ModifyStaff", "ModifyStaffPassword"].includes(action);
      const notice =
        /the password of li@example\.com was left as it is, and it has none if a run that died or failed has made the account: raise passwordVersion/;
      if (found) assert.match(all, notice);
      else assert.doesNotMatch(all, notice);
    });
  }

  it("makes all of it when it was killed before the first call was applied", async () => {
    const { all } = await killed({ action: "CreateCCCSkillGroup", lost: true });
    await settled();
    assert.doesNotMatch(all, /took over/);
  });

  it("goes on where it was when it was killed between two resources", async () => {
    await killed({ action: "CreateExtension", lost: true });
    await settled();
    assert.equal(get().staff("li@example.com").passwordSetCount, 1);
  });

  it("keeps a task whose resource is being renamed when it was killed before the old one had released it", async () => {
    const centre = get();
    const task = (name: string, more = ""): string => `
      const task = new tccc.AutoCalloutTask("${name}", {
        notBefore: ${SOON}, callers: ["075500000001"], callees: ["13800138000"], ivrId: 42,
      });
      ${more}`;
    await centre.up(task("old"));
    await centre.declare(
      task("new", 'new tccc.Extension("desk", { extensionId: "1001", name: "Desk" }, { dependsOn: task });'),
    );
    const { all } = await killedAt(centre, { action: "CreateExtension" });
    assert.match(all, /AutoCalloutTask "old" released \d+: AutoCalloutTask "new" holds it now/);
    assert.deepEqual(
      [...centre.live.calloutTasks.values()].map(({ state }) => state),
      [0],
    );
    await centre.expectQuiet();
  });
});
