import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { command } from "../lib/command.mjs";
import { atLeast, parseVersion } from "../lib/version.mjs";
import { OLDEST, PINNED, versionFolder } from "./pinned.mjs";

const LANGUAGE_HOST = "pulumi-language-nodejs";
const HELPERS = [LANGUAGE_HOST, "pulumi-resource-pulumi-nodejs"];

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile() && statSync(file).size > 0;
  } catch {
    return false;
  }
}

export async function versionOf(bin, env) {
  const answer = await command(bin, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: 20_000,
  });
  return answer.ok ? parseVersion(answer.out)?.join(".") : undefined;
}

/** A `pulumi` on PATH that is new enough and has its Node.js language host. */
export async function onPath(env) {
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const folder of folders) {
    const bin = join(folder, "pulumi");
    if (!isExecutable(bin)) continue;
    const real = realpathSync(bin);
    // The npm package of that name is only a launcher, which downloads: its turn comes later.
    if (real.includes(`${sep}node_modules${sep}`)) continue;
    const places = [folder, dirname(real), ...folders];
    if (!places.some((place) => isExecutable(join(place, LANGUAGE_HOST)))) continue;
    const version = await versionOf(bin, env);
    if (version && atLeast(version, OLDEST)) return { bin, version, source: "PATH" };
  }
  return undefined;
}

/** The pinned version where the official launcher keeps it, complete and working. */
export async function installed(env) {
  const folder = join(versionFolder(env), "bin");
  const bin = join(folder, "pulumi");
  if (![bin, ...HELPERS.map((name) => join(folder, name))].every(isExecutable)) return undefined;
  const version = await versionOf(bin, env);
  return version === PINNED ? { bin, version, source: "installed" } : undefined;
}
