import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

function parents(): [pid: number, parent: number][] {
  if (!existsSync("/proc/self/stat")) {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
    return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        // The name before it, in brackets, may hold anything.
        const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
        return [[Number(pid), Number(parent)] as [number, number]];
      } catch {
        return []; // it has ended meanwhile
      }
    });
}

/**
 * All that a process has started. The engine puts every plugin into a process group of its own: a signal to the
 * group of the CLI would not reach them.
 */
export function descendants(pid: number): number[] {
  const all = parents();
  const found = [pid];
  for (const one of found) found.push(...all.filter(([, parent]) => parent === one).map(([child]) => child));
  return found.slice(1);
}

/** The command line of a process; empty where it has ended. */
export function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  try {
    if (existsSync("/proc/self/stat")) return readFileSync(file, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // already gone is as good
  }
}
