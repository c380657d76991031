import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { codeBlocks, documentText } from "../docs/support";
import { engineSuite, pulumiCli, repository } from "../pulumi/harness";

interface Demo {
  child: ChildProcess;
  ended: Promise<number | null>;
  /** Resolves when the output so far matches; rejects when it ends without. */
  until(pattern: RegExp): Promise<void>;
  output(): string;
}

/** `npm run demo` without its set-up; what it keeps in temporary folders lies in `place`. */
function start(place: string, env: NodeJS.ProcessEnv = {}): Demo {
  const child = spawn(process.execPath, [join(repository, "tools/demo.mjs")], {
    cwd: place,
    env: { ...process.env, TMPDIR: place, TCCC_SDK_APP_ID: "5", PULUMI_BACKEND_URL: "https://nowhere.invalid", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let seen = "";
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      seen += part;
      for (const watcher of watchers) watcher();
    });
  }
  const ended = new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      watchers.add(() => pattern.test(seen) && resolve());
      void ended.then(() => reject(new Error(`the demo ended without ${pattern}:\n${seen}`)));
    });
  return { child, ended, until, output: () => seen };
}

engineSuite("the demo", function () {
  this.timeout(240_000);
  let place: string;
  let demo: Demo | undefined;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "tccc-test-demo-"));
  });
  afterEach(async () => {
    demo?.child.kill("SIGKILL");
    await demo?.ended;
    rmSync(place, { recursive: true, force: true });
  });

  it("carries every step through, prints what the README shows, and leaves nothing behind", async () => {
    demo = start(place);
    const code = await demo.ended;
    assert.equal(code, 0, demo.output());
    const lines = codeBlocks(documentText("README.md"), "text")[0]!.text.trim().split("\n");
    assert.ok(lines.length > 10, "README.md shows what the demo prints");
    let at = 0;
    for (const line of lines) {
      const found = demo.output().indexOf(line.trim(), at);
      assert.ok(found >= 0, `README.md shows a line that the demo does not print there: ${line}`);
      at = found + line.trim().length;
    }
    assert.match(demo.output(), /All 8 steps were as they should be, in \d+ seconds\.\n$/);
    assert.deepEqual(readdirSync(place), []);
  });

  it("stops at Ctrl-C, says so, and leaves nothing behind", async () => {
    demo = start(place);
    await demo.until(/Previewing update/);
    demo.child.kill("SIGINT");
    assert.equal(await demo.ended, 130, demo.output());
    assert.match(demo.output(), /demo: stopped; nothing is left behind\.\n$/);
    assert.deepEqual(readdirSync(place), []);
  });

  /** A CLI that does everything but `up`, which does nothing and ends with this exit code. */
  async function withLameUp(code: number): Promise<Demo> {
    const { bin } = (await pulumiCli()) as { bin: string };
    const folder = join(place, "bin");
    mkdirSync(folder);
    const script = `#!/bin/sh\ncase "$1" in up) exit ${code} ;; *) exec ${bin} "$@" ;; esac\n`;
    writeFileSync(join(folder, "pulumi"), script, { mode: 0o755 });
    for (const name of readdirSync(dirname(bin)).filter((one) => one !== "pulumi")) {
      symlinkSync(join(dirname(bin), name), join(folder, name));
    }
    return start(place, { PATH: [folder, process.env.PATH].join(delimiter) });
  }

  it("fails with the step that went wrong, and leaves nothing behind", async () => {
    demo = await withLameUp(3);
    assert.equal(await demo.ended, 1, demo.output());
    assert.match(demo.output(), /demo: failed at What examples.* is made: `pulumi up --yes` ended with exit code 3\n$/);
    assert.deepEqual(readdirSync(place), ["bin"]);
  });

  it("believes the service, not Pulumi", async () => {
    demo = await withLameUp(0);
    assert.equal(await demo.ended, 1, demo.output());
    assert.match(
      demo.output(),
      /demo: failed at .*: The declared team was expected:[\s\S]*The service shows:\nPeople: +nobody/,
    );
  });
});

describe("the demo without a Pulumi CLI", () => {
  it("says in one message how to install it", async () => {
    const place = mkdtempSync(join(tmpdir(), "tccc-test-demo-"));
    try {
      const env = { HOME: place, PULUMI_HOME: place, PATH: dirname(process.execPath) };
      const demo = start(place, env);
      assert.equal(await demo.ended, 1);
      assert.match(demo.output(), /^\s*demo: failed[^\n]*No Pulumi CLI[\s\S]*Install it with: curl /);
      assert.doesNotMatch(demo.output(), /^\s+at /m);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});
