import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import fc from "fast-check";
import { type Simulator, sign } from "../../provider/simulator";
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

  /** What each of these clients is told until the connection ends. */
  const told = (sockets: readonly Socket[]): Promise<string>[] =>
    sockets.map(
      (socket) =>
        new Promise((resolve) => {
          let text = "";
          socket.on("data", (data) => {
            text += data;
          });
          socket.on("error", () => undefined).on("close", () => resolve(text));
        }),
    );

  it("gives up on clients that never finish their headers or their body, and serves the others meanwhile", () =>
    withSimulator({ complain, requestTimeoutMs: 1200 }, async ({ sim }) => {
      const port = Number(new URL(sim.url).port);
      const open = (bytes: string): Socket[] =>
        Array.from({ length: 20 }, () => {
          const socket = connect(port, "127.0.0.1");
          socket.write(bytes);
          return socket;
        });
      const headers = open("POST / HTTP/1.1\r\nHost: x\r\n");
      const bodies = open("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n{");
      // A byte now and then is no reason to wait for ever.
      const chunks = open("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
      const drip = setInterval(() => {
        for (const socket of bodies) if (socket.writable) socket.write(" ");
        for (const socket of chunks) if (socket.writable) socket.write("1\r\n \r\n");
      }, 50);
      const ended = told([...headers, ...bodies, ...chunks]);
      await lives(sim);
      for (const text of await Promise.all(ended)) assert.match(text, /^HTTP\/1\.1 408 /);
      clearInterval(drip);
      await lives(sim);
    }));

  it("reads requests that come in pieces, in chunks or several at once, and refuses those that are two things", () =>
    withSimulator({ complain }, async ({ sim }) => {
      const host = new URL(sim.url).host;
      const signed = (action: string, body: string): string => {
        const timestamp = Math.floor(Date.now() / 1000);
        const headers = { "content-type": "application/json", host };
        const parts = { method: "POST", query: "", headers, body, timestamp, service: "ccc" };
        const signature = sign(parts, sim.env.TENCENTCLOUD_SECRET_KEY!);
        const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
        const scope = `${sim.env.TENCENTCLOUD_SECRET_ID}/${date}/ccc/tc3_request`;
        return [
          "POST / HTTP/1.1",
          ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
          ...[`x-tc-action: ${action}`, "x-tc-version: 2020-02-10", `x-tc-timestamp: ${timestamp}`],
          `authorization: TC3-HMAC-SHA256 Credential=${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
          "",
        ].join("\r\n");
      };
      const whole = (body: string): string =>
        `${signed("DescribeStaffInfoList", body)}Content-Length: ${body.length}\r\n\r\n${body}`;
      const spoken = async (parts: readonly string[]): Promise<string> => {
        const socket = connect(Number(new URL(sim.url).port), "127.0.0.1");
        const [text] = told([socket]);
        for (const part of parts) await new Promise((resolve) => socket.write(part, resolve));
        socket.end();
        return text!;
      };
      const answers = (text: string): number => text.match(/"StaffList"/g)?.length ?? 0;
      assert.equal(answers(await spoken([...whole(list)])), 1, "byte by byte");
      assert.equal(answers(await spoken([whole(list).repeat(5)])), 5, "five at once");
      const chunked = [...list].map((letter) => `1\r\n${letter}\r\n`).join("");
      const head = `${signed("DescribeStaffInfoList", list)}Transfer-Encoding: chunked\r\n`;
      assert.equal(answers(await spoken([`${head}\r\n${chunked}0\r\n\r\n`])), 1, "in chunks");
      // What a proxy and a server may read differently is read by nobody.
      for (const two of [
        `${head}Content-Length: 3\r\n\r\n${chunked}0\r\n\r\n`,
        whole(list).replace("Content-Length", "Content-Length: 1\r\nContent-Length"),
        `${head}\r\nzz\r\n{}\r\n0\r\n\r\n`,
      ]) {
        const text = await spoken([two]);
        assert.equal(answers(text), 0);
        assert.match(text, /^HTTP\/1\.1 400 /);
      }
      await lives(sim);
    }));

  it("takes any query of a GET as it takes a body", () =>
    withSimulator({ complain }, async ({ sim }) => {
      const members = fc.constantFrom("SdkAppId", "PageSize", "Staffs.0.Name", "Staffs.99999", "StaffList.0", "a.b.c");
      const names = fc.oneof(
        members,
        fc.constantFrom(
          "__proto__.polluted",
          "constructor.prototype.polluted",
          "Staffs.__proto__.polluted",
          ".",
          "a..b",
        ),
        fc.string({ maxLength: 8 }),
      );
      const values = fc.oneof(fc.constantFrom(String(app), "-1", "1e400", "", "\u0000"), fc.string({ maxLength: 12 }));
      const pairs = fc.array(fc.tuple(names, values), { maxLength: 8 });
      const options = { method: "GET", headers: { "content-type": "application/x-www-form-urlencoded" } };
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...actions), pairs, async (action, given) => {
          const query = new URLSearchParams([["SdkAppId", String(app)], ...given]).toString();
          const { status, requestId, code } = await raw(sim, action, "", { ...options, path: `/?${query}` });
          assert.equal(status, 200, `${action} ${query}`);
          assert.ok(requestId, `${action} ${query}: no RequestId`);
          assert.match(code ?? "Ok", /^[A-Z][A-Za-z.]+$/);
        }),
        { numRuns: 200 },
      );
      for (const path of ["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//example.com/", "/v1"]) {
        assert.equal((await raw(sim, "DescribeStaffInfoList", list, { path })).code, "InvalidRequest", path);
      }
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
