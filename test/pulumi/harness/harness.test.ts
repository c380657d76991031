import assert from "node:assert/strict";
import { existsSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { engineSuite, newProject, type Project } from ".";

/** A cloud of one file; a create takes as long as the file "slow" exists. */
const THING = `
const fs = require("node:fs");
const save = (inputs) => fs.writeFileSync("cloud.json", JSON.stringify({ size: inputs.size }));
exports.Thing = () => ({
  async check(olds, news) { return { inputs: news, failures: [] }; },
  async diff() { return { replaces: [] }; },
  async create(inputs) {
    fs.appendFileSync("calls", "create\\n");
    while (fs.existsSync("slow")) await new Promise((resolve) => setTimeout(resolve, 20));
    save(inputs);
    return { id: "thing", outs: inputs };
  },
  async read(id, props) {
    if (!fs.existsSync("cloud.json")) return { id: "", props: {} };
    const live = { ...props, ...JSON.parse(fs.readFileSync("cloud.json", "utf8")) };
    return { id, props: live, inputs: live };
  },
  async update(id, olds, news) { save(news); return { outs: news }; },
  async delete() { fs.unlinkSync("cloud.json"); },
});
`;

const program = (size: string) => `
const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.CustomResource {
  constructor(name, args) {
    const __provider = 'exports.handler=()=>require("./thing.js").Thing()';
    super("pulumi-nodejs:dynamic/harness:Thing", name, { ...args, __provider });
  }
}
const thing = new Thing("thing", { size: ${size} });
exports.size = thing.size;
`;

engineSuite("the harness for the real engine", () => {
  let project: Project;
  const file = (name: string) => join(project.folder, name);
  const cloud = () => JSON.parse(readFileSync(file("cloud.json"), "utf8"));
  const start = async (size: string, config = {}) => {
    project = await newProject({ program: program(size), files: { "thing.js": THING }, config });
  };
  afterEach(() => project?.close());

  it("drives a whole life: up, no change, drift, repair, update, destroy", async () => {
    await start('"small"');
    await project.up();
    assert.deepEqual(cloud(), { size: "small" });
    await project.expectNoChanges();

    writeFileSync(file("cloud.json"), '{"size":"by hand"}');
    assert.match((await project.expectDrift()).all, /size/);
    await project.up({ refresh: true });
    assert.deepEqual(cloud(), { size: "small" });

    await project.setProgram(program('"large"'));
    const change = (await project.previewJson()).steps.find((step) => step.urn.endsWith("::thing"));
    assert.equal(change?.op, "update");
    assert.deepEqual(change?.detailedDiff, { size: { kind: "update", inputDiff: true } });
    await project.up({ preview: true });
    assert.deepEqual(await project.outputs(), { size: "large" });

    await project.destroy();
    assert.equal(existsSync(file("cloud.json")), false);
    assert.deepEqual(await project.resources(), []);
  });

  it("keeps a secret out of the state unless it is asked for", async () => {
    await start('new pulumi.Config().requireSecret("size")', { size: { secret: "hunter2" } });
    await project.up();
    assert.doesNotMatch(project.stateText(), /hunter2/);
    assert.match(JSON.stringify(await project.exportState({ showSecrets: true })), /hunter2/);
  });

  it("fails with the CLI's output, and accepts a failure that is expected", async () => {
    await start("(() => { throw new Error('no such size') })()");
    await assert.rejects(project.up(), /pulumi up .* failed with exit code \d+:[\s\S]*no such size/);
    assert.match((await project.up({ expectFail: true })).all, /no such size/);
  });

  it("kills the CLI with everything it started in the middle of a create", async () => {
    await start('"small"');
    writeFileSync(file("slow"), "");
    const up = project.spawnUp();
    await waitFor(() => existsSync(file("calls")));
    const { code } = await up.killAll();
    assert.equal(code, -1);
    assert.equal((await project.exportState()).deployment.pending_operations?.[0]?.type, "creating");

    assert.match((await project.up({ expectFail: true })).all, /locked/);
  });

  it("lets the plugin finish its call when only the CLI is killed, and goes on after cancel", async () => {
    await start('"small"');
    writeFileSync(file("slow"), "");
    const up = project.spawnUp();
    await waitFor(() => existsSync(file("calls")));
    await up.kill();
    await project.cancel();
    unlinkSync(file("slow"));
    await waitFor(() => existsSync(file("cloud.json")));
    await project.up();
    await project.expectNoChanges();
    assert.equal((await project.resources()).length, 1);
  });
});

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
