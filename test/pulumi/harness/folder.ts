import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { repository } from "./suite";

export interface ProjectOptions {
  /** The source of the program: CommonJS, or TypeScript with `typescript: true`. */
  program: string;
  typescript?: boolean;
  /** true: the program runs in the process of the test; see `inlined`. For what the engine and the provider do, not the program. */
  inline?: boolean;
  /** More files of the project: name → content. */
  files?: Record<string, string>;
  /** Plain values, or `{ secret }`. A key without a namespace belongs to the project. */
  config?: Record<string, string | { secret: string }>;
  /** Added to the environment of every command. */
  env?: Record<string, string>;
  /** A folder for the state in the place of one in the project's. */
  state?: string;
  /** Milliseconds after which a command is given up. Default: a little less than a test may take. */
  limitMs?: number;
}

/** What a program may require. Links, so that program and provider share one copy of @pulumi/pulumi. */
const PACKAGES = ["@pulumi", "@types", "ts-node", "typescript"];

export function makeFolder(options: ProjectOptions): string {
  const folder = mkdtempSync(join(tmpdir(), "tccc-engine-"));
  const modules = join(folder, "node_modules");
  for (const name of ["home", "pulumi-home", "node_modules"]) mkdirSync(join(folder, name));
  if (options.state === undefined) mkdirSync(join(folder, "state"));
  else symlinkSync(options.state, join(folder, "state"));
  for (const name of PACKAGES) symlinkSync(join(repository, "node_modules", name), join(modules, name));
  symlinkSync(repository, join(modules, "pulumi-tccc"));
  const runtime = { name: "nodejs", options: { typescript: options.typescript ?? false } };
  const files = {
    "Pulumi.yaml": JSON.stringify({ name: "harness", runtime }), // YAML takes JSON as it is
    "package.json": JSON.stringify({ name: "harness", private: true, main: programFile(options) }),
    [programFile(options)]: options.program,
    ...options.files,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

export function programFile(options: ProjectOptions): string {
  return options.typescript ? "index.ts" : "index.js";
}

/** Settings of the machine that must not reach a test: credentials, other stacks, proxies. */
const FOREIGN = /^(PULUMI|TCCC|TENCENTCLOUD)_|_proxy$|^mocha_colors$|^force_color$/i;

export function environment(folder: string, bin: string, added: Record<string, string> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const node = join(repository, "node_modules/node/bin");
  return {
    ...Object.fromEntries(own),
    PATH: [dirname(bin), node, process.env.PATH].join(delimiter),
    HOME: join(folder, "home"),
    NO_COLOR: "1",
    // Program and provider load the same modules in every command: 15 % less time.
    NODE_COMPILE_CACHE: join(repository, "node_modules/.cache/pulumi-tccc/compiled"),
    PULUMI_HOME: join(folder, "pulumi-home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "harness",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    ...added,
  };
}
