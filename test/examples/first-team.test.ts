import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type Instance, type Simulator, startSimulator } from "../../provider/simulator";
import { engineSuite, newProject, type Project, repository } from "../pulumi/harness";

const example = join(repository, "examples/first-team");
const read = (name: string) => readFileSync(join(example, name), "utf8");

engineSuite("examples/first-team", () => {
  let sim: Simulator;
  let project: Project;
  let centre: Instance;
  let shown: string;
  before(async () => {
    sim = await startSimulator();
    centre = sim.data.instance(1400000000);
    const env = { ...sim.env, TCCC_TIME_SCALE: "0.01" };
    const files = { "tsconfig.json": read("tsconfig.json") };
    project = await newProject({ program: read("index.ts"), typescript: true, files, env });
  });
  after(async () => {
    await project?.close();
    await sim?.close();
  });

  it("comes up as its program says", async () => {
    shown = (await project.up({ preview: true })).all;
    const groups = new Map([...centre.skillGroups.values()].map((group) => [group.skillGroupId, group.name]));
    assert.deepEqual([...groups.values()].sort(), ["Sales", "Support"]);
    const skills = [...centre.staff.values()].map(({ name, skillGroups }) => {
      return [name, skillGroups.map((one) => `${groups.get(one.skillGroupId)} ${one.priority}`).sort()] as const;
    });
    assert.deepEqual(Object.fromEntries(skills), {
      Lei: ["Sales 1"],
      Mei: ["Sales 3"],
      Fang: ["Sales 4", "Support 2"],
      Min: ["Support 3"],
      Jie: [],
    });
    const desk = centre.extensions.get("8001");
    assert.equal(desk?.staff, "lei@example.com");
    assert.deepEqual(
      desk?.skillGroupIds,
      [...groups].filter(([, name]) => name === "Sales").map(([id]) => id),
    );
  });

  it("has a callout task that waits, and nobody is called", () => {
    const [task, ...others] = centre.calloutTasks.values();
    assert.deepEqual(others, []);
    assert.equal(task?.state, 0);
    assert.ok(task.notBefore * 1000 > Date.now() + 365 * 86_400_000, "it starts within a year");
  });

  it("finds nothing to change afterwards, and writes nothing", async () => {
    sim.calls.length = 0;
    await project.expectNoChanges();
    assert.deepEqual(
      sim.calls.map((call) => call.action).filter((action) => !action.startsWith("Describe")),
      [],
    );
  });

  it("gives the phone's password as a secret", async () => {
    const password = centre.extensions.get("8001")!.password;
    assert.equal((await project.outputs()).sipPassword, password);
    assert.ok(!project.stateText().includes(password), "the password lies in plain text in the state");
    assert.ok(!shown.includes(password), "the password was shown by `up`");
  });

  it("goes without a trace, but for the stopped task", async () => {
    await project.destroy();
    assert.equal(centre.staff.size + centre.skillGroups.size + centre.extensions.size, 0);
    assert.deepEqual(
      [...centre.calloutTasks.values()].map((task) => task.state),
      [4],
    );
    assert.deepEqual(await project.resources(), []);
  });
});

describe("the type check of the examples", function () {
  this.timeout(60_000);
  this.slow(20_000);

  it("finds no fault in examples/first-team", () => {
    const { config } = ts.readConfigFile(join(example, "tsconfig.json"), ts.sys.readFile);
    const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, example);
    const found = [...errors, ...ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options))];
    assert.deepEqual(
      found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n")),
      [],
    );
    assert.equal(fileNames.length, 1);
  });
});
