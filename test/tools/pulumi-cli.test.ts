import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fakeCommand, temporaryFolder, tool, write } from "./support";

describe("tools: looking for the Pulumi CLI", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const env = (...places: string[]) => ({
    PATH: [...places.map((place) => join(folder, place)), "/usr/bin", "/bin"].join(delimiter),
    PULUMI_HOME: join(folder, "home"),
  });
  const cli = (place: string, version: string) => fakeCommand(join(folder, place, "pulumi"), version);
  const helper = (place: string, name = "pulumi-language-nodejs") => fakeCommand(join(folder, place, name), "1");
  const find = async (where: object) => (await tool("pulumi-cli/index.mjs")).findCli({ env: where });
  const pinned = async () => {
    const { PINNED } = await tool("pulumi-cli/pinned.mjs");
    return { version: PINNED as string, place: `home/versions/${PINNED}/bin` };
  };

  it("takes one on PATH first", async () => {
    const bin = cli("a", "v3.300.1");
    helper("a");
    const { version, place } = await pinned();
    cli(place, `v${version}`);
    assert.deepEqual(await find(env("a")), { bin, version: "3.300.1", source: "PATH" });
  });

  it("accepts a language host that is elsewhere on PATH, or beside the target of a link", async () => {
    cli("a", "v3.254.0");
    helper("b");
    assert.equal((await find(env("a", "b"))).source, "PATH");
    mkdirSync(join(folder, "links"));
    symlinkSync(cli("real", "v3.254.0"), join(folder, "links/pulumi"));
    helper("real");
    assert.equal((await find(env("links"))).source, "PATH");
  });

  it("passes over what is too old, has no language host, does not run, or is npm's launcher", async () => {
    cli("old", "v3.253.0");
    helper("old");
    cli("alone", "v3.300.0");
    write(join(folder, "broken/pulumi"), "no program");
    cli("node_modules/.bin", "v3.300.0");
    helper("node_modules/.bin");
    assert.equal((await find(env("alone"))).bin, undefined);
    const good = cli("good", "v3.260.0");
    helper("good");
    assert.equal((await find(env("node_modules/.bin", "old", "broken", "good"))).bin, good);
  });

  it("then takes the pinned version where the launcher keeps it, when it is complete and of that version", async () => {
    const { version, place } = await pinned();
    const bin = cli(place, `v${version}`);
    helper(place);
    assert.equal((await find(env())).bin, undefined);
    helper(place, "pulumi-resource-pulumi-nodejs");
    assert.deepEqual(await find(env()), { bin, version, source: "installed" });
    cli(place, "v3.1.0");
    assert.equal((await find(env())).bin, undefined);
  });

  it("says how to install it when there is none", async () => {
    const { missing } = await find(env());
    assert.match(missing, /curl -fsSL https:\/\/get\.pulumi\.com \| sh/);
    assert.match(missing, /https:\/\/www\.pulumi\.com\/docs\/install\//);
  });
});
