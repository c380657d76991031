import { messageOf } from "../base/errors";
import { scrub, secretsOf } from "../base/secrets";
import { type Applied, ServiceError } from "./errors";

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
 * @param request its secret values, and `secrets`, are taken out of the message
 */
export function fromSdk(
  action: string,
  error: unknown,
  request: unknown,
  secrets: (string | undefined)[],
): ServiceError {
  if (error instanceof ServiceError) return error;
  const clean = (text: string): string => scrub(text, [...secretsOf(request), ...secrets]);
  const { code, httpCode, requestId } = (typeof error === "object" && error !== null ? error : {}) as SdkError;
  const message = messageOf(error);
  if (typeof code === "string" && code !== "" && isAnswer(error)) {
    const applied = appliedBy(code);
    const id = typeof requestId === "string" && requestId !== "" ? { requestId } : {};
    return new ServiceError({ action, code, serviceMessage: clean(message), applied, ...id });
  }
  if (typeof httpCode === "number") {
    const text = message === "" ? "no reason given" : message;
    // A client error is said before the call reaches the action; after any other status nobody knows.
    const applied = httpCode >= 400 && httpCode < 500 && httpCode !== 408 ? "no" : "maybe";
    return new ServiceError({ action, code: `Http.${httpCode}`, serviceMessage: clean(text), applied });
  }
  const shape = SHAPES.find((candidate) => candidate.pattern.test(message)) ?? UNKNOWN_SHAPE;
  return new ServiceError({
    action,
    code: shape.code,
    serviceMessage: clean(unquoted(message)),
    applied: shape.applied,
  });
}

/** A parser quotes a piece of the answer that it could not read, and a password may begin or end in it. */
const unquoted = (message: string): string =>
  message.replace(/,? (?:\.\.\.)?".*"(?:\.\.\.)? (?=is not valid JSON)/s, ": it ");

/** Low-level errors carry a `code` too (`ECONNRESET`); the service's are words in capitals and small letters. */
const isAnswer = (error: unknown): boolean => !/^E[A-Z_]+$/.test(String((error as SdkError).code));

/** A definite refusal changed nothing; a failure inside the service may come after the change. */
const appliedBy = (code: string): Applied => (/^(InternalError|ServiceUnavailable)\b/.test(code) ? "maybe" : "no");

interface Shape {
  pattern: RegExp;
  code: string;
  applied: Applied;
}

/** Messages of Node's network stack and of the SDK's HTTP client, the first match counts. */
const SHAPES: readonly Shape[] = [
  { pattern: /ECONNREFUSED/, code: "Network.Refused", applied: "no" },
  { pattern: /ENOTFOUND|EAI_AGAIN|EAI_/, code: "Network.Unknown", applied: "no" },
  { pattern: /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|connect ETIMEDOUT/, code: "Network.Unreachable", applied: "no" },
  // The handshake comes before the request.
  {
    pattern:
      /certificate|self[- ]signed|altnames|wrong version number|EPROTO|ERR_TLS|SSL routines|secure TLS connection/i,
    code: "Network.Tls",
    applied: "no",
  },
  { pattern: /network timeout at|Response timeout|ETIMEDOUT/, code: "Network.Timeout", applied: "maybe" },
  { pattern: /Unexpected end of JSON|Unterminated string|Premature close/, code: "Answer.Truncated", applied: "maybe" },
  { pattern: /invalid json response/, code: "Answer.NotJson", applied: "maybe" },
  { pattern: /Cannot read propert/, code: "Answer.Unexpected", applied: "maybe" },
  { pattern: /ECONNRESET|EPIPE|socket hang up|aborted/, code: "Network.Broken", applied: "maybe" },
];

const UNKNOWN_SHAPE = { code: "Network.Broken", applied: "maybe" } as const;
