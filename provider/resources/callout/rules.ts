import { ServiceError } from "../../api";
import type { Issue } from "../../core/issues";
import { type Plain, shown } from "../../core/values";

export function ended(state: unknown): boolean {
  return state === "completed" || state === "ending" || state === "stopped";
}

export function isPast(notBefore: unknown, nowMs: number): boolean {
  return typeof notBefore === "number" && notBefore * 1000 <= nowMs;
}

const A_MINUTE_S = 60;

/**
 * A start that has passed may be refused; "now" is then a minute later, and nothing was made by the refused call. Throws
 * any other failure.
 */
export function laterStart(failure: unknown, start: number, nowMs: number): number {
  const refused =
    failure instanceof ServiceError && failure.applied === "no" && failure.code === "InvalidParameterValue";
  if (!refused || !isPast(start, nowMs)) throw failure;
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
