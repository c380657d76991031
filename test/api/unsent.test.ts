import assert from "node:assert/strict";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { constants } from "node:os";
import tls from "node:tls";
import fc from "fast-check";
import { fromSdk } from "../../provider/api/failures";
import { Secrets } from "../../provider/base/register";
import { callerFor, create, failureOf, reply, withServer } from "./fakes";

/** Every name that the system has for a failure, and those of the resolver. */
const codes = [...Object.keys(constants.errno), "EAI_AGAIN", "ENOTFOUND"];
const calls = ["connect", "getaddrinfo", "read", "write", "shutdown", "recv", "send", "close", "bind", "open"];

const systemError = (code: string, syscall: string): Error =>
  Object.assign(new Error(`${syscall} ${code} 192.0.2.1:443`), { code, syscall });

type Phase = "before it was connected" | "after the request was sent" | "after it was sent on a connection used before";

/** Makes a create whose connection fails in `phase`; gives how often the service got it, and what the caller is told. */
async function failing(phase: Phase, error: Error): Promise<{ got: number; code: string; applied: string }> {
  const sockets: net.Socket[] = [];
  const agent = http.Agent.prototype as unknown as { createConnection: (...given: unknown[]) => net.Socket };
  const connect = agent.createConnection;
  agent.createConnection = function (...given) {
    const socket = connect.apply(this, given);
    sockets.push(socket);
    if (phase === "before it was connected") process.nextTick(() => socket.destroy(error));
    return socket;
  };
  let got = 0;
  try {
    return await withServer(
      ({ action }, response) => {
        if (action !== "CreateStaff") return reply(response, {});
        got++;
        for (const socket of sockets) socket.destroy(error);
      },
      async ({ url }) => {
        const { caller } = callerFor(url);
        if (phase.endsWith("used before")) await caller.call("DescribeNumbers", { SdkAppId: 1400000000 });
        const { code, applied } = await failureOf(caller.call("CreateStaff", create));
        return { got, code, applied };
      },
    );
  } finally {
    agent.createConnection = connect;
  }
}

