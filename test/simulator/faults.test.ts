import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { FaultKind } from "../../provider/simulator";
import { app, clientOf, codeOf, person, raw, withSimulator } from "./support";

const page = { SdkAppId: app, PageNumber: 0, PageSize: 10 };

describe("simulator: faults", () => {
  const cases: [FaultKind, RegExp, applied: boolean, outcome: string][] = [
    ["throttle", /^RequestLimitExceeded$/, false, "RequestLimitExceeded"],
    ["internal", /^InternalError$/, false, "InternalError"],
    ["reset-before", /^no answer: .*(reset|hang up)/i, false, "lost"],
    ["reset-after", /^no answer: .*(reset|hang up)/i, true, "ok"],
    ["timeout", /^no answer: .*timeout/, false, "lost"],
    ["timeout-after", /^no answer: .*timeout/, true, "ok"],
    ["truncate", /^no answer: /, true, "ok"],
    ["garbage", /^no answer: .*JSON/i, false, "lost"],
    [{ code: "InternalError.DBError", applied: true }, /^InternalError.DBError$/, true, "InternalError.DBError"],
    [{ code: "UnauthorizedOperation", message: "no" }, /^UnauthorizedOperation$/, false, "UnauthorizedOperation"],
    [{ status: 502 }, /^HTTP 502$/, false, "lost"],
    [{ delayMs: 20 }, /^ok$/, true, "ok"],
  ];
  for (const [kind, expected, applied, outcome] of cases) {
    it(`plays ${JSON.stringify(kind)} once`, () =>
      withSimulator({}, async ({ sim }) => {
        const silent = ["timeout", "timeout-after", "truncate"].includes(String(kind));
        const client = clientOf(sim, "POST", silent ? 0.5 : 10);
        sim.faults.push({ action: "CreateStaff", kind });
        assert.match(await codeOf(client.CreateStaff({ SdkAppId: app, Staffs: [person("li")] })), expected);
        assert.equal(sim.data.instance(app).staff.size, applied ? 1 : 0);
        assert.equal(sim.calls[0]?.outcome, outcome);
        assert.ok(sim.calls[0]?.fault !== undefined);
        assert.equal(sim.faults.length, 0);
        assert.equal(await codeOf(clientOf(sim).CreateStaff({ SdkAppId: app, Staffs: [person("wang")] })), "ok");
      }));
  }

  it("chooses calls by action, request and count", () =>
    withSimulator({}, async ({ sim, client }) => {
      sim.faults.push({
        action: ["DescribeStaffInfoList", "CreateStaff"],
        match: (request) => request.PageSize === 10,
        nth: 2,
        times: 2,
        kind: "internal",
      });
      const codes: string[] = [];
      for (let i = 0; i < 5; i += 1) codes.push(await codeOf(client.DescribeStaffInfoList(page)));
      assert.deepEqual(codes, ["ok", "InternalError", "InternalError", "ok", "ok"]);
      sim.faults.push({ times: Number.POSITIVE_INFINITY, kind: "throttle" });
      for (let i = 0; i < 3; i += 1) {
        assert.equal(await codeOf(client.DescribeStaffInfoList(page)), "RequestLimitExceeded");
      }
      sim.faults.length = 0;
      assert.equal(await codeOf(client.DescribeStaffInfoList(page)), "ok");
    }));
});

describe("simulator: holding calls", () => {
  it("holds one call before it is applied, and tells when calls arrive", () =>
    withSimulator({}, async ({ sim, client }) => {
      const hold = sim.hold({ action: "CreateStaff" });
      const next = sim.nextCall("CreateStaff");
      const call = client.CreateStaff({ SdkAppId: app, Staffs: [person("li")] });
      assert.equal((await hold.arrived).action, "CreateStaff");
      assert.equal(await next, await hold.arrived);
      assert.equal(sim.data.instance(app).staff.size, 0);
      assert.equal(await codeOf(client.CreateStaff({ SdkAppId: app, Staffs: [person("wang")] })), "ok");
      hold.release();
      await call;
      assert.equal(sim.data.instance(app).staff.size, 2);
    }));

  it("holds the answer of a call that is applied", () =>
    withSimulator({}, async ({ sim, client }) => {
      const hold = sim.hold({ when: "after", writesOnly: true });
      await client.DescribeStaffInfoList(page);
      const call = client.CreateStaff({ SdkAppId: app, Staffs: [person("li")] });
      await hold.arrived;
      assert.equal(sim.data.instance(app).staff.size, 1);
      hold.release();
      await call;
    }));

  it("pauses at the n-th call, and at all after it, and forgets those of a killed client", () =>
    withSimulator({}, async ({ sim, client }) => {
      const pause = sim.pauseAt(2);
      const script = `
        const { Client } = require("tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client");
        const client = new Client(JSON.parse(process.argv[1]));
        (async () => { for (let i = 0; i < 5; i += 1) await client.CreateStaff({ SdkAppId: ${app},
          Staffs: [{ Name: "p", Mail: "p" + i + "@example.com", StaffNumber: String(i) }] }); })();`;
      const profile = { httpProfile: { endpoint: sim.url.replace("http://", ""), protocol: "http://" } };
      const credential = { secretId: sim.env.TENCENTCLOUD_SECRET_ID, secretKey: sim.env.TENCENTCLOUD_SECRET_KEY };
      const child = spawn(process.execPath, ["-e", script, JSON.stringify({ credential, profile })], {
        env: { ...process.env, http_proxy: "" },
      });
      const held = await pause.arrived;
      assert.equal(held.outcome, "pending");
      const other = codeOf(clientOf(sim).CreateStaff({ SdkAppId: app, Staffs: [person("other")] }));
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("close", resolve));
      while (sim.calls.length < 3) await new Promise((resolve) => setImmediate(resolve));
      pause.release();
      assert.equal(await other, "ok");
      assert.equal(held.outcome, "abandoned");
      assert.deepEqual([...sim.data.instance(app).staff.keys()], ["p0@example.com", "other@example.com"]);
      assert.equal(await codeOf(client.DescribeStaffInfoList(page)), "ok");
    }));

  it("drops what is held at reset", () =>
    withSimulator({}, async ({ sim, client }) => {
      const pause = sim.pauseAt(1);
      const call = codeOf(client.CreateStaff({ SdkAppId: app, Staffs: [person("li")] }));
      await pause.arrived;
      sim.reset();
      assert.match(await call, /^no answer/);
      assert.equal(sim.data.instance(app).staff.size, 0);
      assert.equal(await codeOf(client.DescribeStaffInfoList(page)), "ok");
    }));

  it("cuts everything off at close", async () => {
    await withSimulator({}, async ({ sim }) => {
      const pause = sim.pauseAt(1);
      const call = raw(sim, "DescribeStaffInfoList", JSON.stringify(page)).catch((error: Error) => error);
      await pause.arrived;
      setImmediate(() => sim.close());
      assert.ok((await call) instanceof Error);
    });
  });
});
