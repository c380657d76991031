// Asks the registry whether a dependency of the package has a known hole, and fails on a high or critical one. A
// registry that cannot be asked (a mirror without that service, no network) is said so: it is no failure of the package.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { verdict } from "./lib/audit.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { stdout, stderr } = spawnSync("npm", ["audit", "--omit=dev", "--audit-level=high", "--json"], {
  cwd: root,
  encoding: "utf8",
  timeout: 120_000,
});
const { failed, text } = verdict(stdout ?? "", stderr ?? "");
process.stdout.write(`audit: ${text}\n`);
process.exitCode = failed ? 1 : 0;
