/**
 * Makes docs/coverage.md: where a user reaches each field of the service's data types. It is measured, with the code in
 * test/coverage.
 *
 *     node tools/coverage.mjs           writes the file
 *     node tools/coverage.mjs --check   exits 1 when the file is not what would be written
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, "docs/coverage.md");
const require = createRequire(import.meta.url);

process.env.TS_NODE_PROJECT = path.join(root, "tsconfig.json");
require("ts-node/register/transpile-only");
const { measure } = require("../test/coverage/coverage.ts");
const { documentOf } = require("../test/coverage/document.ts");

const text = documentOf(await measure());
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== text) {
    console.error("docs/coverage.md is out of date: run node tools/coverage.mjs");
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
  console.error(`wrote ${path.relative(root, target)}`);
}
