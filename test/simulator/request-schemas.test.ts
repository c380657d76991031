import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { actions } from "../../provider/simulator/actions";
import { knownActions } from "../../provider/simulator/shape";

const root = path.resolve(__dirname, "../..");

describe("simulator: request schemas", () => {
  it("are what the vendor's typings give now", () => {
    const check = spawnSync(process.execPath, [path.join(root, "tools/request-schemas.mjs"), "--check"]);
    assert.equal(check.status, 0, String(check.stderr));
  });

  it("name only actions of the service, one file each, all registered", () => {
    const files = readdirSync(path.join(root, "provider/simulator/actions"))
      .map((file) => path.basename(file, ".ts"))
      .filter((name) => name !== "index");
    assert.deepEqual(Object.keys(actions).sort(), files.sort());
    for (const name of files) assert.ok(knownActions.has(name), name);
  });

  it("are the only import from outside, with the vendor's SDK as types", () => {
    const folder = path.join(root, "provider/simulator");
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts")) continue;
      const text = readFileSync(path.join(folder, file), "utf8");
      assert.ok(!/from "(\.\.\/\.\.|@pulumi)/.test(text), `${file} imports from outside provider/simulator`);
      assert.ok(!/^import (?!type).*tencentcloud/m.test(text), `${file} imports code of the SDK`);
    }
  });
});
