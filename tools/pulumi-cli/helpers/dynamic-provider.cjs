// Runs the dynamic provider of the @pulumi/pulumi that the program itself uses: one copy for program and provider.
"use strict";

const { createRequire } = require("node:module");
const path = require("node:path");

const fromProgram = createRequire(path.join(process.cwd(), "index.js"));
let script;
try {
  script = fromProgram.resolve("@pulumi/pulumi/cmd/dynamic-provider");
} catch {
  console.error(`@pulumi/pulumi is not installed in ${process.cwd()}: run npm install there, then try again`);
  process.exit(1);
}
require(script);
