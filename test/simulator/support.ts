import { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import { type Simulator, type SimulatorOptions, sign, startSimulator } from "../../provider/simulator";

export const app = 1400000000;

export interface Setup {
  sim: Simulator;
  client: Client;
}

/** Runs `body` against a fresh simulator, without a rate limit unless asked, and closes it. */
export async function withSimulator(options: SimulatorOptions, body: (setup: Setup) => Promise<void>): Promise<void> {
  const sim = await startSimulator({ rate: 0, ...options });
  try {
    await body({ sim, client: clientOf(sim) });
  } finally {
    await sim.close();
  }
}

/** The vendor's own client, pointed at the simulator. */
export function clientOf(sim: Simulator, method: "GET" | "POST" = "POST", timeoutSeconds = 10): Client {
  return new Client({
    credential: { secretId: sim.env.TENCENTCLOUD_SECRET_ID!, secretKey: sim.env.TENCENTCLOUD_SECRET_KEY! },
    region: "ap-guangzhou",
    profile: {
      httpProfile: {
        endpoint: sim.url.replace("http://", ""),
        protocol: "http://",
        reqTimeout: timeoutSeconds,
        reqMethod: method,
        proxy: "",
      },
    },
  });
}

/** An agent as CreateStaff wants her. */
export const person = (name: string, more: object = {}) => ({
  Name: name,
  Mail: `${name}@example.com`,
  StaffNumber: `no-${name}`,
  ...more,
});

export interface RawAnswer {
  status: number;
  text: string;
  code: string | undefined;
  message: string | undefined;
  requestId: string | undefined;
}

export interface RawOptions {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  secretId?: string;
  secretKey?: string;
  timestamp?: number;
  signedHeaders?: string[];
  authorization?: string | null;
}

/** One HTTP call signed by hand, so that each part can be made wrong. */
export async function raw(sim: Simulator, action: string, body: string, options: RawOptions = {}): Promise<RawAnswer> {
  const { method = "POST", path = "/", signedHeaders = ["content-type", "host"] } = options;
  const timestamp = options.timestamp ?? Math.floor(Date.now() / 1000);
  const headers: Record<string, string> = {
    "content-type": "application/json",
    host: new URL(sim.url).host,
    "x-tc-action": action,
    "x-tc-version": "2020-02-10",
    "x-tc-timestamp": String(timestamp),
    ...options.headers,
  };
  const signed = Object.fromEntries(signedHeaders.map((name) => [name, headers[name]!]));
  const query = path.split("?")[1] ?? "";
  const parts = { method, query, headers: signed, body, timestamp, service: "ccc" };
  const signature = sign(parts, options.secretKey ?? sim.env.TENCENTCLOUD_SECRET_KEY!);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const id = options.secretId ?? sim.env.TENCENTCLOUD_SECRET_ID;
  const authorization =
    options.authorization ??
    `TC3-HMAC-SHA256 Credential=${id}/${date}/ccc/tc3_request, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  if (options.authorization !== null) headers.authorization = authorization;
  delete headers.host; // fetch sends it by itself
  const answer = await fetch(sim.url + path, { method, headers, ...(method === "GET" ? {} : { body }) });
  const text = await answer.text();
  let response: { RequestId?: string; Error?: { Code: string; Message: string } } = {};
  try {
    response = JSON.parse(text).Response;
  } catch {}
  const { Code: code, Message: message } = response.Error ?? {};
  return { status: answer.status, text, code, message, requestId: response.RequestId };
}

/** The service's code that a call fails with, or "ok". */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "ok";
  } catch (error) {
    const { code, message, httpCode } = error as { code?: string; message: string; httpCode?: number };
    return code ?? (httpCode === undefined ? `no answer: ${message}` : `HTTP ${httpCode}`);
  }
}
