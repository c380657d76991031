import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository, tool } from "./support";

describe("tools: versions", () => {
  it("reads the three numbers, whatever stands around them", async () => {
    const { parseVersion } = await tool("lib/version.mjs");
    assert.deepEqual(parseVersion("v3.259.0\n"), [3, 259, 0]);
    assert.deepEqual(parseVersion("go1.26.8"), [1, 26, 8]);
    assert.deepEqual(parseVersion("go1.27"), [1, 27, 0]);
    assert.equal(parseVersion("devel"), undefined);
  });

  it("compares by number, and takes nothing unreadable", async () => {
    const { atLeast } = await tool("lib/version.mjs");
    for (const version of ["3.254.0", "v3.254.1", "3.1000.0", "4.0.0"]) assert.ok(atLeast(version, "3.254.0"), version);
    for (const version of ["3.253.9", "2.999.0", "3.99.0", "", undefined]) {
      assert.equal(atLeast(version, "3.254.0"), false, version);
    }
  });

  it("names one version of the CLI: that of the launcher and of the build from source", async () => {
    const { PINNED } = await tool("pulumi-cli/pinned.mjs");
    const module = readFileSync(join(repository, "tools/pulumi-cli/build/go.mod"), "utf8");
    assert.match(PINNED, /^\d+\.\d+\.\d+$/);
    assert.ok(module.includes(`\tgithub.com/pulumi/pulumi/pkg/v3 v${PINNED}`));
  });
});
