// Finds the Pulumi CLI, or makes one: `node tools/pulumi-cli/index.mjs [--look] [--json]`; with --look it only looks.
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, HELPERS, placeHelpers } from "./build.mjs";
import { download } from "./download.mjs";
import { installed, onPath } from "./look.mjs";
import { OLDEST, PINNED, versionFolder } from "./pinned.mjs";

/**
 * → `{ bin, version, source }` or `{ missing: message }`. Without `install` it only looks; with it, it downloads or
 * builds. `say` gets one line for every step that takes long.
 */
export async function findCli({ install = false, env = process.env, say = () => {} } = {}) {
  const found = (await onPath(env)) ?? (await installed(env));
  if (found && install) await renewHelpers(dirname(found.bin), env);
  if (found) return found;
  if (!install) return { missing: howToInstall(env, []) };
  const reasons = [];
  for (const [name, make] of Object.entries({ "Official download": download, "Build from source": build })) {
    const made = await make(env, say);
    if (made.bin) return made;
    reasons.push(`${name}: ${made.missing}.`);
  }
  return { missing: howToInstall(env, reasons) };
}

/** Our own language host, when an older checkout has placed it, is replaced by this one's. */
async function renewHelpers(bin, env) {
  const edition = (folder) => Number(readFileSync(join(folder, "edition"), "utf8"));
  const ours = bin === join(versionFolder(env), "bin") && existsSync(join(bin, "edition"));
  if (ours && edition(bin) < edition(HELPERS)) await placeHelpers(bin);
}

function howToInstall(env, reasons) {
  return [
    `No Pulumi CLI: none of ${OLDEST} or newer on PATH, none in ${versionFolder(env)}.`,
    ...reasons,
    `Install it with: curl -fsSL https://get.pulumi.com | sh -s -- --version ${PINNED}`,
    "See https://www.pulumi.com/docs/install/ for other ways.",
  ].join("\n");
}

async function main(flags) {
  const say = (line) => console.error(line);
  const cli = await findCli({ install: !flags.includes("--look"), say });
  if (flags.includes("--json")) console.log(JSON.stringify(cli));
  else if (cli.bin) console.log(`Pulumi CLI ${cli.version}: ${cli.bin}`);
  else console.error(cli.missing);
  process.exitCode = cli.bin ? 0 : 1;
}

const started = process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (started) await main(process.argv.slice(2));
