import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { environment, makeFolder, type ProjectOptions, programFile } from "./folder";
import { inlined } from "./inline";
import { type Result, Running } from "./running";
import type { PreviewJson, ResourceState, State } from "./state";
import { pulumiCli } from "./suite";

export interface RunOptions {
  env?: Record<string, string>;
  /** true: the command must fail. Otherwise it must succeed. */
  expectFail?: boolean;
  /** More arguments for the command. */
  args?: string[];
}

export interface UpOptions extends RunOptions {
  /** At most so many operations at a time. */
  parallel?: number;
  /**
   * true: one that fails stops nobody else. Without it the engine begins nothing more after the first failure, so that how
   * many of several fail depends on which were under way by then.
   */
  everyFailure?: boolean;
  refresh?: boolean;
  expectNoChanges?: boolean;
  /** true: preview first, as a user sees it; a refused input then stops before anything is made. */
  preview?: boolean;
}

const LIMIT = 110_000; // a little less than a test may take: the message then shows the output
const GLOBAL = ["--non-interactive", "--color", "never"];
const STACK = "dev";

/** A Pulumi project in a folder of its own, with its own backend, home and stack. */
export class Project {
  readonly #running = new Set<Running>();

  constructor(
    readonly folder: string,
    readonly bin: string,
    private readonly options: ProjectOptions,
  ) {}

  /** Starts a command and does not wait for it. */
  spawn(args: string[], options: { env?: Record<string, string> } = {}): Running {
    const env = environment(this.folder, this.bin, { ...this.options.env, ...options.env });
    const running = new Running(this.bin, [...args, ...GLOBAL], this.folder, env);
    this.#running.add(running);
    return running;
  }

  async run(args: string[], options: RunOptions = {}): Promise<Result> {
    const all = [...args, ...(options.args ?? [])];
    const running = this.spawn(all, options);
    let late = false;
    const limit = this.options.limitMs ?? LIMIT;
    const timer = setTimeout(() => {
      late = true;
      void running.killAll();
    }, limit);
    const result = await running.result.finally(() => clearTimeout(timer));
    const told = `pulumi ${all.join(" ")}`;
    if (late) throw new Error(`${told} was still running after ${limit / 1000} s:\n${result.all}`);
    if ((result.code !== 0) !== (options.expectFail ?? false)) {
      const wanted = options.expectFail ? "was expected to fail and did not" : `failed with exit code ${result.code}`;
      throw new Error(`${told} ${wanted}:\n${result.all}`);
    }
    return result;
  }

  /** A command that runs the program. */
  #runProgram(args: string[], options: RunOptions): Promise<Result> {
    if (!this.options.inline) return this.run(args, options);
    const source = readFileSync(join(this.folder, programFile(this.options)), "utf8");
    return inlined(this.folder, source, (more) => this.run([...args, ...more], options));
  }

  setProgram(program: string): Promise<void> {
    return this.setFile(programFile(this.options), program);
  }

  setFile(name: string, content: string): Promise<void> {
    return writeFile(join(this.folder, name), content);
  }

  async setConfig(config: NonNullable<ProjectOptions["config"]>): Promise<void> {
    const values = Object.entries(config).flatMap(([key, value]) =>
      typeof value === "string" ? ["--plaintext", `${key}=${value}`] : ["--secret", `${key}=${value.secret}`],
    );
    await this.run(["config", "set-all", ...values]);
  }

  up(options: UpOptions = {}): Promise<Result> {
    return this.#runProgram(["up", "--yes", ...upFlags(options)], options);
  }

  /** Starts `up` for a test that is going to kill it. */
  spawnUp(options: UpOptions = {}): Running {
    return this.spawn(["up", "--yes", ...upFlags(options), ...(options.args ?? [])], options);
  }

  preview(options: UpOptions = {}): Promise<Result> {
    return this.#runProgram(["preview", ...upFlags({ ...options, preview: true })], options);
  }

  async previewJson(options: UpOptions = {}): Promise<PreviewJson> {
    const { stdout } = await this.#runProgram(
      ["preview", "--json", ...upFlags({ ...options, preview: true })],
      options,
    );
    return JSON.parse(stdout) as PreviewJson;
  }

  refresh(options: UpOptions = {}): Promise<Result> {
    return this.run(["refresh", "--yes", ...upFlags(options)], options);
  }

  /** What `refresh` would change, without changing anything; fails the test unless drift is found. */
  expectDrift(options: RunOptions = {}): Promise<Result> {
    return this.run(["refresh", "--preview-only", "--expect-no-changes", "--diff"], { ...options, expectFail: true });
  }

  destroy(options: UpOptions = {}): Promise<Result> {
    return this.run(["destroy", "--yes", ...upFlags(options)], options);
  }

  /** Neither the service nor the program has anything new to say: the two commands that prove it. */
  async expectNoChanges(options: RunOptions = {}): Promise<void> {
    await this.run(["refresh", "--preview-only", "--expect-no-changes", "--diff"], options);
    await this.up({ ...options, refresh: true, expectNoChanges: true });
  }

  /** Takes away the lock that a killed command has left. */
  cancel(): Promise<Result> {
    return this.run(["cancel", "--yes"]);
  }

  /** `pulumi import --file`, the one way that works for dynamic resources. */
  async import(resources: unknown[], options: RunOptions = {}): Promise<Result> {
    await this.setFile("import.json", JSON.stringify({ resources }));
    return this.run(["import", "--yes", "--skip-preview", "--generate-code=false", "--file", "import.json"], options);
  }

  /** The state; secrets stay encrypted unless `showSecrets`. */
  async exportState(options: { showSecrets?: boolean } = {}): Promise<State> {
    if (options.showSecrets) {
      return JSON.parse((await this.run(["stack", "export", "--show-secrets"])).stdout) as State;
    }
    // The file that `stack export` would read: no process, no time.
    const { version, checkpoint } = JSON.parse(this.stateText());
    return { version, deployment: checkpoint.latest ?? {} };
  }

  /** The state as it lies on the disk, for a search for what must not be in it. */
  stateText(): string {
    return readFileSync(join(this.folder, "state/.pulumi/stacks/harness", `${STACK}.json`), "utf8");
  }

  /** The custom resources in the state, providers left out. */
  async resources(): Promise<ResourceState[]> {
    const { deployment } = await this.exportState();
    const all = deployment.resources ?? [];
    return all.filter((resource) => resource.custom && !resource.type.startsWith("pulumi:providers:"));
  }

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse((await this.run(["stack", "output", "--json", "--show-secrets"])).stdout);
  }

  /** Kills what still runs and removes the folder. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((running) => running.killAll().catch(() => {})));
    if (existsSync(this.folder)) await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function upFlags(options: UpOptions): string[] {
  return [
    ...(options.preview ? [] : ["--skip-preview"]),
    ...(options.parallel ? ["--parallel", String(options.parallel)] : []),
    ...(options.everyFailure ? ["--continue-on-error"] : []),
    ...(options.refresh ? ["--refresh"] : []),
    ...(options.expectNoChanges ? ["--expect-no-changes"] : []),
  ];
}

export async function newProject(options: ProjectOptions): Promise<Project> {
  const cli = await pulumiCli();
  if (cli.bin === undefined) throw new Error(cli.missing);
  const project = new Project(makeFolder(options), cli.bin, options);
  try {
    await project.run(["stack", "init", STACK]);
    if (Object.keys(options.config ?? {}).length > 0) await project.setConfig(options.config ?? {});
  } catch (error) {
    await project.close();
    throw error;
  }
  return project;
}
