import pRetry from "p-retry";
import type { Clock } from "../base/clock";
import type { Log } from "../base/log";
import { isInternal, isThrottled, isTransport, ServiceError } from "./errors";

/** Whether to try again, and after how many milliseconds (unscaled). */
export type Decision = { again: true; afterMs: number } | { again: false };

/**
 * Writes that may be sent twice: the second changes nothing that the first has not changed already.
 * What is not here (every Create…) is sent again only when it is certain that nothing was applied.
 */
const REPEATABLE_WRITES: ReadonlySet<string> = new Set([
  ...["ModifyStaff", "ModifyStaffPassword", "DeleteStaff", "ForceMemberOffline", "RestoreMemberOnline"],
  ...["BindStaffSkillGroupList", "UnbindStaffSkillGroupList", "UpdateCCCSkillGroup", "DeleteCCCSkillGroup"],
  // ResetExtensionPassword makes a new password each time; the one of a lost answer is known to nobody.
  ...["ModifyExtension", "DeleteExtension", "ResetExtensionPassword"],
  ...["PauseAutoCalloutTask", "ResumeAutoCalloutTask", "StopAutoCalloutTask"],
  ...["PausePredictiveDialingCampaign", "ResumePredictiveDialingCampaign", "AbortPredictiveDialingCampaign"],
  ...["UpdatePredictiveDialingCampaign", "DeletePredictiveDialingCampaign"],
  ...["BindNumberCallOutSkillGroup", "UnbindNumberCallOutSkillGroup", "BindNumberCallInInterface"],
  // Of STS: new credentials each time, and nothing else.
  "AssumeRole",
]);

/** Whether an action may be sent again when nobody knows what became of it: reads, and the writes listed above. */
export const isRepeatable = (action: string): boolean => action.startsWith("Describe") || REPEATABLE_WRITES.has(action);

interface Patience {
  /** First delay, which doubles. */
  firstMs: number;
  /** No delay is longer. */
  mostMs: number;
  /** Attempts in all. */
  attempts: number;
  /** Delays in all. */
  budgetMs: number;
}

/** Others may be using the same account up to its limit for minutes (a second pipeline, the console). */
const THROTTLED: Patience = { firstMs: 1000, mostMs: 15_000, attempts: Number.POSITIVE_INFINITY, budgetMs: 300_000 };
/** Connections, gateways. */
const TRANSPORT: Patience = { firstMs: 500, mostMs: 8000, attempts: 5, budgetMs: 30_000 };
/** Nobody there, no such host: most likely a wrong address, which the user wants to hear of soon. */
const UNREACHABLE: Patience = { firstMs: 500, mostMs: 2000, attempts: 3, budgetMs: 5000 };
/** Each attempt has cost a minute already. */
const TIMED_OUT: Patience = { firstMs: 1000, mostMs: 2000, attempts: 3, budgetMs: 5000 };
/** Nobody documents whether an absent object is answered by it too, so this must not cost much. */
const INTERNAL: Patience = { firstMs: 500, mostMs: 2000, attempts: 4, budgetMs: 5000 };

/**
 * Whether a failed call is tried again. Pure.
 *
 * @param attempt number of attempts so far, from 1
 * @param elapsed milliseconds waited between attempts so far, unscaled
 * @param random source of the jitter, 0 to 1: each delay is 50 to 100 % of its nominal length
 */
export function decide(
  action: string,
  error: unknown,
  attempt: number,
  elapsed: number,
  random = Math.random,
): Decision {
  const patience = patienceFor(action, error);
  if (!patience || attempt >= patience.attempts || elapsed >= patience.budgetMs) return { again: false };
  const nominal = Math.min(patience.mostMs, patience.firstMs * 2 ** (attempt - 1));
  return { again: true, afterMs: Math.round(nominal * (0.5 + random() / 2)) };
}

function patienceFor(action: string, error: unknown): Patience | undefined {
  if (!(error instanceof ServiceError)) return undefined;
  if (error.applied === "maybe" && !isRepeatable(action)) return undefined;
  if (isThrottled(error)) return THROTTLED;
  if (isInternal(error)) return INTERNAL;
  if (!isTransport(error)) return undefined;
  switch (error.code) {
    case "Network.Timeout":
      return TIMED_OUT;
    // Garbage once is an accident; a proxy's page or a wrong address stays.
    case "Answer.NotJson":
    case "Network.Refused":
    case "Network.Unreachable":
    case "Network.Unknown":
      return UNREACHABLE;
    case "Network.Tls":
    case "Answer.Inexact":
      return undefined;
    default:
      // A redirection or a client error of a proxy or gateway (407, 403) comes again.
      return /^Http\.[34]/.test(error.code) ? undefined : TRANSPORT;
  }
}

/** Runs `attempt` until it succeeds or {@link decide} gives up; the last error is thrown. Delays are scaled by the clock. */
export function retrying<T>(action: string, clock: Clock, log: Log, attempt: () => Promise<T>): Promise<T> {
  let waited = 0;
  return pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 0,
    maxTimeout: 0,
    shouldRetry: async ({ error, attemptNumber }) => {
      const decision = decide(action, error, attemptNumber, waited);
      if (!decision.again) return false;
      log.info(() => `${action} attempt ${attemptNumber} failed, again in ${Math.round(decision.afterMs)} ms`);
      waited += decision.afterMs;
      await clock.sleep(decision.afterMs);
      return true;
    },
  });
}
