import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes down what it has installed, after
 * everything else: comparing the two contents sees a changed lock file and an interrupted installation alike, and
 * is not misled by the times of files.
 */
export function dependenciesReady(root) {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(root, "node_modules/.package-lock.json"));
  if (!wanted || !present) return false;
  // Node 24 comes as a package whose install script fetches the binary; without it nothing runs.
  if (wanted["node_modules/node"] && !existsSync(join(root, "node_modules/node/bin/node"))) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true; // the package itself
    const found = present[path];
    if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer); // made for another system, or left out
    if (entry.link) return found.resolved === entry.resolved && existsSync(join(root, path));
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}
