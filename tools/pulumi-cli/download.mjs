import { existsSync } from "node:fs";
import { join } from "node:path";
import { command } from "../lib/command.mjs";
import { installed } from "./look.mjs";
import { PINNED, root } from "./pinned.mjs";

const INSTALLER = "https://get.pulumi.com/install.sh"; // what the launcher fetches first
const REACHABLE = 10_000;
const DOWNLOAD = 600_000;

/** The official launcher from npm: → the CLI, or `{ missing: why }`. */
export async function download(env, say) {
  const launcher = join(root, "node_modules/pulumi/run.js");
  if (!existsSync(launcher)) return { missing: "the launcher package is not installed (npm ci)" };
  // The launcher has no time limit, and a blocked network may leave it waiting: ask first, with one. Node's fetch
  // looks at HTTPS_PROXY only when told to.
  const child = { ...env, PULUMI_VERSION: PINNED, ...(env.NODE_USE_ENV_PROXY ? {} : { NODE_USE_ENV_PROXY: "1" }) };
  const ask = `fetch("${INSTALLER}", { method: "HEAD" }).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`;
  const reached = await command(process.execPath, ["-e", ask], { env: child, timeout: REACHABLE });
  if (!reached.ok) return { missing: "get.pulumi.com is not reachable" };
  say(`downloading the Pulumi CLI ${PINNED}, about 150 MB, takes a minute or two…`);
  const ran = await command(process.execPath, [launcher, "version"], { env: child, timeout: DOWNLOAD });
  const cli = await installed(env);
  if (cli) return { ...cli, source: "download" };
  return {
    missing: `the download failed: ${ran.timedOut ? "no end after 10 minutes" : ran.out.trim().split("\n").at(-1)}`,
  };
}
