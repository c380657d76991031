import assert from "node:assert/strict";
import { rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder, tool, write } from "./support";

describe("tools: what is ready", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  describe("dependencies", () => {
    const lock = (packages: object) => write(join(folder, "package-lock.json"), JSON.stringify({ packages }));
    const installed = (packages: object) =>
      write(join(folder, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
    const ready = async () => (await tool("lib/installed.mjs")).dependenciesReady(folder) as boolean;
    const zod = { version: "4.0.0", integrity: "sha512-a" };

    it("are ready when npm has written down the same content", async () => {
      lock({ "": { name: "x" }, "node_modules/zod": zod });
      assert.equal(await ready(), false);
      installed({ "node_modules/zod": zod });
      assert.equal(await ready(), true);
    });

    it("are not when one is missing, of another version or of other content", async () => {
      lock({ "node_modules/zod": zod });
      for (const entry of [{}, { "node_modules/zod": { ...zod, version: "4.0.1" } }]) {
        installed(entry);
        assert.equal(await ready(), false);
      }
      installed({ "node_modules/zod": { ...zod, integrity: "sha512-b" } });
      assert.equal(await ready(), false);
    });

    it("may lack what is made for another system, but not the link of a workspace", async () => {
      lock({ "node_modules/cli-arm64": { ...zod, optional: true } });
      installed({});
      assert.equal(await ready(), true);
      lock({ "node_modules/first": { resolved: "examples/first", link: true } });
      assert.equal(await ready(), false);
      installed({ "node_modules/first": { resolved: "examples/first", link: true } });
      write(join(folder, "node_modules/first/package.json"), "{}");
      assert.equal(await ready(), true);
    });

    it("are not without the Node binary that a package's install script fetches", async () => {
      lock({ "node_modules/node": zod });
      installed({ "node_modules/node": zod });
      assert.equal(await ready(), false);
      write(join(folder, "node_modules/node/bin/node"), "");
      assert.equal(await ready(), true);
    });
  });

  describe("dist", () => {
    beforeEach(() => {
      for (const name of ["package-lock.json", "tsconfig.json", "tsconfig.build.json"]) write(join(folder, name), "{}");
      write(join(folder, "provider/index.ts"), "export const a = 1;");
      write(join(folder, "dist/index.js"), "");
    });
    const stamp = async () => {
      const { sourceHash, stampBuild } = await tool("lib/built.mjs");
      stampBuild(folder, sourceHash(folder));
    };
    const ready = async () => (await tool("lib/built.mjs")).buildReady(folder) as boolean;

    it("is ready when it was built from the same content, whatever the times say", async () => {
      assert.equal(await ready(), false);
      await stamp();
      utimesSync(join(folder, "provider/index.ts"), new Date(), new Date(Date.now() + 60_000));
      assert.equal(await ready(), true);
    });

    it("is not after a source or a setting has changed, come or gone", async () => {
      write(join(folder, "provider/data.json"), "1");
      await stamp();
      write(join(folder, "provider/data.json"), "2");
      assert.equal(await ready(), false);
      await stamp();
      rmSync(join(folder, "provider/data.json"));
      assert.equal(await ready(), false);
      await stamp();
      write(join(folder, "tsconfig.json"), '{ "extends": "x" }');
      assert.equal(await ready(), false);
    });

    it("is not when a file of it is missing", async () => {
      await stamp();
      rmSync(join(folder, "dist/index.js"));
      assert.equal(await ready(), false);
    });
  });

  it("lets one process at a time hold a lock", async () => {
    const { withLock } = await tool("lib/lock.mjs");
    const events: string[] = [];
    const work = (name: string) =>
      withLock(
        join(folder, "lock"),
        async () => {
          events.push(`${name} begins`);
          await new Promise((resolve) => setTimeout(resolve, 50));
          events.push(`${name} ends`);
        },
        () => events.push(`${name} waits`),
      );
    await Promise.all([work("a"), work("b")]);
    assert.deepEqual(events.slice(0, 2).sort(), ["a begins", "b waits"].sort());
    assert.deepEqual(events.slice(2), ["a ends", "b begins", "b ends"]);
  });

  it("takes over the lock of a process that was killed", async () => {
    const { withLock } = await tool("lib/lock.mjs");
    write(join(folder, "lock/x"), "");
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(join(folder, "lock"), longAgo, longAgo);
    assert.equal(await withLock(join(folder, "lock"), async () => "done"), "done");
  });

  it("reports a command's failure instead of throwing, and ends it in time", async () => {
    const { command } = await tool("lib/command.mjs");
    assert.deepEqual(await command("sh", ["-c", "echo no; exit 3"]), {
      ok: false,
      code: 3,
      out: "no\n",
      timedOut: false,
      missing: false,
    });
    assert.equal((await command(join(folder, "none"), [])).missing, true);
    assert.equal((await command("sh", ["-c", "sleep 60 & wait"], { timeout: 100 })).timedOut, true);
  });
});
