import assert from "node:assert/strict";
import http from "node:http";
import type net from "node:net";
import type { AddressInfo } from "node:net";
import { createCaller } from "../../provider/api/client";
import { ServiceError } from "../../provider/api/errors";
import { systemClock } from "../../provider/base/clock";
import { createLog } from "../../provider/base/log";
import { type Answer, reply, settingsFor, tinyServer } from "./fakes";

const clock = systemClock({ TCCC_TIME_SCALE: "0.001" });
const list = { SdkAppId: 1400000000, PageSize: 100, PageNumber: 0 };
const create = { SdkAppId: 1400000000, Staffs: [{ Name: "Li", Mail: "li@example.com", StaffNumber: "1" }] };

function callerFor(url: string, env: NodeJS.ProcessEnv = {}, level = "off") {
  const lines: string[] = [];
  const log = createLog({ TCCC_LOG: level }, (line) => lines.push(line));
  return { caller: createCaller(settingsFor(url), { clock, log, env }), lines };
}

async function failureOf(promise: Promise<unknown>): Promise<ServiceError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof ServiceError, String(error));
    assert.doesNotMatch(error.message, /example-secret-key|\bat .*\.(ts|js):\d/);
    return error;
  }
  throw new Error("expected a failure");
}

/** Runs with a server that answers by `answer`, and closes it. */
async function withServer<T>(
  answer: Answer,
  run: (server: Awaited<ReturnType<typeof tinyServer>>) => Promise<T>,
): Promise<T> {
  const server = await tinyServer(answer);
  try {
    return await run(server);
  } finally {
    await server.close();
  }
}