describe("a create is sent again only when it is certain that it was not sent", () => {
  it("by the text alone: a look-up or a connect that failed, under every code, and nothing else", () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.constantFrom(...calls), (code, syscall) => {
        const message = `request to https://connect.example.com/ failed, reason: ${systemError(code, syscall).message}`;
        const { applied } = fromSdk("CreateStaff", new Error(message), {}, new Secrets());
        assert.equal(applied, syscall === "connect" || syscall === "getaddrinfo" ? "no" : "maybe", message);
        // An open connection outweighs every text.
        assert.equal(fromSdk("CreateStaff", new Error(message), {}, new Secrets(), "open").applied, "maybe", message);
      }),
      { numRuns: 1000 },
    );
  });

  it("whatever an answer quotes", () => {
    for (const words of ["connect ECONNREFUSED 192.0.2.1:80", "getaddrinfo ENOTFOUND db", "certificate has expired"]) {
      for (const message of [
        `invalid json response body at https://ccc.example.com/ reason: Unexpected token 'c', "${words}" is not valid JSON`,
        `Invalid response body while trying to fetch https://ccc.example.com/: ${words}`,
        words,
      ]) {
        assert.equal(fromSdk("CreateStaff", new Error(message), {}, new Secrets(), "open").applied, "maybe", message);
        assert.equal(fromSdk("CreateStaff", new Error(message), {}, new Secrets()).applied, "maybe", message);
      }
      const answered = Object.assign(new Error(words), { code: "ECONNREFUSED" });
      assert.equal(fromSdk("CreateStaff", answered, {}, new Secrets(), "open").applied, "maybe");
    }
  });

  const sample: [string, string][] = [
    ...["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "EPROTO", "ECONNREFUSED", "ETIMEDOUT", "ENOTFOUND"].flatMap(
      (code) => ["read", "write", "connect"].map((syscall): [string, string] => [code, syscall]),
    ),
    ["ECONNRESET", "read"],
    ["EPIPE", "write"],
  ];
  for (const phase of ["after the request was sent", "after it was sent on a connection used before"] as const) {
    it(`not ${phase}: the service got it once, and nobody knows more`, async () => {
      for (const [code, syscall] of sample) {
        const { got, applied } = await failing(phase, systemError(code, syscall));
        assert.deepEqual([got, applied], [1, "maybe"], `${syscall} ${code}`);
      }
    });
  }

  it("before a connection was open, under every code: the service never got it", async () => {
    for (const [code, syscall] of sample) {
      const { got, applied } = await failing("before it was connected", systemError(code, syscall));
      assert.deepEqual([got, applied], [0, "no"], `${syscall} ${code}`);
    }
  });

  it("where no status but a refusal was said", async () => {
    for (const status of [400, 401, 403, 404, 413, 429, 408, 409, 410, 418, 425, 460, 499, 500, 502, 503, 504, 302]) {
      await withServer(
        (_received, response) => {
          response.writeHead(status);
          response.end();
        },
        async ({ url }) => {
          const { applied } = await failureOf(
            callerFor(url).caller.call("CreateExtension", { SdkAppId: 1, ExtensionId: "1", ExtensionName: "x" }),
          );
          assert.equal(
            applied,
            (status < 409 && status !== 408 && status >= 400) || status === 413 || status === 429 ? "no" : "maybe",
            `${status}`,
          );
        },
      );
    }
  });

  it("where the service's code is of a class that refuses", async () => {
    for (const [Code, applied] of [
      ...[
        ["FailedOperation.X", "no"],
        ["LimitExceeded", "no"],
        ["InvalidParameterValue", "no"],
      ],
      ...[
        ["InternalError", "maybe"],
        ["ServiceUnavailable", "maybe"],
        ["Timeout", "maybe"],
        ["GatewayError.Upstream", "maybe"],
      ],
    ] as const) {
      await withServer(
        (_received, response) => reply(response, { Error: { Code, Message: "words" } }),
        async ({ url }) => {
          assert.equal((await failureOf(callerFor(url).caller.call("CreateStaff", create))).applied, applied, Code);
        },
      );
    }
  });

  describe("over TLS", () => {
    /** A service with a shared key in place of a certificate, which `body` can have its connections fail by. */
    async function secured(late: Error | undefined, body: (url: string) => Promise<void>): Promise<number> {
      const key = Buffer.alloc(32, 1);
      const shared = { ciphers: "PSK-AES256-GCM-SHA384:@SECLEVEL=0", maxVersion: "TLSv1.2" as const };
      const clients: net.Socket[] = [];
      let got = 0;
      const server = https.createServer({ ...shared, pskCallback: () => key }, (request, response) => {
        request.resume().on("end", () => {
          got++;
          if (late) for (const socket of clients) socket.destroy(late);
          else reply(response, {});
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const agent = https.Agent.prototype as unknown as { createConnection: unknown };
      const before = agent.createConnection;
      agent.createConnection = (options: tls.ConnectionOptions) => {
        const socket = tls.connect({
          ...{ host: "127.0.0.1", port: (server.address() as net.AddressInfo).port, ...shared },
          pskCallback: () => ({ psk: key, identity: "test" }),
          checkServerIdentity: () => undefined,
          ...(options.servername ? { servername: options.servername } : {}),
        });
        clients.push(socket);
        return socket;
      };
      try {
        await body(`https://localhost:${(server.address() as net.AddressInfo).port}`);
        return got;
      } finally {
        agent.createConnection = before;
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    }

    it("a late EPROTO on a connection that was secure is no failed handshake", async () => {
      const got = await secured(systemError("EPROTO", "write"), async (url) => {
        const error = await failureOf(callerFor(url).caller.call("CreateStaff", create));
        assert.deepEqual([error.code, error.applied], ["Network.Broken", "maybe"]);
      });
      assert.equal(got, 1);
    });

    it("works as any other where nothing fails", async () => {
      const got = await secured(undefined, async (url) => {
        await callerFor(url).caller.call("CreateStaff", create);
      });
      assert.equal(got, 1);
    });

    it("a handshake that is cut off was before the request", async () => {
      const server = net.createServer((socket) => void socket.once("data", () => socket.resetAndDestroy()));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as net.AddressInfo;
      const error = await failureOf(callerFor(`https://127.0.0.1:${port}`).caller.call("CreateStaff", create));
      await new Promise((resolve) => server.close(resolve));
      assert.equal(error.applied, "no", error.message);
    });
  });
});
