import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 100;

/** The most memory that a provider's plugin process has held while \`work\` ran, in MB; Linux only, else 0. */
export async function peakOfPlugin<T>(work: () => Promise<T>): Promise<{ result: T; megabytes: number }> {
  let most = 0;
  const foreign = new Set(plugins());
  const timer = setInterval(() => {
    most = Math.max(
      most,
      ...plugins()
        .filter((pid) => !foreign.has(pid))
        .map(peakOf),
    );
  }, EVERY_MS);
  try {
    return { result: await work(), megabytes: Math.round(most / 1024) };
  } finally {
    clearInterval(timer);
  }
}

function plugins(): string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isPlugin(name));
  } catch {
    return [];
  }
}

function isPlugin(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("dynamic-provider");
  } catch {
    return false;
  }
}

/** High-water mark of the resident set, in kB. */
function peakOf(pid: string): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
