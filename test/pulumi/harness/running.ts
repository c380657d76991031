import { type ChildProcess, spawn } from "node:child_process";
import { commandOf, descendants, signal } from "./processes";

export interface Result {
  /** The exit code; -1 when a signal ended it. */
  code: number;
  stdout: string;
  stderr: string;
  /** Both, in the order in which they came. */
  all: string;
}

const DRAIN = 500; // ms for the last output after the end
const LOOK = 50; // ms between two looks at processes

/** One command of the CLI while it runs. */
export class Running {
  readonly result: Promise<Result>;
  readonly #child: ChildProcess;
  #seen = "";
  #orphans: number[] = [];
  #watchers = new Set<() => void>();

  constructor(bin: string, args: string[], cwd: string, env: NodeJS.ProcessEnv) {
    const child = spawn(bin, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.#child = child;
    const parts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (part: string) => {
        parts[name] += part;
        this.#seen += part;
        for (const watcher of this.#watchers) watcher();
      });
    }
    this.result = new Promise((resolve, reject) => {
      const done = () => resolve({ code: child.exitCode ?? -1, ...parts, all: this.#seen });
      child.on("error", reject);
      child.on("close", done);
      // An orphaned plugin holds the pipes open for as long as it lives: not every end is followed by a "close".
      child.on("exit", () => setTimeout(done, DRAIN));
    });
    this.result.catch(() => {}); // whoever awaits it sees it; a test that only kills does not
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  get output(): string {
    return this.#seen;
  }

  /** Waits until the output matches; fails when the command ends before it does. */
  async until(pattern: RegExp): Promise<void> {
    if (pattern.test(this.#seen)) return;
    let watcher = () => {};
    const matched = new Promise<true>((resolve) => {
      watcher = () => pattern.test(this.#seen) && resolve(true);
    });
    this.#watchers.add(watcher);
    const found = await Promise.race([matched, this.result.then(() => pattern.test(this.#seen))]);
    this.#watchers.delete(watcher);
    if (!found) throw new Error(`the command ended before its output matched ${pattern}:\n${this.#seen}`);
  }

  /** As Ctrl-C does in a terminal: the engine lets what is running finish, and saves. */
  interrupt(): void {
    signal(this.pid, "SIGINT");
  }

  /** SIGKILL to the CLI alone: its plugins are orphans, which live on until they see it. */
  kill(): Promise<Result> {
    this.#freeze();
    signal(this.pid, "SIGKILL");
    return this.result;
  }

  /** SIGKILL to the plugin of the provider alone, as when it runs out of memory; gives whether there was one. */
  killPlugin(): boolean {
    const plugins = descendants(this.pid).filter((pid) => commandOf(pid).includes("dynamic-provider"));
    for (const pid of plugins) signal(pid, "SIGKILL");
    return plugins.length > 0;
  }

  /** SIGKILL to the CLI and all it has started, as when the machine goes down. */
  killAll(): Promise<Result> {
    if (!this.ended) {
      this.#freeze();
      signal(this.pid, "SIGKILL");
    }
    for (const pid of this.#orphans.splice(0)) signal(pid, "SIGKILL");
    return this.result;
  }

  /** Waits until everything that was left behind by {@link kill} has ended by itself; rejects when it has not in time. */
  async orphansEnded(withinMs: number): Promise<void> {
    const alive = (): string[] => this.#orphans.map(commandOf).filter((command) => command !== "");
    for (const until = performance.now() + withinMs; alive().length > 0; ) {
      if (performance.now() > until) throw new Error(`still alive after ${withinMs} ms: ${alive().join("; ")}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  /** A stopped process starts nothing more: the list of its children stays true until they are killed. */
  #freeze(): void {
    signal(this.pid, "SIGSTOP");
    this.#orphans = descendants(this.pid);
  }
}
