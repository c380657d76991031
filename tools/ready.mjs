// Makes a fresh clone ready for `npm test` and `npm run demo`; does nothing where nothing is to be done.
// Runs on Node 20 with nothing installed: it may import nothing but Node's own modules and tools/.
import { chmodSync, existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildReady, sourceHash, stampBuild } from "./lib/built.mjs";
import { command, lastLines } from "./lib/command.mjs";
import { dependenciesReady } from "./lib/installed.mjs";
import { withLock } from "./lib/lock.mjs";
import { findCli } from "./pulumi-cli/index.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const say = (line) => console.error(`ready: ${line}`);

class StepFailed extends Error {}

async function step(name, file, args) {
  const ran = await command(file, args, { cwd: root });
  if (ran.ok) return;
  const output = ran.out.replace(/^npm error Clean install a project\n[\s\S]*/m, ""); // npm adds a page of usage
  throw new StepFailed(`${name} failed; its last lines:\n${lastLines(output)}`);
}

async function dependencies() {
  if (dependenciesReady(root)) return;
  say("installing dependencies (npm ci), takes about a minute…");
  await step("npm ci", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}

async function build() {
  if (!buildReady(root)) {
    say("building dist, takes about 10 seconds…");
    const hash = sourceHash(root);
    const [fresh, old] = ["dist.new", "dist.old"].map((name) => join(root, ".tools", name));
    const place = join(root, "dist");
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    await step("the build", process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", fresh]);
    // Into a new folder and then swapped: no file of a deleted source stays, and nobody meets half a build.
    if (existsSync(place)) renameSync(place, old);
    renameSync(fresh, place);
    rmSync(old, { recursive: true, force: true });
    stampBuild(root, hash);
  }
  const main = join(root, "dist/cli/main.js");
  if (existsSync(main)) chmodSync(main, 0o755); // the compiler does not keep it executable
}

async function pulumi() {
  const cli = await findCli({ install: true, say });
  if (cli.missing) say(cli.missing); // no failure here: what does not need the engine can still run
}

const waiting = () => say("waiting for another process that prepares this checkout…");
try {
  await withLock(
    join(root, ".tools/ready.lock"),
    async () => {
      await dependencies();
      await build();
    },
    waiting,
  );
  await pulumi();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  say(error.message);
  process.exitCode = 1;
}
