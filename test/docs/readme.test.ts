import assert from "node:assert/strict";
import { addSkillGroup, type Data, type Simulator, startSimulator } from "../../provider/simulator";
import { engineSuite, newProject, type Project } from "../pulumi/harness";
import { codeBlocks, documentText } from "./support";

const programs = codeBlocks(documentText("README.md"), "ts").map((block) => block.text);
/** The sheet that a program there reads. */
const sheet = codeBlocks(documentText("README.md"), "csv")[0]!.text;
const tsconfig = JSON.stringify({
  compilerOptions: { strict: true, target: "es2024", module: "nodenext", moduleResolution: "nodenext", types: [] },
});

engineSuite("the programs of README.md", () => {
  let sim: Simulator;
  let project: Project;
  const run = async (program: string, seed: (data: Data) => void = () => undefined) => {
    sim = await startSimulator({ rate: 0, seed });
    const env = { ...sim.env, TCCC_TIME_SCALE: "0.01" };
    project = await newProject({
      program,
      typescript: true,
      files: { "tsconfig.json": tsconfig, "roster.csv": sheet },
      env,
    });
  };
  afterEach(async () => {
    await project?.close();
    await sim?.close();
  });

  it("the first program makes a group, an account with a mailed password, and her place in the group", async () => {
    await run(programs[0]!);
    await project.preview();
    assert.deepEqual([...sim.data.instance(1400000000).staff.keys()], [], "a preview made somebody");

    await project.up();
    const { staff, skillGroups } = sim.data.instance(1400000000);
    const [sales] = skillGroups.values();
    const lei = staff.get("lei@example.com");
    assert.equal(sales?.name, "Sales");
    assert.equal(lei?.name, "Lei");
    assert.equal(lei?.passwordMails, 1);
    assert.deepEqual(lei?.skillGroups, [{ skillGroupId: sales?.skillGroupId, priority: 1 }]);
    await project.expectNoChanges();
  });

  for (const [index, program] of programs.entries()) {
    if (index === 0) continue;
    it(`program ${index + 1} comes up, and a second time changes nothing`, async () => {
      // The group that they look up, as a centre has it.
      await run(program, (data) => addSkillGroup(data.instance(1400000000), { skillGroupId: 77, name: "Sales" }));
      await project.preview();
      await project.up();
      await project.expectNoChanges();
    });
  }
});
