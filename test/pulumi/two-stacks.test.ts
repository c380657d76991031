import assert from "node:assert/strict";
import { startSimulator } from "../../provider/simulator";
import { APP, Centre, program } from "./centre";
import { engineSuite, newProject } from "./harness";

/** Of each stack; together twice what the service takes in two seconds. */
const PEOPLE = 40;

const team = (stack: string): string => `
const sales = new tccc.SkillGroup("sales", { name: "Sales ${stack}", type: "phone" });
const people = Array.from({ length: ${PEOPLE} }, (_, i) => (
  { mail: "${stack}" + i + "@example.com", name: "P" + i, staffNumber: "${stack}" + i, skills: { sales: 1 } }));
new tccc.Roster("team", { people, skillGroups: { sales: sales.skillGroupId } });
const group = new tccc.SkillGroup("support", { name: "Support ${stack}", type: "phone" });
for (let i = 0; i < 20; i++) {
  const staff = new tccc.Staff("${stack}s" + i, { mail: "${stack}s" + i + "@example.com", name: "S" + i, staffNumber: "9${stack}" + i });
  new tccc.StaffSkillBinding("${stack}s" + i, { staff, skillGroups: [{ skillGroupId: group.skillGroupId, priority: 2 }] });
}
`;

engineSuite("two stacks at work on one account", () => {
  it("each do all of theirs and see nothing of the service's limit of calls, which they meet", async () => {
    const sim = await startSimulator({ rate: 20 });
    const project = (stack: string) => newProject({ program: program(team(stack)), env: sim.env });
    const centres = await Promise.all(["1", "2"].map(async (stack) => new Centre(sim, await project(stack))));
    try {
      const ended = await Promise.all(centres.map((centre) => centre.project.up({ parallel: 16 })));
      assert.ok(sim.throttled > 0, "they never met the limit, so that this shows nothing");
      for (const { all } of ended) assert.doesNotMatch(all, /RequestLimitExceeded|limit|warning:|retry/i);
      const { staff, skillGroups } = sim.data.instance(APP);
      assert.equal(staff.size, 2 * (PEOPLE + 20));
      assert.equal(skillGroups.size, 4);
      for (const { mail, skillGroups: held } of staff.values()) {
        const names = held.map(({ skillGroupId }) => skillGroups.get(skillGroupId)!.name);
        assert.deepEqual(names, [`${/^\ds/.test(mail) ? "Support" : "Sales"} ${mail[0]}`], mail);
      }
    } finally {
      await Promise.all(centres.map((centre) => centre.project.close()));
      await sim.close();
    }
  });
});
