/**
 * Makes provider/simulator/request-schemas.json: the vendor SDK's own request types as JSON schemas, for the simulator.
 *
 *     node tools/request-schemas.mjs           writes the file
 *     node tools/request-schemas.mjs --check   exits 1 when the file is not what would be written
 *
 * Run it after a new version of the SDK, or when an action is added to provider/simulator/actions.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, "provider/simulator/request-schemas.json");
const models = createRequire(import.meta.url)
  .resolve("tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models")
  .replace(/\.js$/, ".d.ts");

/** The content of the file: every action the SDK knows, and the request types of those that are simulated. */
export function requestSchemas() {
  const known = [...readFileSync(models, "utf8").matchAll(/^export interface (\w+)Request \{/gm)]
    .map((m) => m[1])
    .sort();
  const simulated = readdirSync(path.join(root, "provider/simulator/actions"))
    .map((file) => path.basename(file, ".ts"))
    .filter((name) => known.includes(name))
    .sort();
  const generator = createGenerator({ path: models, skipTypeCheck: true, jsDoc: "none", additionalProperties: false });
  const definitions = {};
  for (const action of simulated) Object.assign(definitions, generator.createSchema(`${action}Request`).definitions);
  const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { actions: known, definitions: integers(sorted) };
}

/** The contract has no fractional number; the SDK types integers as `number`, and those in arrays as `number | bigint`. */
function integers(value) {
  if (Array.isArray(value)) return value.map(integers);
  if (value === null || typeof value !== "object") return value;
  if (value.type === "number" || (Array.isArray(value.type) && value.type.includes("number")))
    return { type: "integer" };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, integers(member)]));
}

/** The file as Biome formats it, so that the linter has nothing to say about it. */
export function asText(schemas) {
  const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "format", `--stdin-file-path=${target}`];
  return execFileSync(process.execPath, args, { cwd: root, input: JSON.stringify(schemas), encoding: "utf8" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = asText(requestSchemas());
  if (process.argv.includes("--check")) {
    if (readFileSync(target, "utf8") !== text) {
      console.error("provider/simulator/request-schemas.json is out of date: run node tools/request-schemas.mjs");
      process.exitCode = 1;
    }
  } else {
    writeFileSync(target, text);
    console.error(`wrote ${path.relative(root, target)}`);
  }
}
