import type { IncomingMessage } from "node:http";
import { invalid, serviceError } from "./errors";

/** One HTTP request as it came, before anything is believed of it. */
export interface Incoming {
  method: string;
  path: string;
  /** Raw query string, without "?". */
  query: string;
  /** Lower-case names; of a repeated header the values are joined. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** Any JSON object: what a client sends as parameters. */
export type JsonObject = Record<string, unknown>;

/** POST bodies up to 10 MB are accepted, as the service says for TC3-HMAC-SHA256. */
const bodyLimit = 10 * 1024 * 1024;
/** Query strings up to 32 KB. */
export const queryLimit = 32 * 1024;

/** Beyond this a client is not listened to any more. */
const endlessBody = 80 * 1024 * 1024;

/** The client hung up in the middle of its request, or would not stop: there is nobody to answer. */
export class ClientGone extends Error {}

/** Reads the whole request. A body above the limit is read to its end and refused, so that the client sees the answer. */
export async function receive(message: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= bodyLimit) chunks.push(chunk);
      else chunks.length = 0;
      if (size > endlessBody) throw new ClientGone();
    }
  } catch {
    throw new ClientGone();
  }
  const [path = "/", query = ""] = splitOnce(message.url ?? "/", "?");
  if (size > bodyLimit || query.length > queryLimit) {
    throw serviceError(
      "RequestSizeLimitExceeded",
      "The request size exceeds the limit: 10 MB for POST, 32 KB for GET.",
    );
  }
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  return { method: message.method ?? "", path, query, headers, body: Buffer.concat(chunks) };
}

/** The parameters of a call: the JSON body of a POST, or the query of a GET (its values are all text). */
export function parameters(request: Incoming): JsonObject {
  if (request.method === "GET") return unflatten(request.query);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(request.body));
  } catch {
    throw invalid("The request body is not valid JSON in UTF-8.");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw invalid("The request body is not a JSON object.");
  }
  if (isTooDeep(parsed)) throw invalid("The request body is nested too deeply.");
  return parsed as JsonObject;
}

/** Deepest nesting of any request of the service, with room. */
const depthLimit = 16;

/** Level by level: a body of a million brackets must not end the process. */
function isTooDeep(value: object): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= depthLimit; depth++) {
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** `Staffs.0.Name=Li&SdkAppId=1` → `{ Staffs: [{ Name: "Li" }], SdkAppId: "1" }`. */
function unflatten(query: string): JsonObject {
  const root = Object.create(null) as JsonObject;
  for (const [key, value] of new URLSearchParams(query)) {
    const path = key.split(".");
    if (path.length > depthLimit) throw invalid(`The parameter \`${key.slice(0, 64)}\` is nested too deeply.`);
    let at = root;
    for (const name of path.slice(0, -1)) {
      const next = at[name] ?? Object.create(null);
      if (typeof next !== "object") throw invalid(`The parameter \`${key}\` is given twice.`);
      at[name] = next;
      at = next as JsonObject;
    }
    at[path.at(-1)!] = value;
  }
  return listsIn(root) as JsonObject;
}

/** An object whose keys are 0, 1, 2 … is a list. */
function listsIn(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, listsIn(member)] as const);
  if (entries.length > 0 && entries.every(([key]) => /^\d{1,5}$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, member]) => member);
  }
  return Object.fromEntries(entries);
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
