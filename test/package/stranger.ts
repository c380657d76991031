import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../pulumi/harness";

const execute = promisify(execFile);

interface Manifest {
  bin: Record<string, string>;
  exports: Record<string, unknown>;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

/** A project of somebody else's with the packed package in it, and of other packages only what that one asks for. */
export interface Stranger {
  folder: string;
  /** What was packed. */
  files: string[];
  manifest: Manifest;
  /** Writes a file of the project. */
  write(name: string, text: string): void;
  /** Runs Node.js in the project; fails with what it said. */
  node(...args: string[]): Promise<string>;
  remove(): void;
}

export async function newStranger(): Promise<Stranger> {
  const folder = mkdtempSync(join(tmpdir(), "tccc-stranger-"));
  try {
    return await settle(folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function settle(folder: string): Promise<Stranger> {
  const args = ["pack", "--json", "--ignore-scripts", "--offline", "--pack-destination", folder];
  const { stdout } = await execute("npm", args, { cwd: repository });
  const packed: unknown = JSON.parse(stdout);
  const [entry] = (Array.isArray(packed) ? packed : Object.values(packed as object)) as [
    { filename: string; files: { path: string }[] },
  ];
  const modules = join(folder, "node_modules");
  const target = join(modules, "pulumi-tccc");
  mkdirSync(target, { recursive: true });
  await execute("tar", ["-xzf", join(folder, entry.filename), "-C", target, "--strip-components=1"]);

  const manifest = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as Manifest;
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(repository, "node_modules", name), join(modules, name));
  }
  const own = { name: "stranger", private: true, dependencies: { "pulumi-tccc": "*" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(own));
  return {
    folder,
    files: entry.files.map((file) => file.path),
    manifest,
    write: (name, text) => writeFileSync(join(folder, name), text),
    node: async (...args) => {
      const env = { PATH: process.env.PATH, HOME: folder };
      try {
        return (await execute(process.execPath, args, { cwd: folder, env })).stdout;
      } catch (error) {
        const { stdout, stderr } = error as { stdout?: string; stderr?: string };
        return assert.fail(`node ${args.join(" ")} failed:\n${stdout}${stderr}`);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Types that a TypeScript project has beside its dependencies. */
export function addTypes(stranger: Stranger): void {
  cpSync(join(repository, "node_modules/@types/node"), join(stranger.folder, "node_modules/@types/node"), {
    recursive: true,
  });
  symlinkSync(join(repository, "node_modules/undici-types"), join(stranger.folder, "node_modules/undici-types"));
}
