import { UserError } from "../base/errors";

/** Whether a failed call can have changed something: `"no"` only where that is certain. */
export type Applied = "no" | "maybe";

export interface ServiceFailure {
  /** Action that was called, as the service names it. */
  action: string;
  /** See {@link ServiceError.code}. */
  code: string;
  /** The service's own words, or what the network said. */
  serviceMessage: string;
  requestId?: string;
  applied: Applied;
}

/**
 * A call that failed. Every failure of a call arrives as one of these, whatever the SDK made of it.
 *
 * `describeFailure` (advice.ts) turns it into the message for the user.
 */
export class ServiceError extends UserError {
  readonly action: string;
  /**
   * The service's code (`FailedOperation.DuplicatedAccount`), or where the service did not answer itself:
   * `Network.Refused`, `Network.Unknown` (no such host), `Network.Unreachable`, `Network.Tls`, `Network.Broken`, `Network.Timeout`,
   * `Http.<status>`, `Answer.NotJson`, `Answer.Truncated`, `Answer.Unexpected`, `Answer.Inexact` (an id too large).
   */
  readonly code: string;
  readonly serviceMessage: string;
  readonly requestId: string | undefined;
  readonly applied: Applied;

  constructor(failure: ServiceFailure) {
    const where = failure.requestId ? `${failure.action}, RequestId ${failure.requestId}` : failure.action;
    super(`${failure.code}: ${failure.serviceMessage} (${where})`);
    this.name = "ServiceError";
    this.action = failure.action;
    this.code = failure.code;
    this.serviceMessage = failure.serviceMessage;
    this.requestId = failure.requestId;
    this.applied = failure.applied;
  }
}

/** Whether the service refused because too much was asked at once: never applied, always worth another try. */
export const isThrottled = (error: ServiceError): boolean =>
  error.code.startsWith("RequestLimitExceeded") || error.code === "Http.429";

/** Whether the answer was lost on the way or never made: the network, a proxy, a gateway. */
export const isTransport = (error: ServiceError): boolean => /^(Network|Http|Answer)\./.test(error.code);

/** Whether the service failed on its own side; by its code alone nobody knows what it had done by then. */
export const isInternal = (error: ServiceError): boolean => /^(InternalError|ServiceUnavailable)\b/.test(error.code);

/** Whether the refusal is about who calls or which instance, so that no other request of this account fares better. */
export const isAboutAccount = (error: ServiceError): boolean =>
  /^(AuthFailure|UnauthorizedOperation|FailedOperation\.PermissionDenied|IpInBlacklist|IpNotInWhitelist|OperationDenied)\b/.test(
    error.code,
  ) || error.code.endsWith(".InstanceNotExist");
