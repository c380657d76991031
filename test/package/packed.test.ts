import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeBlocks, documentText, resourceNames } from "../docs/support";
import { repository } from "../pulumi/harness";
import { newStranger, type Stranger } from "./stranger";

describe("the packed package", function () {
  this.timeout(120_000);
  this.slow(20_000);
  let stranger: Stranger;
  before(async () => {
    stranger = await newStranger();
  });
  after(() => stranger?.remove());

  it("holds what was built and what belongs to a package, and nothing else", () => {
    const others = stranger.files.filter((file) => !file.startsWith("dist/"));
    assert.deepEqual(others.sort(), ["CHANGELOG.md", "LICENSE", "README.md", "package.json", "schema/roster.json"]);
    const kinds = stranger.files.filter((file) => file.startsWith("dist/") && !/\.(js|d\.ts|json)$/.test(file));
    assert.deepEqual(kinds, []);
    assert.doesNotMatch(stranger.files.join("\n"), /test|spec|\.map$/);
  });

  it("holds nothing whose source is gone", () => {
    for (const file of stranger.files.filter((name) => name.startsWith("dist/"))) {
      const source = file.replace(/^dist/, "provider").replace(/(\.d\.ts|\.js)$/, ".ts");
      assert.ok(existsSync(join(repository, source)), `${file} has no ${source}`);
    }
  });

  it("names no place of the machine that built it", () => {
    for (const file of stranger.files) {
      const text = readFileSync(join(stranger.folder, "node_modules/pulumi-tccc", file), "utf8");
      assert.ok(!text.includes(repository), `${file} names ${repository}`);
    }
  });

  it("can be required and imported by every name of its exports, with the declared dependencies alone", async () => {
    const names = Object.keys(stranger.manifest.exports).map((name) => join("pulumi-tccc", name));
    const code = names.filter((name) => !name.endsWith(".json"));
    assert.deepEqual(code, ["pulumi-tccc", "pulumi-tccc/handler", "pulumi-tccc/simulator"]);
    for (const name of names) await stranger.node("-e", `require(${JSON.stringify(name)})`);
    for (const name of code) {
      const members = `Object.keys(await import(${JSON.stringify(name)})).filter((key) => /^[A-Za-z]/.test(key))`;
      const shown = await stranger.node("--input-type=module", "-e", `console.log((${members}).join(" "))`);
      assert.ok(shown.trim().split(" ").length > 2, `import of ${name} gives only ${shown}`);
    }
    await stranger.node("--input-type=module", "-e", 'import { Staff } from "pulumi-tccc"; new Set([Staff]);');
  });

  it("offers no other path", async () => {
    const deep = 'try { require("pulumi-tccc/dist/index.js") } catch (error) { console.log(error.code) }';
    assert.equal((await stranger.node("-e", deep)).trim(), "ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("finds the verbs of every resource by the text that states keep", async () => {
    const resources = resourceNames().filter((name) => name !== "Provider"); // which has no verbs
    stranger.write("texts.cjs", READ_TEXTS);
    const texts = JSON.parse(await stranger.node("texts.cjs", ...resources)) as Record<string, string>;
    assert.deepEqual(Object.keys(texts).sort(), resources.sort());
    for (const [name, text] of Object.entries(texts)) {
      assert.equal(text, `exports.handler=()=>require("pulumi-tccc/handler").${name}`);
      assert.ok(Buffer.byteLength(text) <= 80, `${text} has more than 80 bytes`);
      const run = `${text};const verbs=exports.handler();console.log(Object.keys(verbs).sort().join(" "))`;
      const verbs = (await stranger.node("-e", run)).trim();
      assert.equal(verbs, "check configure create delete diff read update");
    }
  });

  it("has a command line that explains itself", async () => {
    const main = join(stranger.folder, "node_modules/pulumi-tccc", stranger.manifest.bin.tccc!);
    assert.match(readFileSync(main, "utf8"), /^#!\/usr\/bin\/env node\n/);
    assert.match(await stranger.node(main, "--help"), /Usage: tccc[\s\S]*simulate/);
    assert.match(await stranger.node(main, "simulate", "--help"), /Examples:[\s\S]*tccc simulate --port/);
    const { version } = JSON.parse(documentText("package.json"));
    assert.equal((await stranger.node(main, "--version")).trim(), version);
  });

  it("runs the example of its simulator in docs/testing.md", async () => {
    const example = codeBlocks(documentText("docs/testing.md"), "ts").find(({ text }) => text.includes("import"));
    stranger.write("example.mjs", example!.text);
    assert.equal(await stranger.node("example.mjs"), "0 0\n");
  });
});

/** Makes each resource under Pulumi's mocks and prints the text that would go into the state. */
const READ_TEXTS = `
const pulumi = require("@pulumi/pulumi");
const tccc = require("pulumi-tccc");
const texts = {};
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    texts[type.replace("pulumi-nodejs:dynamic/tccc:", "")] = inputs.__provider;
    return { id: "1400000000/1", state: inputs };
  },
  call: () => ({}),
}).then(async () => {
  for (const name of process.argv.slice(2)) await new Promise((done) => new tccc[name](name, {}).id.apply(done));
  console.log(JSON.stringify(texts));
});
`;
