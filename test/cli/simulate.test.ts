import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import { defaultDialect, dialectValues } from "../../provider/simulator";
import { builtCommand, root } from "./built";

interface Run {
  child: ChildProcess;
  stdout: string;
  stderr: string;
  ended: Promise<number | null>;
}

/** Starts the command as a process of its own, as a user would. */
function tccc(...args: string[]): Run {
  const child = spawn(process.execPath, [builtCommand, ...args], { cwd: root });
  const run: Run = { child, stdout: "", stderr: "", ended: new Promise((resolve) => child.once("close", resolve)) };
  child.stdout.on("data", (data) => {
    run.stdout += data;
  });
  child.stderr.on("data", (data) => {
    run.stderr += data;
  });
  return run;
}

async function listening(run: Run): Promise<void> {
  const stopped = run.ended.then((code) => assert.fail(`ended with ${code}: ${run.stderr}`));
  const said = new Promise<void>((resolve) => {
    const look = () => run.stderr.includes("listening on") && resolve();
    run.child.stderr?.on("data", look);
  });
  await Promise.race([said, stopped]);
}

function clientFor(env: Record<string, string>): Client {
  const endpoint = env.TCCC_ENDPOINT!.replace("http://", "");
  return new Client({
    credential: { secretId: env.TENCENTCLOUD_SECRET_ID!, secretKey: env.TENCENTCLOUD_SECRET_KEY! },
    region: env.TENCENTCLOUD_REGION!,
    profile: { httpProfile: { endpoint, protocol: "http://", reqTimeout: 5, proxy: "" } },
  });
}

