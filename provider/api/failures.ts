import { messageOf } from "../base/errors";
import type { Secrets } from "../base/register";
import { secretsOf, textsIn } from "../base/secrets";
import { type Applied, ServiceError } from "./errors";
import type { Reach } from "./journey";

/** What the SDK's exceptions may carry; which members are there depends on where it failed. */
interface SdkError {
  code?: unknown;
  httpCode?: unknown;
  requestId?: unknown;
}

/**
 * Turns whatever the SDK threw for a call into a {@link ServiceError}.
 *
 * The SDK raises: with `code` what the service answered; with `httpCode` only any status but 200; with neither (and the
 * low-level message only) a failed connection, a time-out, an answer that is not JSON.
 *
 * @param request its secret values, and everything in `secrets`, are taken out of the message
 * @param reach how far the request got
 */
export function fromSdk(
  action: string,
  error: unknown,
  request: unknown,
  secrets: Secrets,
  reach: Reach = "unknown",
): ServiceError {
  if (error instanceof ServiceError) return error;
  const own = secretsOf(request);
  secrets.note(own);
  const clean = (text: string): string => secrets.hideQuoted(text, textsIn(own));
  const { code, httpCode, requestId } = (typeof error === "object" && error !== null ? error : {}) as SdkError;
  const message = messageOf(error);
  if (typeof code === "string" && code !== "" && isAnswer(error)) {
    const applied = appliedBy(code);
    const id = typeof requestId === "string" && requestId !== "" ? { requestId } : {};
    return new ServiceError({ action, code, serviceMessage: clean(message), applied, ...id });
  }
  if (typeof httpCode === "number") {
    const text = message === "" ? "no reason given" : message;
    const applied = SAID_BEFORE.has(httpCode) ? "no" : "maybe";
    return new ServiceError({ action, code: `Http.${httpCode}`, serviceMessage: clean(text), applied });
  }
  const { code: shape, applied } = shapeOf(message, reach);
  return new ServiceError({ action, code: shape, serviceMessage: clean(unquoted(message)), applied });
}

/** Statuses that are said before a request reaches the action. After any other nobody knows what became of it. */
const SAID_BEFORE: ReadonlySet<number> = new Set([
  ...[400, 401, 403, 404, 405, 406, 407, 411, 413, 414, 415, 417, 421, 426, 429, 431],
]);

/** A parser quotes a piece of the answer that it could not read, and a password may begin or end in it. */
const unquoted = (message: string): string =>
  message.replace(/,? (?:\.\.\.)?".*"(?:\.\.\.)? (?=is not valid JSON)/s, ": it ");

/** Low-level errors carry a `code` too (`ECONNRESET`); the service's are words in capitals and small letters. */
const isAnswer = (error: unknown): boolean => !/^E[A-Z0-9_]+$/.test(String((error as SdkError).code));

/**
 * Classes of codes that refuse before anything is changed. A failure inside the service may come after the change, and of
 * a class that is not documented nobody knows.
 */
const REFUSALS =
  /^(?:ActionOffline|AuthFailure|DryRunOperation|FailedOperation|InvalidAction|InvalidAuthorization|InvalidParameter|InvalidParameterValue|InvalidRequest|IpInBlacklist|IpNotInWhitelist|LimitExceeded|MissingParameter|NoSuchProduct|NoSuchVersion|OperationDenied|RequestLimitExceeded|RequestSizeLimitExceeded|ResourceInsufficient|ResourceInUse|ResourceNotFound|ResourceUnavailable|ResourcesSoldOut|UnauthorizedOperation|UnknownParameter|UnsupportedOperation|UnsupportedProtocol|UnsupportedRegion)(?:\.|$)/;

const appliedBy = (code: string): Applied => (REFUSALS.test(code) ? "no" : "maybe");

interface Shape {
  pattern: RegExp;
  code: string;
}

/** What failed of a request before there was an answer: `request to <url> failed, reason: <Node's own words>`. */
const REQUEST = /^request to \S+ failed, reason: (.*)$/s;

/** A look-up or a connect that failed: nothing was sent. The same codes under any other name of a system call say nothing. */
const NEVER_CONNECTED = /^(?:connect|getaddrinfo) E[A-Z0-9_]+\b/;

/** Names of what is certain by {@link NEVER_CONNECTED} or by the reach; the first match counts. */
const UNSENT: readonly Shape[] = [
  { pattern: /^connect ECONNREFUSED\b/, code: "Network.Refused" },
  { pattern: /^getaddrinfo E/, code: "Network.Unknown" },
  { pattern: /^connect E/, code: "Network.Unreachable" },
  // Several addresses were tried, and Node gives no reason for all of them.
  { pattern: /^$/, code: "Network.Unreachable" },
  {
    pattern:
      /certificate|self[- ]signed|altnames|wrong version number|EPROTO|ERR_TLS|SSL routines|secure TLS connection/i,
    code: "Network.Tls",
  },
];

/** Names of everything else, of which nobody knows what became. */
const IN_DOUBT: readonly Shape[] = [
  { pattern: /^network timeout at|^Response timeout|ETIMEDOUT/, code: "Network.Timeout" },
  { pattern: /Unexpected end of JSON|Unterminated string|Premature close/, code: "Answer.Truncated" },
  { pattern: /^invalid json response/, code: "Answer.NotJson" },
  { pattern: /^Cannot read propert/, code: "Answer.Unexpected" },
];

function shapeOf(message: string, reach: Reach): { code: string; applied: Applied } {
  const reason = REQUEST.exec(message)?.[1];
  const isUnsent =
    reason !== undefined && (reach === "unopened" || (reach === "unknown" && NEVER_CONNECTED.test(reason)));
  const named = (shapes: readonly Shape[], text: string): string =>
    shapes.find(({ pattern }) => pattern.test(text))?.code ?? "Network.Broken";
  return isUnsent
    ? { code: named(UNSENT, reason), applied: "no" }
    : { code: named(IN_DOUBT, reason ?? message), applied: "maybe" };
}
