import assert from "node:assert/strict";
import { UserError } from "../../provider/base/errors";
import { type Answer, callerFor, create, failureOf, list, reply, withServer } from "./fakes";

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

  it("asks before each attempt, after its wait, whether it may be sent still", async () => {
    const throttled: Answer = (_received, response) =>
      reply(response, { Error: { Code: "RequestLimitExceeded", Message: "slow" } });
    await withServer(throttled, async ({ url, calls }) => {
      const asked: number[] = [];
      const beforeSend = () => {
        asked.push(calls.length);
        if (calls.length === 2) throw new UserError("too late");
      };
      await assert.rejects(callerFor(url).caller.call("CreateStaff", create, { beforeSend }), /^UserError: too late$/);
      assert.deepEqual([asked, calls.length], [[0, 1, 2], 2]);
    });
  });

  it("lets 20 calls of an action reach the service in a second, whatever is repeated", async function () {
    this.timeout(20_000);
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
        // What is left out of the second: a busy machine reads its clock late, at both ends.
        assert.ok(span > 800, `21 calls within ${span} ms`);
      }
    });
  });

  it("limits each action for itself", async () => {
    await withServer(
      (_received, response) => reply(response, {}),
      async ({ url }) => {
        const { caller } = callerFor(url);
        let waiting = true;
        const late = Promise.all(Array.from({ length: 21 }, () => caller.call("DescribeStaffInfoList", list))).then(
          () => {
            waiting = false;
          },
        );
        await Promise.all(Array.from({ length: 20 }, () => caller.call("DescribeNumbers", { SdkAppId: 1 })));
        assert.ok(waiting, "the other action's calls waited for the 21st of the first");
        await late;
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
