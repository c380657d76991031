import { createHash, createHmac, randomBytes } from "node:crypto";
import { stackOf } from "../../core/identity";
import type { Issue } from "../../core/issues";
import { hasUnknown } from "../../core/unknown";
import { canonical, type Plain, sameValue } from "../../core/values";

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

/** What identifies a task in its description. */
export interface Marker {
  /** `#tccc:` and 12 hexadecimal digits. */
  own: string;
  /** The part that a task of the same declaration and run has whatever its resource is called in this stack. */
  shared: string;
}

/**
 * The service has no idempotency token, so a task carries its identity in its description: a hash of project, stack,
 * `run` and declaration, then one with the resource's name. The first half finds a task again whose resource was renamed
 * without an alias: nobody is called twice for that. Frozen: a changed hash would dial everybody again.
 *
 * @param origin Pulumi's URN at creation
 */
export function markerOf(origin: string, inputs: Plain): Marker {
  const run = { run: inputs.run ?? null, declaration: declaration(inputs) };
  const stack = stackOf(origin);
  const shared = `#tccc:${sixDigits({ stack, ...run })}`;
  return { own: `${shared}${sixDigits({ origin, ...run })}`, shared };
}

/** The shared half of the marker in a description. */
export function sharedOf(description: string): string | undefined {
  return /#tccc:[0-9a-f]{6}/.exec(description)?.[0];
}

function sixDigits(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex").slice(0, 6);
}

/**
 * `calleesDigest`, a short fingerprint of whom is called, to see that a list changed without showing it, and the key that
 * makes it, a secret output. Without the key one would find a number by trying all numbers. The key is a random one of the
 * resource's own, made at creation; a state that has none (an import) is given one by its first update.
 *
 * @param olds what the state has, with the `digestKey` of before
 */
export function digestOf(callees: unknown, olds: Plain = {}): { calleesDigest: string; digestKey: string } {
  const { digestKey: kept } = olds;
  const digestKey = typeof kept === "string" && kept !== "" ? kept : randomBytes(16).toString("hex");
  const calleesDigest = createHmac("sha256", digestKey).update(canonical(callees)).digest("hex").slice(0, 16);
  return { calleesDigest, digestKey };
}

export function startsSoon(notBefore: unknown, nowMs: number): boolean {
  return typeof notBefore === "number" && nowMs / 1000 >= notBefore - CLOSE_S;
}

/** The fields in which two declarations differ, as far as both are known. */
export function changedFields(olds: Plain, news: Plain): string[] {
  const before = declaration(olds);
  const now = declaration(news);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return keys.filter((key) => !hasUnknown(now[key]) && !sameValue(before[key], now[key]));
}

/** Before its start a changed declaration may be carried out; after that only another `run` dials again. */
export function startedIssues(
  news: Plain,
  olds: Plain,
  nowMs: number,
  what = "task",
  start: "notBefore" | "startTime" = "notBefore",
): Issue[] {
  const changed = changedFields(olds, news);
  if (changed.length === 0 || !sameValue(olds.run, news.run) || !startsSoon(olds[start], nowMs)) return [];
  const when = new Date(Number(olds[start]) * 1000).toISOString();
  return changed.map((key) => ({
    path: [key],
    message: `the ${what} started or starts within 2 minutes (${start} ${when}), so a change of its declaration is refused: put it back, or change \`run\` as well to stop this ${what} and dial the new declaration`,
  }));
}
