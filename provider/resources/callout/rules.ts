import { type CallOptions, ServiceError } from "../../api";
import type { Clock } from "../../base/clock";
import { UserError } from "../../base/errors";
import type { Issue } from "../../core/issues";
import { type Plain, shown } from "../../core/values";

export function ended(state: unknown): boolean {
  return state === "completed" || state === "ending" || state === "stopped";
}

export function isPast(notBefore: unknown, nowMs: number): boolean {
  return typeof notBefore === "number" && notBefore * 1000 <= nowMs;
}

/** The start of what is to dial, as a program declares it. */
export interface Start {
  /** `notBefore` or `startTime`. */
  field: string;
  /** Unix seconds. */
  at: number;
  /** Whether it may dial at once where that has passed. */
  startNow: boolean | undefined;
}

/** Phones never ring by surprise: a start that has passed is refused. */
export function refusePast(doing: string, { field, at, startNow }: Start, nowMs: number, waited = ""): void {
  if (!isPast(at, nowMs) || startNow === true) return;
  throw new UserError(
    `${doing}: ${field} (${new Date(at * 1000).toISOString()}) has passed${waited}, so phones would ring at once. Set a later ${field}, or startNow: true to dial now`,
  );
}

/** For a call that dials: it may wait for its turn for minutes, and its start may pass meanwhile. */
export function stillAhead(doing: string, start: Start, clock: Clock): CallOptions {
  const waited = " while the call waited for its turn (nothing was sent)";
  return { beforeSend: () => refusePast(doing, start, clock.now(), waited) };
}

const A_MINUTE_S = 60;

/**
 * A start that has passed may be refused; "now" is then a minute later, where `startNow` says so: nothing was made by the
 * refused call. Throws any other failure.
 */
export function laterStart(doing: string, failure: unknown, start: Start, nowMs: number): number {
  const refused =
    failure instanceof ServiceError && failure.applied === "no" && failure.code === "InvalidParameterValue";
  if (!refused || !isPast(start.at, nowMs)) throw failure;
  refusePast(doing, start, nowMs, " meanwhile (nothing was made)");
  return Math.floor(nowMs / 1000) + A_MINUTE_S;
}

export function answerIssues(news: Plain): Issue[] {
  const given = ["ivrId", "aiAgentId"].filter((key) => news[key] !== undefined);
  if (given.length === 1) return [];
  const came = given.length === 0 ? "neither" : "both";
  return [{ path: ["ivrId"], message: `expected exactly one of ivrId and aiAgentId, got ${came}` }];
}

export function orderIssues(news: Plain, from = "notBefore", to = "notAfter"): Issue[] {
  const start = news[from];
  const end = news[to];
  if (typeof start !== "number" || typeof end !== "number" || end > start) return [];
  return [{ path: [to], message: `expected an instant after ${from} (${shown(start)}), got ${shown(end)}` }];
}
