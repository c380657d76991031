// The example in a folder of its own, with a backend, a home and a passphrase that nobody else uses.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Settings of the machine that must not reach the demo: credentials, other stacks, proxies. */
const FOREIGN = /^(PULUMI|TCCC|TENCENTCLOUD)_|_proxy$/i;
/** Milliseconds in which the engine may finish what it is doing after Ctrl-C; then it is told again, then ended. */
const PATIENCE = 10_000;

export class Interrupted extends Error {}

export class Project {
  #child;
  #interrupted = false;

  /** `env` is what leads to the service. */
  constructor(cli, example, env) {
    this.folder = mkdtempSync(join(tmpdir(), "tccc-demo-"));
    for (const name of ["state", "home", "pulumi-home"]) mkdirSync(join(this.folder, name));
    const program = join(this.folder, "program");
    cpSync(join(root, "examples", example), program, { recursive: true });
    symlinkSync(join(root, "node_modules"), join(program, "node_modules"));
    this.bin = cli.bin;
    this.program = program;
    const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
    this.env = {
      ...Object.fromEntries(own),
      ...env,
      PATH: [dirname(cli.bin), join(root, "node_modules/node/bin"), process.env.PATH].join(delimiter),
      HOME: join(this.folder, "home"),
      NODE_COMPILE_CACHE: join(root, "node_modules/.cache/pulumi-tccc/compiled"),
      PULUMI_HOME: join(this.folder, "pulumi-home"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "demo",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
  }

  /** Runs `pulumi …` and shows its output as it comes, unless `quiet`: → { code, stdout, stderr }. */
  async run(args, { quiet = false } = {}) {
    if (this.#interrupted) throw new Interrupted();
    const color = process.stdout.isTTY && !process.env.NO_COLOR ? "always" : "never";
    const child = spawn(this.bin, [...args, "--non-interactive", "--color", color], {
      cwd: this.program,
      env: this.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // Ctrl-C reaches the demo alone, which passes it on once: twice would be "leave everything"
    });
    this.#child = child;
    const seen = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"]) {
      child[name].setEncoding("utf8").on("data", (part) => {
        seen[name] += part;
        if (!quiet) process[name].write(part);
      });
    }
    const code = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (status) => resolve(status ?? -1));
    });
    this.#child = undefined;
    if (this.#interrupted) throw new Interrupted();
    return { code, ...seen };
  }

  /** Ends what runs, the way Ctrl-C does; nothing is started any more. A second one does not wait. */
  interrupt() {
    const again = this.#interrupted;
    this.#interrupted = true;
    const child = this.#child;
    child?.kill("SIGINT");
    if (!child || again) return;
    const later = (signal, after) => setTimeout(() => this.#child === child && child.kill(signal), after).unref();
    later("SIGINT", PATIENCE);
    later("SIGKILL", 2 * PATIENCE);
  }

  get interrupted() {
    return this.#interrupted;
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
