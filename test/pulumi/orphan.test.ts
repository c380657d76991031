import assert from "node:assert/strict";
import { centreSuite } from "./afresh";

const PEOPLE = 60;
const DECLARED = `
  const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
  const people = Array.from({ length: ${PEOPLE} }, (_, i) => ({
    mail: "p" + i + "@example.com", name: "P" + i, staffNumber: String(1000 + i), skills: ["sales"],
  }));
  new tccc.Roster("team", { people, skillGroups: { sales: sales.skillGroupId } }, { protect: false });
`;

centreSuite("the CLI killed alone, its plugin left behind", { simulator: { rate: 20 } }, (get) => {
  it("ends the plugin too, which makes no further call; the next up does the rest", async () => {
    const centre = get();
    const { project, sim } = centre;
    await centre.declare(DECLARED);
    const hold = sim.pauseAt(5, { action: "BindStaffSkillGroupList", when: "after" });
    const run = project.spawnUp();
    await Promise.race([hold.arrived, run.result.then(({ all }) => assert.fail(`it ended too soon:\n${all}`))]);
    await run.kill();
    await run.orphansEnded(20_000);
    const sent = sim.calls.length;
    hold.release();
    await project.cancel();
    assert.equal(sim.calls.length, sent);
    assert.ok(centre.callsOf("BindStaffSkillGroupList").length < PEOPLE, "it was killed in the middle");

    await centre.up();
    assert.equal(centre.live.staff.size, PEOPLE);
    for (const { mail } of centre.live.staff.values()) assert.deepEqual(centre.skillsOf(mail), { Sales: 3 });
    await centre.expectQuiet();
  });
});
