import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Suite } from "mocha";

export const repository = join(__dirname, "../../..");

type Cli = { bin: string; version: string; source: string } | { bin?: undefined; missing: string };

let found: Promise<Cli> | undefined;

/** The CLI that `tools/ready` has found or made. Looked up once in each process. */
export function pulumiCli(): Promise<Cli> {
  const tool = pathToFileURL(join(repository, "tools/pulumi-cli/index.mjs")).href;
  found ??= import(tool).then(({ findCli }) => findCli());
  return found;
}

const TIMEOUT = 120_000;

/** `describe` for tests that need the real engine. Without a CLI they are skipped, each by its name; in CI they fail. */
export function engineSuite(name: string, body: (this: Suite) => void): void {
  describe(name, function () {
    this.timeout(TIMEOUT);
    this.slow(TIMEOUT / 4);
    before("find the Pulumi CLI", async function () {
      const cli = await pulumiCli();
      if (cli.bin !== undefined) return;
      if (process.env.CI === "true") throw new Error(cli.missing);
      this.test?.parent?.eachTest((test) => {
        test.title += " (skipped: there is no Pulumi CLI)";
      });
      this.skip();
    });
    body.call(this);
  });
}
