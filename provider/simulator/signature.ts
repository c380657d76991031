import { createHash, createHmac } from "node:crypto";

/** What TC3-HMAC-SHA256 signs: the parts of one HTTP request and the scope of the key. */
export interface SignedRequest {
  method: string;
  /** Raw query string without "?"; "" for POST. */
  query: string;
  /** The headers that are signed, in any order and case. */
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
  /** Unix seconds, as in X-TC-Timestamp. */
  timestamp: number;
  /** Product name of the credential scope, such as "ccc". */
  service: string;
  /** UTC day of the credential scope; taken from `timestamp` when left out. */
  date?: string;
}

/**
 * The signature (hex) that the service expects for `request` under `secretKey`.
 *
 * @example
 * sign({ method: "POST", query: "", headers: { host, "content-type": type }, body, timestamp, service: "ccc" }, key)
 */
export function sign(request: SignedRequest, secretKey: string): string {
  const headers = Object.entries(request.headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim().toLowerCase()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = [
    request.method,
    "/",
    request.query,
    headers.map(([name, value]) => `${name}:${value}\n`).join(""),
    headers.map(([name]) => name).join(";"),
    sha256(request.body),
  ].join("\n");
  const date = request.date ?? utcDate(request.timestamp);
  const scope = `${date}/${request.service}/tc3_request`;
  const text = ["TC3-HMAC-SHA256", request.timestamp, scope, sha256(canonical)].join("\n");
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), request.service), "tc3_request");
  return hmac(key, text).toString("hex");
}

/** Day of a timestamp, in UTC, as the scope writes it. */
export const utcDate = (timestamp: number): string => new Date(timestamp * 1000).toISOString().slice(0, 10);

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Uint8Array, data: string): Buffer => createHmac("sha256", key).update(data).digest();
