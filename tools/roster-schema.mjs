/**
 * Makes schema/roster.json: the JSON schema of a sheet of people in YAML or JSON, for editors.
 *
 *     node tools/roster-schema.mjs           writes the file
 *     node tools/roster-schema.mjs --check   exits 1 when the file is not what would be written
 *
 * Run it after a change of provider/roster/sheet/person.ts or provider/roster/rules.ts.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, "schema/roster.json");
const require = createRequire(import.meta.url);

require("ts-node/register/transpile-only");
const { rosterSchema } = require("../provider/roster/sheet/person.ts");

const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
const text = execFileSync(process.execPath, [biome, "format", `--stdin-file-path=${target}`], {
  cwd: root,
  input: JSON.stringify(rosterSchema()),
  encoding: "utf8",
});
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== text) {
    console.error("schema/roster.json is out of date: run node tools/roster-schema.mjs");
    process.exitCode = 1;
  }
} else {
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}
