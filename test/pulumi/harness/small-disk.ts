import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";

/** Where a disk of one's own cannot be had, why. */
export class NoDisk extends Error {}

const FILLER = "filler";
const BLOCK = 4096;

/**
 * A small disk of its own in memory, which can be filled and made read-only. A process in namespaces of its own mounts it, for
 * which no privilege is needed where the system allows user namespaces; it is reached through that process's root, and is
 * gone with it: nothing is left behind on the machine.
 */
export class SmallDisk {
  private constructor(
    private readonly holder: ChildProcess,
    private readonly answers: AsyncIterator<string>,
    private readonly lines: Interface,
    private readonly point: string,
  ) {}

  static async make(kilobytes: number): Promise<SmallDisk> {
    const point = mkdtempSync(join(tmpdir(), "tccc-disk-"));
    const holder = spawn("unshare", ["--user", "--map-root-user", "--mount", "sh", "-s"], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    let told = "";
    holder.stderr.setEncoding("utf8").on("data", (text: string) => {
      told += text;
    });
    holder.stdin.on("error", () => undefined);
    const failed = once(holder, "error").then(([error]) => String((error as Error).message));
    const lines = createInterface(holder.stdout);
    const disk = new SmallDisk(holder, lines[Symbol.asyncIterator](), lines, point);
    const mounted = await Promise.race([disk.#tell(`mount -t tmpfs -o size=${kilobytes}k tmpfs '${point}'`), failed]);
    if (mounted === true) return disk;
    await disk.close();
    throw new NoDisk(`a disk of its own cannot be mounted here: ${(mounted || told).trim()}`);
  }

  /** The folder that is the disk, as every process of this user sees it. */
  get folder(): string {
    return `/proc/${this.holder.pid}/root${this.point}`;
  }

  /** Leaves room for nothing more. */
  fill(): void {
    try {
      writeFileSync(join(this.folder, FILLER), Buffer.alloc(statfsSync(this.folder).bfree * BLOCK));
    } catch (error) {
      // Somebody else has written meanwhile: it is as full as it can be.
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }

  /** There is room again. */
  free(): void {
    rmSync(join(this.folder, FILLER), { force: true });
  }

  /** Read-only as a whole, also for root; or writable again. */
  async setReadOnly(on: boolean): Promise<void> {
    // It cannot be while a file is being written.
    const remount = `mount -o remount,${on ? "ro" : "rw"} '${this.point}' 2>/dev/null`;
    const done = await this.#tell(
      `{ i=0; until ${remount} || [ $i = 200 ]; do i=$((i+1)); sleep 0.02; done; [ $i != 200 ]; }`,
    );
    if (done !== true) throw new Error(`the disk could not be made ${on ? "read-only" : "writable"}`);
  }

  async close(): Promise<void> {
    if (this.holder.pid !== undefined && this.holder.exitCode === null) {
      const ended = once(this.holder, "exit");
      this.holder.kill("SIGKILL");
      await ended;
    }
    this.lines.close();
    rmdirSync(this.point);
  }

  /** Runs a command beside the disk; gives whether it succeeded, or nothing when there is nobody to run it. */
  async #tell(command: string): Promise<boolean | ""> {
    this.holder.stdin!.write(`${command} && echo done || echo failed\n`);
    const { value, done } = await this.answers.next();
    return done ? "" : value === "done";
  }
}
