import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { repository, temporaryFolder, tool, write } from "./support";

describe("tools: counting tests", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("counts over all files of a parallel run", async function () {
    this.timeout(60_000);
    const { command } = await tool("lib/command.mjs");
    write(join(folder, "a.test.js"), 'it("passes", () => {}); it.skip("waits", () => {});');
    write(join(folder, "b.test.js"), 'it("passes", () => {}); it("fails", () => { throw new Error("no"); });');
    const counts = join(folder, "counts");
    const { FORCE_COLOR: _, MOCHA_OPTIONS: __, ...env } = process.env;
    const ran = await command(
      process.execPath,
      [
        join(repository, "node_modules/mocha/bin/mocha.js"),
        ...["--no-config", "--parallel", "--jobs", "2"],
        ...["--reporter", join(repository, "tools/lib/reporter.cjs"), join(folder, "*.test.js")],
      ],
      { cwd: repository, env: { ...env, TEST_COUNTS: counts } },
    );
    assert.equal(ran.ok, false);
    assert.match(ran.out, /2 passing/);
    assert.equal(readFileSync(counts, "utf8"), "2 passed, 1 failed, 1 skipped\n");
  });
});
