import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Outside dist, which is published as it is. */
const STAMP = "node_modules/.cache/pulumi-tccc/build";

function sourceFiles(root) {
  const names = readdirSync(join(root, "provider"), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** One hash over the name and content of everything the build reads. */
export function sourceHash(root) {
  const settings = ["package-lock.json", "tsconfig.json", "tsconfig.build.json"].map((name) => join(root, name));
  const hash = createHash("sha256");
  for (const file of [...settings, ...sourceFiles(root).sort()]) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

/** Whether dist was built from the sources as they are now, and is complete. */
export function buildReady(root) {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== sourceHash(root)) return false;
  return sourceFiles(root)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .every((file) => existsSync(file.replace(join(root, "provider"), join(root, "dist")).replace(/\.ts$/, ".js")));
}

/** `hash` is taken before the build: a file that changes while it runs makes the next one. */
export function stampBuild(root, hash) {
  mkdirSync(dirname(join(root, STAMP)), { recursive: true });
  writeFileSync(join(root, STAMP), hash);
}
