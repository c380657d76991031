import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The launcher's version in package.json is the one place that names the CLI's version. */
export const PINNED = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies.pulumi;

/** The oldest CLI the provider is used with. */
export const OLDEST = "3.254.0";

/** Where the official launcher looks, and where it installs. */
export function versionFolder(env) {
  return join(env.PULUMI_HOME || join(env.HOME || homedir(), ".pulumi"), "versions", PINNED);
}
