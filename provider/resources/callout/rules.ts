import type { Issue } from "../../core/issues";
import { type Plain, shown } from "../../core/values";

export function ended(state: unknown): boolean {
  return state === "completed" || state === "ending" || state === "stopped";
}

export function isPast(notBefore: unknown, nowMs: number): boolean {
  return typeof notBefore === "number" && notBefore * 1000 <= nowMs;
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