describe("tccc simulate", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "tccc-simulate-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("prints the environment, serves, and stops at SIGTERM with code 0", async () => {
    const run = tccc("simulate", "--sdk-app-id", "1400000007");
    await listening(run);
    const env: Record<string, string> = {};
    for (const line of run.stdout.trim().split("\n")) {
      const [, name, value] = /^export (\w+)=(\S+)$/.exec(line) ?? assert.fail(`not an export: ${line}`);
      env[name!] = value!;
    }
    assert.deepEqual(Object.keys(env), [
      "TENCENTCLOUD_SECRET_ID",
      "TENCENTCLOUD_SECRET_KEY",
      "TENCENTCLOUD_REGION",
      "TCCC_SDK_APP_ID",
      "TCCC_ENDPOINT",
    ]);
    assert.equal(env.TCCC_SDK_APP_ID, "1400000007");
    const list = await clientFor(env).DescribeStaffInfoList({ SdkAppId: 1400000007, PageNumber: 0, PageSize: 10 });
    assert.deepEqual(list.StaffList, []);
    run.child.kill("SIGTERM");
    assert.equal(await run.ended, 0);
  });

  it("keeps every answered write when it is killed", async () => {
    const file = path.join(folder, "centre.json");
    const first = tccc("simulate", "--json", "--rate", "0", "--data", file);
    await listening(first);
    const client = clientFor(JSON.parse(first.stdout));
    const Staffs = [{ Name: "Li", Mail: "li@example.com", StaffNumber: "1" }];
    await client.CreateStaff({ SdkAppId: 1400000000, Staffs, SendPassword: false });
    await client.ModifyStaffPassword({ SdkAppId: 1400000000, Email: "li@example.com", Password: "Example-pass-1" });
    first.child.kill("SIGKILL");
    await first.ended;
    assert.ok(!readFileSync(file, "utf8").includes("Example-pass-1"));
    const second = tccc("simulate", "--json", "--data", file);
    await listening(second);
    const again = clientFor(JSON.parse(second.stdout));
    const list = await again.DescribeStaffInfoList({ SdkAppId: 1400000000, PageNumber: 0, PageSize: 10 });
    assert.deepEqual(
      list.StaffList?.map((one) => one.Mail),
      ["li@example.com"],
    );
    second.child.kill("SIGINT");
    assert.equal(await second.ended, 0);
  });

  it("has call records and people at work with --traffic, and the same ones for the same seed", async () => {
    const centre = async (traffic: string) => {
      const run = tccc("simulate", "--json", "--rate", "0", "--traffic", traffic);
      await listening(run);
      const client = clientFor(JSON.parse(run.stdout));
      const SdkAppId = 1400000000;
      await client.CreateStaff({ SdkAppId, Staffs: [{ Name: "Li", Mail: "li@example.com", StaffNumber: "1" }] });
      // A day that is over, whatever the time is.
      const EndTimeStamp = (Math.floor(Date.now() / 86_400_000) - 1) * 86_400;
      const range = { SdkAppId, StartTimeStamp: EndTimeStamp - 86_400, EndTimeStamp, PageNumber: 0, PageSize: 100 };
      const records = (await client.DescribeTelCdr(range)).TelCdrList!;
      run.child.kill("SIGTERM");
      assert.equal(await run.ended, 0);
      return records;
    };
    const [first, again, other] = await Promise.all(["200:7", "200:7", "200:8"].map(centre));
    assert.equal(first!.length, 100);
    assert.deepEqual(again, first);
    assert.notDeepEqual(other, first);
  }).timeout(60_000);

  const refused = async (expected: RegExp, ...args: string[]) => {
    const run = tccc("simulate", ...args);
    assert.equal(await run.ended, 1);
    assert.match(run.stderr, expected);
    assert.ok(!/\n\s+at /.test(run.stderr), `a stack is no message: ${run.stderr}`);
    assert.equal(run.stdout, "");
  };

  it("refuses a port in use", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as AddressInfo;
    await refused(new RegExp(`^tccc: port ${port} of 127.0.0.1 is in use`), "--port", String(port));
    taken.close();
  });

  it("refuses bad numbers, files and dialects", async () => {
    const corrupt = path.join(folder, "corrupt.json");
    writeFileSync(corrupt, "{");
    const wrong = path.join(folder, "dialect.json");
    writeFileSync(wrong, '{"bindMode":"merge"}');
    await Promise.all([
      refused(
        /--port <number>' argument 'eighty' is invalid. Expected a whole number from 0 to 65535/,
        "--port",
        "eighty",
      ),
      refused(/--traffic <calls\[:seed\]>' argument 'many' is invalid. Expected calls a day/, "--traffic", "many"),
      refused(/corrupt.json is not a data file of the simulator .*Move it away to start empty/, "--data", corrupt),
      refused(/cannot (read|write) the data file/, "--data", path.join(folder, "no", "such", "folder.json")),
      refused(/dialect.json: dialect: bindMode: expected add, replace, got "merge"/, "--dialect", wrong),
    ]);
  });

  it("takes every switch of a dialect, each at a value that is not the likeliest", async () => {
    const likely = defaultDialect as unknown as Record<string, unknown>;
    const all = Object.entries(dialectValues).map(([name, values]) => {
      return [name, values.length === 0 ? 5000 : values.find((value) => value !== likely[name])] as const;
    });
    const file = path.join(folder, "every-switch.json");
    writeFileSync(file, JSON.stringify(Object.fromEntries(all)));
    const running = tccc("simulate", "--dialect", file, "--json");
    await listening(running);
    const client = clientFor(JSON.parse(running.stdout));
    const list = client.DescribeStaffInfoList({ SdkAppId: 1, PageNumber: 0, PageSize: 1 });
    await assert.rejects(list, { code: all.find(([name]) => name === "instanceNotExist")![1] });
    running.child.kill("SIGTERM");
    assert.equal(await running.ended, 0, running.stderr);
  });

  it("shows help with examples, and the package's version", async () => {
    const help = tccc("simulate", "--help");
    const version = tccc("--version");
    assert.equal(await help.ended, 0);
    assert.match(help.stdout, /Examples:\n {2}\$ tccc simulate/);
    assert.equal(await version.ended, 0);
    assert.equal(version.stdout.trim(), JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version);
  });
});
