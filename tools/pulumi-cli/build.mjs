import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { command, lastLines } from "../lib/command.mjs";
import { withLock } from "../lib/lock.mjs";
import { atLeast, parseVersion } from "../lib/version.mjs";
import { installed } from "./look.mjs";
import { PINNED, versionFolder } from "./pinned.mjs";

export const HELPERS = fileURLToPath(new URL("helpers", import.meta.url));
const MODULE = fileURLToPath(new URL("build", import.meta.url));
const BUILDING = ".building-";
const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** From 1.21 on, Go fetches the newer Go that go.mod asks for by itself, from the same proxy. */
const OLDEST_GO = "1.21";

/** Builds the CLI from the Go module proxy and installs it where the launcher looks: → the CLI, or `{ missing: why }`. */
export async function build(env, say) {
  const go = await command("go", ["env", "GOVERSION"], { env });
  if (go.missing) return { missing: "Go is not installed (1.25.11 or newer is needed to build the CLI)" };
  if (!go.ok || !atLeast(go.out, OLDEST_GO)) {
    return { missing: `Go ${parseVersion(go.out)?.join(".") ?? "of unknown version"} is too old, 1.25.11 is needed` };
  }
  const target = versionFolder(env);
  const lock = join(dirname(target), `.${basename(target)}.lock`);
  const work = async () => (await installed(env)) ?? (await compile(target, env, say));
  return withLock(lock, work, () => say("waiting for another process that builds the Pulumi CLI…"));
}

async function compile(target, env, say) {
  say("building the Pulumi CLI from source, takes about 4 minutes (7 with its downloads)…");
  // Beside the target, for the rename at the end to be one step: nobody ever sees half an installation.
  const versions = dirname(target);
  // Whoever holds the lock is alone: what lies there is left over from a build that was killed.
  const left = (await readdir(versions)).filter((name) => name.startsWith(BUILDING));
  await Promise.all(left.map((name) => rm(join(versions, name), { recursive: true, force: true })));
  const temporary = await mkdtemp(join(versions, BUILDING));
  try {
    const bin = join(temporary, "bin");
    await mkdir(bin);
    const flags = ["-mod=readonly", "-trimpath", "-ldflags", `-s -w -X ${VERSION}=v${PINNED}`];
    const built = await command("go", ["build", ...flags, "-o", join(bin, "pulumi"), PACKAGE], {
      cwd: MODULE,
      env: { ...env, CGO_ENABLED: "0", GOWORK: "off" },
    });
    if (!built.ok) return { missing: `the build from source failed:\n${lastLines(built.out)}` };
    await placeHelpers(bin);
    await mkdir(target, { recursive: true });
    await rm(join(target, "bin"), { recursive: true, force: true });
    await rename(bin, join(target, "bin"));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  const cli = await installed(env);
  return cli ? { ...cli, source: "build" } : { missing: "the CLI built from source does not run" };
}

/** Copies, not links: the installation must work on when this checkout is moved or deleted. */
export async function placeHelpers(bin) {
  await cp(HELPERS, bin, { recursive: true });
  for (const name of ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) await chmod(join(bin, name), 0o755);
}
