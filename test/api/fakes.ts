import assert from "node:assert/strict";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { type Caller, createCaller } from "../../provider/api/client";
import { type AccountSettings, readSettings } from "../../provider/api/config";
import { ServiceError } from "../../provider/api/errors";
import { type Clock, systemClock } from "../../provider/base/clock";
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

/** Waits are a thousandth; an attempt is given up after 2 s. */
const clock = systemClock({ TCCC_TIME_SCALE: "0.001" });
export const list = { SdkAppId: 1400000000, PageSize: 100, PageNumber: 0 };
export const create = { SdkAppId: 1400000000, Staffs: [{ Name: "Li", Mail: "li@example.com", StaffNumber: "1" }] };

/** A caller over the wire, and the lines it logs. */
export function callerFor(url: string, env: NodeJS.ProcessEnv = {}, level = "off") {
  const lines: string[] = [];
  const log = createLog({ TCCC_LOG: level }, (line) => lines.push(line));
  return { caller: createCaller(settingsFor(url), { clock, log, env }), lines };
}

export async function failureOf(promise: Promise<unknown>): Promise<ServiceError> {
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
export async function withServer<T>(
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
