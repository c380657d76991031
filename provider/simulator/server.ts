import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Reply, Service } from "./service";
import { queryLimit, receive } from "./wire";

export interface ServerOptions {
  /** Each answer leaves so long after it is known. */
  latencyMs: number;
  /** How long a client may take to send one request, from its first byte; a sixth of it for its headers. */
  requestTimeoutMs: number;
}

/** An HTTP server in front of the service. */
export function serve(service: Service, { latencyMs, requestTimeoutMs }: ServerOptions): Server {
  const options = {
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs / 6,
    // Slow clients are looked for so often.
    connectionsCheckingInterval: requestTimeoutMs / 12,
    // Longer than clients keep an idle connection, so that it is not closed under a request just sent.
    keepAliveTimeout: 75_000,
    maxHeaderSize: queryLimit + 32 * 1024,
  };
  const server = createServer(options, async (message, response) => {
    const gone = () => message.socket.destroyed;
    const action = String(message.headers["x-tc-action"] ?? "");
    const reply = await service.answer(() => receive(message), action, gone);
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    // Nobody can call again on this connection while nobody listens.
    if (!server.listening) response.shouldKeepAlive = false;
    send(reply, message, response);
  });
  return server;
}

/** Connections are refused until the returned function is called; what is on its way is answered. */
export function refuseConnections(server: Server, port: number, host: string): () => Promise<void> {
  server.close();
  return async () => {
    if (!server.listening) await listen(server, port, host);
  };
}

function send(reply: Reply, message: IncomingMessage, response: ServerResponse): void {
  if (reply === "silence") return;
  if (reply === "reset") {
    message.socket.resetAndDestroy();
    return;
  }
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { "content-type": reply.type, "content-length": body.length });
  if (!reply.cut) response.end(body);
  else response.write(body.subarray(0, body.length / 2), () => message.socket.destroy());
}

/** Resolves with the port when the server listens; rejects with one clear message when it cannot. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException): void => {
      const inUse = `port ${port} of ${host} is in use: stop what listens there, or give another port (0 = any free one)`;
      reject(new Error(error.code === "EADDRINUSE" ? inUse : `cannot listen on ${host}:${port}: ${error.message}`));
    };
    server.once("error", refused);
    server.listen(port, host, () => {
      server.off("error", refused);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
