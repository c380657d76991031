import assert from "node:assert/strict";
import http from "node:http";
import type net from "node:net";
import type { AddressInfo } from "node:net";
import { type Answer, callerFor, create, failureOf, reply, withServer } from "./fakes";

describe("api/failures: every failure of a call is a ServiceError", () => {
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
