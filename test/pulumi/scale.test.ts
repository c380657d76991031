import assert from "node:assert/strict";
import { type Centre, newCentre } from "./centre";
import { engineSuite } from "./harness";

const people = (count: number, more = ""): string => `
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
for (let n = 1; n <= ${count}; n++) {
  const staff = new tccc.Staff("agent" + n, { mail: "agent" + n + "@example.com", name: "Agent " + n, staffNumber: String(1000 + n) });
  ${more}
}
`;

/** The engine writes its whole state at each step otherwise: its own time, not the provider's. */
const env = { PULUMI_SKIP_CHECKPOINTS: "true" };
const hurried = { "tccc:requestsPerSecond": "1000" };

engineSuite("many at once", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  it("creates 200 staff in at most 30 calls, deletes them in fewer, and keeps to the service's pace", async () => {
    centre = await newCentre({ body: people(200), env, simulator: { rate: 20, latencyMs: 60 } });
    const up = await centre.up(undefined, { parallel: 64 });
    assert.equal(centre.live.staff.size, 200);
    const creations = centre.callsOf("CreateStaff");
    assert.ok(creations.length <= 30, `${creations.length} calls of CreateStaff`);
    assert.ok(creations.every(({ outcome }) => outcome === "ok"));

    const destroy = await centre.project.destroy({ parallel: 64, env: { TCCC_MAX_DELETES: "200" } });
    assert.equal(centre.live.staff.size, 0);
    const deletions = centre.callsOf("DeleteStaff");
    assert.ok(deletions.length <= 15, `${deletions.length} calls of DeleteStaff`);
    assert.equal(centre.sim.throttled, 0, "the provider's own limit is the service's");
    for (const { all } of [up, destroy]) assert.doesNotMatch(all, /RequestLimitExceeded/);
  });

  it("refreshes 300 staff and their 300 bindings by one list", async () => {
    const binding =
      'new tccc.StaffSkillBinding("agent" + n, { staff, skillGroups: [{ skillGroupId: sales.skillGroupId }] });';
    centre = await newCentre({ body: people(300, binding), env, config: hurried });
    await centre.up(undefined, { parallel: 64 });
    assert.equal((await centre.project.resources()).length, 601);
    centre.forget();
    await centre.project.run(["refresh", "--preview-only", "--expect-no-changes"]);
    const actions = centre.sim.calls.map(({ action }) => action).sort();
    assert.deepEqual(actions, ["DescribeSkillGroupInfoList", "DescribeStaffInfoList"]);
  });

  it("finds every row of lists of several pages, though each page comes in another order", async () => {
    const body = `
      for (let n = 1; n <= 120; n++) new tccc.SkillGroup("group" + n, { name: "Group " + n, type: "phone" });
      for (let n = 1001; n <= 1060; n++) new tccc.Extension("desk" + n, { extensionId: String(n), name: "Desk " + n });`;
    const dialect = { pageOrder: "unstable", totals: "inflated" } as const;
    centre = await newCentre({ body, env, config: hurried, simulator: { dialect } });
    await centre.up(undefined, { parallel: 64 });
    assert.deepEqual([centre.live.skillGroups.size, centre.live.extensions.size], [120, 60]);
    await centre.expectQuiet();
  });
});