describe("api/client", () => {
  it("sends an action with its request and gives the answer", async () => {
    await withServer(
      (_received, response) => reply(response, { TotalCount: 0, StaffList: null }),
      async ({ url, calls }) => {
        const answer = await callerFor(url).caller.call("DescribeStaffInfoList", list);
        assert.equal(answer.RequestId, "r-1");
        assert.equal(calls[0]?.action, "DescribeStaffInfoList");
        assert.equal(calls[0]?.headers["x-tc-version"], "2020-02-10");
        assert.match(String(calls[0]?.headers.authorization), /^TC3-HMAC-SHA256 Credential=AKIDexample\//);
        assert.deepEqual(calls[0]?.body, list);
      },
    );
  });

  it("keeps connections alive", async () => {
    const ports = new Set<number | undefined>();
    await withServer(
      (_received, response) => {
        ports.add(response.socket?.remotePort);
        reply(response, {});
      },
      async ({ url }) => {
        const { caller } = callerFor(url);
        for (let call = 0; call < 5; call++) await caller.call("DescribeNumbers", { SdkAppId: 1 });
        assert.equal(ports.size, 1);
      },
    );
  });

  it("does not send loopback calls through http_proxy, as the SDK would by itself", async () => {
    const before = process.env.http_proxy;
    process.env.http_proxy = "http://127.0.0.1:1";
    try {
      await withServer(
        (_received, response) => reply(response, {}),
        async ({ url }) => {
          await callerFor(url, process.env).caller.call("DescribeNumbers", { SdkAppId: 1 });
        },
      );
    } finally {
      if (before === undefined) delete process.env.http_proxy;
      else process.env.http_proxy = before;
    }
  });

  describe("makes every failure a ServiceError", () => {
    const body =
      (text: string, status = 200): Answer =>
      (_received, response) => {
        response.writeHead(status, { "content-type": "text/html" });
        response.end(text);
      };
    const refuse =
      (Code: string, Message = "words"): Answer =>
      (_received, response) =>
        reply(response, { Error: { Code, Message } });
    const shapes: [name: string, answer: Answer, code: string, applied: "no" | "maybe"][] = [
      ["a definite refusal", refuse("FailedOperation.DuplicatedAccount"), "FailedOperation.DuplicatedAccount", "no"],
      ["an internal error", refuse("InternalError.DBError"), "InternalError.DBError", "maybe"],
      ["a proxy's page", body("<html>Sign in</html>"), "Answer.NotJson", "maybe"],
      ["JSON that is not the service's", body('{"hello":1}'), "Answer.Unexpected", "maybe"],
      ["JSON null", body("null"), "Answer.Unexpected", "maybe"],
      ["an empty answer", body(""), "Answer.Truncated", "maybe"],
      ["half an answer", body('{"Response":{"Requ'), "Answer.Truncated", "maybe"],
      ["HTTP 500", body("oops", 500), "Http.500", "maybe"],
      ["HTTP 502", body("oops", 502), "Http.502", "maybe"],
      ["HTTP 403", body("oops", 403), "Http.403", "no"],
      [
        "a dropped connection",
        (received, response) => void (received && response.socket?.destroy()),
        "Network.Broken",
        "maybe",
      ],
      [
        "a reset",
        (received, response) => void (received && response.socket?.resetAndDestroy()),
        "Network.Broken",
        "maybe",
      ],
      [
        "a chunked body cut off",
        (_received, response) => {
          response.writeHead(200, { "content-type": "application/json" });
          response.write('{"Response":');
          setTimeout(() => response.socket?.destroy(), 20);
        },
        "Answer.Truncated",
        "maybe",
      ],
    ];
    for (const [name, answer, code, applied] of shapes) {
      it(name, async () => {
        await withServer(answer, async ({ url, calls }) => {
          const error = await failureOf(callerFor(url).caller.call("CreateStaff", create));
          assert.equal(error.code, code, error.message);
          assert.equal(error.applied, applied);
          assert.equal(error.action, "CreateStaff");
          assert.equal(calls.length, 1, "a create is not repeated");
        });
      });
    }

    it("with the RequestId and the service's words", async () => {
      await withServer(refuse("LimitExceeded", "Exceeded quota limit"), async ({ url }) => {
        const error = await failureOf(callerFor(url).caller.call("CreateStaff", create));
        assert.equal(error.requestId, "r-1");
        assert.equal(error.message, "LimitExceeded: Exceeded quota limit (CreateStaff, RequestId r-1)");
      });
    });

    it("silence", async () => {
      await withServer(
        () => undefined,
        async ({ url }) => {
          const error = await failureOf(callerFor(url).caller.call("CreateStaff", create));
          assert.deepEqual([error.code, error.applied], ["Network.Timeout", "maybe"]);
        },
      );
    });

    it("a body whose rest never comes", async () => {
      await withServer(
        (_received, response) => {
          response.writeHead(200, { "content-length": "100" });
          response.write("{");
        },
        async ({ url }) => {
          const error = await failureOf(callerFor(url).caller.call("CreateStaff", create));
          assert.deepEqual([error.code, error.applied], ["Network.Timeout", "maybe"]);
        },
      );
    });

    it("nobody there", async () => {
      const { url } = await withServer(
        () => undefined,
        async (server) => server,
      );
      const error = await failureOf(callerFor(url).caller.call("CreateStaff", create));
      assert.deepEqual([error.code, error.applied], ["Network.Refused", "no"]);
    });

    it("no such host", async () => {
      const error = await failureOf(callerFor("https://ccc.example.invalid").caller.call("CreateStaff", create));
      assert.deepEqual([error.code, error.applied], ["Network.Unknown", "no"]);
    });

    it("no TLS at the other end", async () => {
      await withServer(
        () => undefined,
        async ({ url }) => {
          const error = await failureOf(callerFor(url.replace("http:", "https:")).caller.call("CreateStaff", create));
          assert.deepEqual([error.code, error.applied], ["Network.Tls", "no"]);
        },
      );
    });

    it("a proxy that refuses", async () => {
      const asked: string[] = [];
      const proxy = http.createServer();
      proxy.on("connect", (request: http.IncomingMessage, socket: net.Socket) => {
        asked.push(String(request.url));
        socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
      });
      await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
      const env = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
      const error = await failureOf(callerFor("https://ccc.example.com", env).caller.call("CreateStaff", create));
      proxy.close();
      assert.deepEqual([error.code, error.applied], ["Http.407", "no"]);
      assert.deepEqual(asked, ["ccc.example.com:443"]);
    });
  });

  it("repeats a read until it succeeds, and a throttled create", async () => {
    let failures = 2;
    const flaky: Answer = (received, response) => {
      if (failures-- <= 0) return reply(response, {});
      if (received.action === "CreateStaff")
        return reply(response, { Error: { Code: "RequestLimitExceeded", Message: "slow" } });
      return void response.socket?.destroy();
    };
    await withServer(flaky, async ({ url, calls }) => {
      const { caller } = callerFor(url);
      await caller.call("DescribeStaffInfoList", list);
      assert.equal(calls.length, 3);
      failures = 2;
      await caller.call("CreateStaff", create);
      assert.equal(calls.length, 6);
    });
  });

  it("never lets more than 20 calls of an action reach the service in a second, whatever is repeated", async function () {
    this.timeout(10_000);
    let count = 0;
    const throttling: Answer = (_received, response) => {
      if (++count % 7 === 0) return reply(response, { Error: { Code: "RequestLimitExceeded", Message: "slow" } });
      return reply(response, {});
    };
    await withServer(throttling, async ({ url, calls }) => {
      const { caller } = callerFor(url);
      await Promise.all(Array.from({ length: 60 }, () => caller.call("DescribeStaffInfoList", list)));
      const arrivals = calls.map((call) => call.at).sort((a, b) => a - b);
      assert.ok(arrivals.length > 65);
      for (let index = 20; index < arrivals.length; index++) {
        const span = arrivals[index]! - arrivals[index - 20]!;
        assert.ok(span > 1000, `21 calls within ${span} ms`);
      }
    });
  });

  it("limits each action for itself", async () => {
    await withServer(
      (_received, response) => reply(response, {}),
      async ({ url }) => {
        const { caller } = callerFor(url);
        const started = Date.now();
        await Promise.all(Array.from({ length: 20 }, () => caller.call("DescribeStaffInfoList", list)));
        await Promise.all(Array.from({ length: 20 }, () => caller.call("DescribeNumbers", { SdkAppId: 1 })));
        assert.ok(Date.now() - started < 900);
      },
    );
  });

  describe("logs", () => {
    it("one line per call at info: action, object, time, RequestId or code", async () => {
      const answer: Answer = (received, response) =>
        reply(response, received.action === "CreateStaff" ? { Error: { Code: "LimitExceeded", Message: "full" } } : {});
      await withServer(answer, async ({ url }) => {
        const { caller, lines } = callerFor(url, {}, "info");
        await caller.call("DescribeStaffInfoList", { ...list, StaffMail: "li@example.com" });
        await failureOf(caller.call("CreateStaff", create));
        assert.equal(lines.length, 2);
        assert.match(lines[0]!, /^tccc info: DescribeStaffInfoList li@example\.com \d+ ms r-1$/);
        assert.match(lines[1]!, /^tccc info: CreateStaff li@example\.com \d+ ms LimitExceeded r-1$/);
      });
    });

    it("bodies at trace, without secrets of request, answer or message", async () => {
      const password = "Kept-From-Everybody-1";
      const answer: Answer = (received, response) =>
        received.action === "DescribeExtension"
          ? reply(response, { Password: password, ExtensionId: "1001" })
          : reply(response, { Error: { Code: "InvalidParameterValue", Message: `${password} is too weak` } });
      await withServer(answer, async ({ url }) => {
        const { caller, lines } = callerFor(url, {}, "trace");
        await caller.call("DescribeExtension", { SdkAppId: 1, ExtensionId: "1001" });
        const modify = { SdkAppId: 1, Email: "li@example.com", Password: password };
        const error = await failureOf(caller.call("ModifyStaffPassword", modify));
        assert.equal(error.serviceMessage, "[secret] is too weak");
        assert.ok(lines.some((line) => line.includes('"Password":"[secret]"')));
        assert.ok(lines.some((line) => line.includes('"ExtensionId":"1001"')));
        for (const line of [...lines, error.message]) {
          assert.ok(!line.includes(password) && !line.includes("example-secret-key"), line);
        }
      });
    });
  });
});
