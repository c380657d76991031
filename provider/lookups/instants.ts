import { UserError } from "../base/errors";

/** An instant in an argument: a Date, Unix seconds, or ISO 8601 with an offset or Z such as `2026-11-01T08:00:00+08:00`. */
export type Instant = Date | number | string;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;
/** 13 digits are milliseconds, which would be an instant thousands of years ahead. */
const MOST_SECONDS = 99_999_999_999;

/** Unix seconds of an argument. `name` is the argument's, for the message. */
export function secondsOf(name: string, value: Instant): number {
  const seconds = read(value);
  if (seconds !== undefined) return seconds;
  const hint = typeof value === "number" && value > MOST_SECONDS ? " (these look like milliseconds)" : "";
  const got = value instanceof Date ? "an invalid Date" : JSON.stringify(value);
  throw new UserError(
    `${name}: expected a Date, Unix seconds, or ISO 8601 with an offset or Z such as "2026-11-01T08:00:00+08:00", got ${got}${hint}`,
  );
}

function read(value: Instant): number | undefined {
  if (typeof value === "number")
    return Number.isInteger(value) && value >= 0 && value <= MOST_SECONDS ? value : undefined;
  const ms =
    value instanceof Date ? value.getTime() : typeof value === "string" && ISO.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}

/** From the first instant to the last, in Unix seconds. */
export interface Range {
  from: number;
  to: number;
}

const DAY = 86_400;
/** How far back the service keeps what it answers about calls and statuses. Pages of DescribeTelCdr and DescribeStaffStatusHistory. */
const KEPT_DAYS = 180;
/** Seconds by which clocks may differ, and a range of just 180 days may age on its way. */
const LEEWAY = 60;
/** Nothing has happened later than this many seconds from now: spares asking for years to come. */
const AHEAD = 3600;

/** What the two arguments mean. Throws where the service could only refuse. */
export function rangeOf(from: Instant, to: Instant | undefined, now: number, reach: "180 days" | "any"): Range {
  const first = secondsOf("from", from);
  const last = to === undefined ? now : secondsOf("to", to);
  if (last < first) throw new UserError(`to: ${iso(last)} is before from: ${iso(first)}`);
  const oldest = now - KEPT_DAYS * DAY;
  if (reach === "180 days" && first < oldest - LEEWAY) {
    throw new UserError(
      `from: the service answers about the last ${KEPT_DAYS} days only, so not before ${iso(oldest)}, got ${iso(first)}`,
    );
  }
  return { from: reach === "180 days" ? Math.max(first, oldest + LEEWAY) : first, to: Math.min(last, now + AHEAD) };
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
