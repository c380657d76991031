import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Caller } from "../../provider/api/client";
import { type AccountSettings, readSettings } from "../../provider/api/config";
import type { Clock } from "../../provider/base/clock";
import { createLog, type Log } from "../../provider/base/log";

/** Time that passes only when nothing else is going on: the earliest sleeper wakes once the event loop has settled. */
export interface FakeClock extends Clock {
  /** Every sleep that was asked for, in milliseconds. */
  slept: number[];
}

export function fakeClock(): FakeClock {
  let now = 1_700_000_000_000;
  let pumping = false;
  const sleepers: { at: number; wake: () => void }[] = [];
  const slept: number[] = [];
  async function pump(): Promise<void> {
    pumping = true;
    while (sleepers.length > 0) {
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
      sleepers.sort((a, b) => a.at - b.at);
      const next = sleepers.shift();
      if (!next) break;
      now = Math.max(now, next.at);
      next.wake();
    }
    pumping = false;
  }
  return {
    slept,
    now: () => now,
    scaled: (ms) => ms,
    sleep: (ms) =>
      new Promise((wake) => {
        slept.push(ms);
        sleepers.push({ at: now + ms, wake });
        if (!pumping) void pump();
      }),
  };
}

export const quietLog = (): Log => createLog({}, () => undefined);

export function settingsFor(url: string, more: Record<string, string> = {}): AccountSettings {
  const values: Record<string, string> = {
    endpoint: url,
    secretId: "AKIDexample",
    secretKey: "example-secret-key",
    ...more,
  };
  return readSettings((key) => values[key], {});
}

export interface Received {
  action: string;
  body: Record<string, unknown>;
  headers: http.IncomingHttpHeaders;
  at: number;
}

export type Answer = (received: Received, response: http.ServerResponse) => void;

/** A server that answers each call by `answer` and remembers what it got. */
export async function tinyServer(answer: Answer): Promise<{ url: string; calls: Received[]; close(): Promise<void> }> {
  const calls: Received[] = [];
  const server = http.createServer((request, response) => {
    const at = performance.now();
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || "{}") as Record<string, unknown>;
      const received = { action: String(request.headers["x-tc-action"]), body, headers: request.headers, at };
      calls.push(received);
      answer(received, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers as the service does. */
export function reply(response: http.ServerResponse, content: object): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ Response: { RequestId: "r-1", ...content } }));
}

/** A caller made of functions by action name; other actions throw. */
export function fakeCaller(actions: Record<string, (request: Record<string, unknown>) => unknown>): {
  caller: Caller;
  calls: { action: string; request: Record<string, unknown> }[];
} {
  const calls: { action: string; request: Record<string, unknown> }[] = [];
  const caller = {
    call: async (action: string, request: Record<string, unknown>) => {
      calls.push({ action, request });
      const run = actions[action];
      if (!run) throw new Error(`unexpected ${action}`);
      return await run(request);
    },
  };
  return { caller: caller as unknown as Caller, calls };
}
