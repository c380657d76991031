import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import fc from "fast-check";
import type { Simulator } from "../../provider/simulator";
import { app, raw, withSimulator } from "../simulator/support";

const actions = readdirSync(path.join(__dirname, "../../provider/simulator/actions")).map((file) => file.slice(0, -3));
const list = JSON.stringify({ SdkAppId: app, PageSize: 10, PageNumber: 0 });

/** The service is there for the next one who asks, as if nothing had been. */
async function lives(sim: Simulator): Promise<void> {
  assert.equal((await raw(sim, "DescribeStaffInfoList", list)).code, undefined);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
}

/** Sends bytes and hangs up when it is told anything, or after a while. */
function shout(sim: Simulator, bytes: Uint8Array | string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(sim.url).port), "127.0.0.1", () => socket.end(bytes));
    socket.on("error", () => undefined).on("close", () => resolve());
    socket.resume();
  });
}

describe("the simulator's front", function () {
  this.timeout(60_000);
  const complain = (line: string): void => assert.fail(line);

  it("answers any JSON for any action by a result or one of the service's errors", () =>
    withSimulator({ complain }, async ({ sim }) => {
      const members = fc.oneof(
        fc.constantFrom("SdkAppId", "PageSize", "PageNumber", "Staffs", "StaffList", "SkillGroupId", "TaskId"),
        fc.constantFrom("__proto__", "constructor", "Filters", "Callees", "ExtensionId", "StartTime", "EndTime"),
      );
      const values = fc.oneof(fc.jsonValue(), fc.constantFrom(app, -1, 2 ** 53, 1e308, "__proto__", [null], {}));
      const property = fc.asyncProperty(
        fc.constantFrom(...actions),
        fc.dictionary(members, values),
        async (action, body) => {
          const text = JSON.stringify({ SdkAppId: app, ...body });
          const { status, requestId, code } = await raw(sim, action, text);
          assert.equal(status, 200, `${action} ${text}`);
          assert.ok(requestId, `${action} ${text}: no RequestId`);
          assert.match(code ?? "Ok", /^[A-Z][A-Za-z.]+$/);
        },
      );
      await fc.assert(property, { numRuns: 400 });
      await lives(sim);
    }));

  it("refuses what is no JSON object, is too deep, or names what no request has", () =>
    withSimulator({ complain }, async ({ sim }) => {
      const deep = (open: string, close: string): string => `${open.repeat(50_000)}1${close.repeat(50_000)}`;
      const bodies = ["", "null", "[]", "1", '"x"', "{", "{]", '{"a":}', deep('{"a":', "}"), `{"a":${deep("[", "]")}}`];
      for (const body of [...bodies, '{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}']) {
        const { code, requestId } = await raw(sim, "DescribeStaffInfoList", body);
        assert.match(code ?? "", /^(InvalidParameter|UnknownParameter|MissingParameter)/, body.slice(0, 60));
        assert.ok(requestId);
      }
      await lives(sim);
    }));

  it("refuses other methods, actions, versions, types and signatures", () =>
    withSimulator({ complain }, async ({ sim }) => {
      const wrong: [Parameters<typeof raw>[3] & object, RegExp][] = [
        [{ method: "PUT" }, /./],
        [{ method: "DELETE" }, /./],
        [{ headers: { "x-tc-version": "2019-01-01" } }, /./],
        [{ headers: { "x-tc-timestamp": "soon" } }, /./],
        [{ authorization: "TC3-HMAC-SHA256 Credential=" }, /^AuthFailure/],
        [{ authorization: "x".repeat(20_000) }, /^AuthFailure/],
        [{ authorization: "" }, /^AuthFailure/],
        [{ secretKey: "another-key" }, /^AuthFailure/],
      ];
      for (const [options, expected] of wrong) {
        const { code } = await raw(sim, "DescribeStaffInfoList", list, options);
        assert.match(code ?? "", expected, JSON.stringify(options).slice(0, 80));
      }
      for (const action of ["", "Nonsense", "../DescribeStaffInfoList", "__proto__", "constructor", "toString"]) {
        assert.ok((await raw(sim, action, list)).code, action);
      }
      await lives(sim);
    }));

  it("outlives any bytes, endless headers, and clients that never end", () =>
    withSimulator({ complain }, async ({ sim }) => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => shout(sim, bytes)),
        { numRuns: 60 },
      );
      await shout(sim, `POST / HTTP/1.1\r\n${"x: y\r\n".repeat(50_000)}\r\n`);
      await shout(sim, `GET /?${"a=1&".repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
      // One who sends half a request and waits keeps nobody else from being served.
      const port = Number(new URL(sim.url).port);
      const slow = Array.from({ length: 50 }, () => connect(port, "127.0.0.1"));
      for (const socket of slow) {
        socket.on("error", () => undefined);
        socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
      }
      await lives(sim);
      for (const socket of slow) socket.destroy();
      await lives(sim);
    }));

  it("listens on this machine only, unless it is told otherwise", async () => {
    /** Another address of this machine. Where a system has none, nothing listens on it either. */
    const reached = ({ url }: Simulator): Promise<boolean> =>
      new Promise((resolve) => {
        const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.2", timeout: 2000 });
        const told = (answer: boolean) => () => {
          socket.destroy();
          resolve(answer);
        };
        socket.on("connect", told(true)).on("error", told(false)).on("timeout", told(false));
      });
    await withSimulator({}, async ({ sim }) => {
      assert.equal(new URL(sim.url).hostname, "127.0.0.1");
      assert.equal(await reached(sim), false);
    });
    if (process.platform !== "linux") return;
    await withSimulator({ host: "0.0.0.0" }, async ({ sim }) => assert.equal(await reached(sim), true));
  });

  it("gives up on clients that never finish their headers, and serves the others meanwhile", () =>
    withSimulator({ complain }, async ({ sim }) => {
      const port = Number(new URL(sim.url).port);
      const slow = Array.from({ length: 20 }, () => connect(port, "127.0.0.1"));
      const ended = slow.map(
        (socket) =>
          new Promise<string>((resolve) => {
            let told = "";
            socket.on("data", (data) => {
              told += data;
            });
            socket.on("error", () => undefined).on("close", () => resolve(told));
          }),
      );
      for (const socket of slow) socket.write("POST / HTTP/1.1\r\nHost: x\r\n");
      await lives(sim);
      for (const told of await Promise.all(ended)) assert.match(told, /^HTTP\/1\.1 408 /);
      await lives(sim);
    }));

  it("answers absurd pages as the service does", () =>
    withSimulator({ complain }, async ({ sim }) => {
      for (const [PageNumber, PageSize] of [
        [-1, 10],
        [2 ** 53, 10],
        [0, 2 ** 53],
        [1e300, 1e300],
        [0, -1],
        [0, 0],
      ]) {
        const body = JSON.stringify({ SdkAppId: app, PageNumber, PageSize });
        const { status, requestId, code } = await raw(sim, "DescribeStaffInfoList", body);
        assert.deepEqual([status, typeof requestId], [200, "string"]);
        assert.match(code ?? "InvalidParameter", /^InvalidParameter/, body);
      }
      await lives(sim);
    }));
});
