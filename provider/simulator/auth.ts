import { timingSafeEqual } from "node:crypto";
import { type ServiceError, serviceError } from "./errors";
import { sign } from "./signature";
import type { Incoming } from "./wire";

/** One key of an account. Two keys with the same instances belong to one account, as after a rotation. */
export interface Credential {
  secretId: string;
  secretKey: string;
  /** Set for a temporary key: calls must bring the same token. */
  token?: string;
  /** The instances that this key may use; all of the simulator's when left out. */
  sdkAppIds?: readonly number[];
}

/** The service accepts clocks that differ by five minutes at most. */
const clockToleranceSeconds = 300;

const form =
  /^TC3-HMAC-SHA256\s+Credential=([^/\s]+)\/(\d{4}-\d\d-\d\d)\/([^/\s]+)\/tc3_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/i;

/**
 * Finds the credential that signed the request, or throws what the service answers. Time is the real one, not the
 * simulator's `now`: clients sign with their own clock.
 */
export function authenticate(request: Incoming, credentials: readonly Credential[]): Credential {
  const authorization = request.headers.authorization;
  if (authorization === undefined) {
    throw refused("InvalidAuthorization", "The request does not have an `Authorization` header.");
  }
  const match = form.exec(authorization.trim());
  if (match === null) {
    const text = "The request `Authorization` header does not conform to tencentcloud standards.";
    throw refused("InvalidAuthorization", text);
  }
  const [, secretId, date, service, signedHeaders, signature] = match as unknown as string[];
  const timestamp = readTimestamp(request);
  const credential = credentials.find((one) => one.secretId === secretId);
  if (credential === undefined) {
    throw refused("SecretIdNotFound", "The SecretId is not found, please ensure that your SecretId is correct.");
  }
  const names = signedHeaders!.toLowerCase().split(";");
  if (!names.includes("host") || !names.includes("content-type")) {
    throw refused("InvalidAuthorization", "`SignedHeaders` must include at least `content-type` and `host`.");
  }
  const matches = hosts(request).some((host) => {
    const headers = Object.fromEntries(names.map((name) => [name, request.headers[name] ?? ""]));
    const parts = { ...request, headers: { ...headers, host }, timestamp, service: service!, date: date! };
    return same(sign(parts, credential.secretKey), signature!.toLowerCase());
  });
  if (!matches) {
    const text = "The provided credentials could not be validated. Please check your signature is correct.";
    throw refused("SignatureFailure", text);
  }
  if ((request.headers["x-tc-token"] ?? "") !== (credential.token ?? "")) {
    throw refused("TokenFailure", "The provided token is not valid for this SecretId.");
  }
  return credential;
}

function readTimestamp(request: Incoming): number {
  const text = request.headers["x-tc-timestamp"];
  if (text === undefined) {
    throw serviceError("MissingParameter", "The request is missing a required parameter `Timestamp`.");
  }
  const timestamp = Number(text);
  if (!/^\d{1,12}$/.test(text)) throw refused("InvalidAuthorization", "The `X-TC-Timestamp` header is not valid.");
  if (Math.abs(Date.now() / 1000 - timestamp) > clockToleranceSeconds) {
    const text =
      "The provided credentials could not be validated because of exceeding request timestamp limit. " +
      "Please check your local time: it may differ from the server's by five minutes at most.";
    throw refused("SignatureExpire", text);
  }
  return timestamp;
}

/** The vendor's Node SDK signs the host without its port and sends it with the port, so both are tried. */
function hosts(request: Incoming): string[] {
  const host = request.headers.host ?? "";
  return [host, host.replace(/:\d+$/, "")];
}

const refused = (code: string, message: string): ServiceError => serviceError(`AuthFailure.${code}`, message);
const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));
