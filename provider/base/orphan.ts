import { readFileSync } from "node:fs";

/** Between two looks. A `pulumi up` takes longer than this to its first call. */
const LOOK_MS = 500;

/** The script by which Pulumi starts the plugin; it stays between the two. */
const LAUNCHER = "pulumi-resource-pulumi-nodejs";

/**
 * Ends this process when the command line that started it has ended. A plugin whose Pulumi was killed would work on for as
 * long as it had calls to make, while the user runs `pulumi up` again: two would create the same, and a phone rings twice.
 *
 * Where a launcher stands in between, it is looked behind it, which only Linux allows.
 */
export function endWithParent(): void {
  const gone = parentWatch();
  setInterval(() => {
    if (gone()) process.exit(1);
  }, LOOK_MS).unref();
}

function parentWatch(): () => boolean {
  const parent = process.ppid;
  const behind = nameOf(parent).includes(LAUNCHER) ? parentOf(parent) : undefined;
  return () => process.ppid !== parent || (behind !== undefined && parentOf(parent) !== behind);
}

function nameOf(pid: number): string {
  return procText(pid, "cmdline").replaceAll("\0", " ");
}

/** From `pid (name) state parent …`; a name may hold anything. */
function parentOf(pid: number): number | undefined {
  const fields = procText(pid, "stat").replace(/^.*\)/s, "").trim().split(" ");
  return fields[1] === undefined ? undefined : Number(fields[1]);
}

function procText(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return "";
  }
}
