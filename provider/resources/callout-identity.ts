import { createHash } from "node:crypto";
import type { Issue } from "../core/issues";
import { hasUnknown } from "../core/unknown";
import { canonical, type Plain, sameValue } from "../core/values";

/** Fields that say how a task is dealt with, not what it is. */
const NOT_DECLARED = new Set(["sdkAppId", "paused", "startNow", "run", "onExisting"]);

/** So close to its start a task counts as started: a replacement could come too late. Seconds. */
const CLOSE_S = 120;

/** What the task is: everything declared, but for how it is dealt with. */
export function declaration(inputs: Plain): Plain {
  return Object.fromEntries(
    Object.entries(inputs).filter(
      ([key, value]) => !NOT_DECLARED.has(key) && !key.startsWith("__") && value !== undefined,
    ),
  );
}

/**
 * The service has no idempotency token, so a task carries its identity in its description: a hash of where it is
 * declared, its `run` and its declaration. Frozen: a changed hash would dial everybody again.
 */
export function markerOf(origin: string, inputs: Plain): string {
  const identity = canonical({ origin, run: inputs.run ?? null, declaration: declaration(inputs) });
  return `#tccc:${createHash("sha256").update(identity).digest("hex").slice(0, 12)}`;
}

/** A short fingerprint of whom is called, to see that a list changed without showing it. */
export function digestOf(callees: unknown, origin: string): string {
  return createHash("sha256").update(canonical({ origin, callees })).digest("hex").slice(0, 16);
}

export function startsSoon(notBefore: unknown, nowMs: number): boolean {
  return typeof notBefore === "number" && nowMs / 1000 >= notBefore - CLOSE_S;
}

/** A changed declaration may replace a task that has not started; after that only another `run` dials again. */
export function startedIssues(news: Plain, olds: Plain, nowMs: number): Issue[] {
  const before = declaration(olds);
  const now = declaration(news);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const changed = keys.filter((key) => !hasUnknown(now[key]) && !sameValue(before[key], now[key]));
  if (changed.length === 0 || !sameValue(olds.run, news.run) || !startsSoon(olds.notBefore, nowMs)) return [];
  const when = new Date(Number(olds.notBefore) * 1000).toISOString();
  return changed.map((key) => ({
    path: [key],
    message: `the task started or starts within 2 minutes (notBefore ${when}), so a change of its declaration is refused: put it back, or change \`run\` as well to stop this task and dial the new declaration`,
  }));
}
