import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../../provider/base/errors";
import { surroundedBy } from "../../provider/lookups/lookup";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../provider/simulator";

export const app = 1400000000;

/** Lookups as a script asks them: settings of the environment, but no limit of calls a second. */
export async function asking<T>(env: Readonly<Record<string, string>>, body: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, { TCCC_TIME_SCALE: "0.01" }, env);
  surroundedBy({
    configuration: () => ({ "tccc:requestsPerSecond": "1000" }),
    namingInstance: "give sdkAppId, or set TCCC_SDK_APP_ID",
  });
  try {
    return await body();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** Asks a simulator of its own. */
export async function withSimulator(options: SimulatorOptions, body: (sim: Simulator) => Promise<void>): Promise<void> {
  const sim = await startSimulator({ rate: 0, ...options });
  try {
    await asking(sim.env, () => body(sim));
  } finally {
    await sim.close();
  }
}

export interface Call {
  action: string;
  request: Record<string, unknown>;
}

type Answers = Readonly<Record<string, (request: Record<string, unknown>) => object>>;

/** Asks a service that answers by `answers`, whatever was signed; gives the calls it got. */
export async function withFake(
  answers: Answers,
  body: (calls: Call[], env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const calls: Call[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const action = String(incoming.headers["x-tc-action"]);
      const request = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      calls.push({ action, request });
      const answer = answers[action]?.(request) ?? {
        Error: { Code: "InvalidAction", Message: `no answer to ${action}` },
      };
      outgoing.setHeader("content-type", "application/json");
      outgoing.end(JSON.stringify({ Response: { ...answer, RequestId: "fake" } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const env = {
    TENCENTCLOUD_SECRET_ID: "AKIDexample",
    TENCENTCLOUD_SECRET_KEY: "example",
    TCCC_SDK_APP_ID: String(app),
    TCCC_ENDPOINT: `http://127.0.0.1:${port}`,
  };
  try {
    await asking(env, () => body(calls, env));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The message with which a question is refused. */
export async function refusal(question: Promise<unknown>): Promise<string> {
  const error = await question.then(
    (found) => assert.fail(`expected a refusal, got ${JSON.stringify(found)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof UserError, String((error as Error).stack));
  assert.doesNotMatch(error.message, /\n\s+at |inside the provider/);
  return error.message;
}
