import assert from "node:assert/strict";
import { addSkillGroup } from "../../provider/simulator";
import { centreSuite } from "./afresh";
import { APP, type Centre } from "./centre";

const NUMBER = "008675500000001";

/** Looks up a group by its name and a number by its digits, and binds them. */
const bound = (name: string) => `
  const group = tccc.getSkillGroupOutput({ name: ${name} });
  const line = tccc.getNumberOutput({ number: "0755 0000 0001" });
  new tccc.NumberCallOutBinding("line", { number: line.number, skillGroupIds: [group.skillGroupId] });
  exports.team = tccc.listStaffOutput({}).apply((staff) => staff.map(({ mail }) => mail));
`;

const groupsOfLine = ({ live }: Centre): string[] =>
  live.numbers.get(NUMBER)!.callOutSkillGroupIds.map((id) => live.skillGroups.get(id)!.name);

centreSuite("lookups in a program", {}, (get) => {
  it("find a group by its name and a number by its digits, in preview and in up", async () => {
    const centre = get();
    addSkillGroup(centre.live, { skillGroupId: 77, name: "Sales" });
    await centre.project.setProgram(program(bound('"Sales"')));
    const { steps } = await centre.project.previewJson();
    const planned = steps.find(({ urn }) => urn.endsWith("::line"))!.newState!.inputs!;
    assert.deepEqual([planned.number, planned.skillGroupIds], [NUMBER, [77]]);

    await centre.project.up();
    assert.deepEqual(groupsOfLine(centre), ["Sales"]);
    assert.deepEqual((await centre.project.outputs()).team, []);
    await centre.expectQuiet();
  });

  it("of what the same program is about to make are unknown in preview, and found in up", async () => {
    const centre = get();
    const made = `const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });`;
    await centre.project.setProgram(program(`${made}${bound("sales.name")}`));
    await centre.project.preview();
    await centre.project.up();
    assert.deepEqual(groupsOfLine(centre), ["Sales"]);
  });

  it("of what is not there say so, and what to do", async () => {
    const centre = get();
    await centre.project.setProgram(program(bound('"Nobody"')));
    const result = await centre.project.up({ expectFail: true });
    assert.match(result.all, new RegExp(`Skill group "Nobody" is not in instance ${APP}; look at what is there`));
    assert.doesNotMatch(result.all, /dist\/lookups/);
  });
});

function program(body: string): string {
  return `const tccc = require("pulumi-tccc");\n${body}`;
}
