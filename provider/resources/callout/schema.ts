import { z } from "zod";
import { phoneKey, readPhone } from "../../api";

/** What callout tasks and campaigns share in their declarations. */

const text = z.record(z.string().min(1), z.string());

const instantForm = 'an instant such as "2026-12-01T09:00:00+08:00" (with an offset or Z), or Unix seconds';

/** An instant: ISO 8601 with an offset, or Unix seconds. Kept as Unix seconds. */
export const instant = z
  .union([z.iso.datetime({ offset: true, error: instantForm }), z.int().positive().max(99_999_999_999)], {
    // A Date reaches a provider as an object that is empty.
    error: ({ input }) => (typeof input === "object" ? `${instantForm} (of a Date, its toISOString())` : instantForm),
  })
  .transform((value) => (typeof value === "number" ? value : Math.floor(Date.parse(value) / 1000)));

/**
 * Kept in the form of `normalPhone`. A number that cannot be read is taken as digits alone, as the service is to dial it:
 * nobody can tell what becomes of the dash in front of an extension.
 */
const number = z.string().transform((text, context) => {
  const form = readPhone(text) ?? (/^\d+$/.test(text.trim()) ? text.trim() : undefined);
  if (form !== undefined) return form;
  context.addIssue({ code: "custom", message: 'a phone number without extension, such as "+86 138 0013 8000"' });
  return z.NEVER;
});

/** Numbers that are shown to whom is called. */
export const callers = z.array(number).min(1);

/** Whom to call: a number, or a number with what accompanies this call. */
export type CalleeInput = string | { callee: string; uui?: string; variables?: Record<string, string> };

export const callees = z
  .array(
    z.union([number, z.strictObject({ callee: number, uui: z.string().optional(), variables: text.optional() })], {
      error: "a phone number without extension, or { callee, uui?, variables? }",
    }),
  )
  .min(1)
  .superRefine((list, context) => {
    for (const [first, again] of twice(list)) {
      const message = `expected each number once, but callees[${first}] and callees[${again}] are the same number, which would be called twice; take one out`;
      context.addIssue({ code: "custom", path: [again], message, params: { whole: true } });
    }
  });

/** Where a number stands that stood before, in whatever spelling; with the place where it stood first. */
function twice(list: readonly Callee[]): [first: number, again: number][] {
  const seen = new Map<string, number>();
  return list.flatMap((callee, at): [number, number][] => {
    const key = phoneKey(calleeNumber(callee));
    const first = seen.get(key);
    if (first === undefined) seen.set(key, at);
    return first === undefined ? [] : [[first, at]];
  });
}

export type Callee = string | { callee: string; uui?: string; variables?: Record<string, string> };

export const variables = text;

export const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as "Asia/Shanghai"');

/** A period of the day, both ends as the service takes them, such as `09:00:00`. */
export interface TimeRange {
  start: string;
  end: string;
}

export const timeRange = z.strictObject({ start: z.string().min(1), end: z.string().min(1) });

const day = z.enum(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]);

/** Periods of one kind of day. */
export interface WorkTime {
  /** Default `EveryDay`. */
  dayType?: "EveryDay" | "BusinessDay" | "Holiday" | "Custom";
  /** With `dayType: "Custom"` only. */
  daysOfWeek?: ("Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")[];
  times?: TimeRange[];
}

/** A tag that a conversation was given. */
export interface RetryTag {
  name: string;
  value: string;
}

export const retryTag = z.strictObject({ name: z.string(), value: z.string() });

export const workTime = z.strictObject({
  dayType: z.enum(["EveryDay", "BusinessDay", "Holiday", "Custom"]).optional(),
  daysOfWeek: z.array(day).optional(),
  times: z.array(timeRange).optional(),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export function calleeNumber(callee: Callee): string {
  return typeof callee === "string" ? callee : callee.callee;
}

/** `Variables` of the service from a record. */
export function variableList(record: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(record).map(([Key, Value]) => ({ Key, Value }));
}

/** `Callees` and, for those with more than a number, `CalleeAttributes`. */
export function calleeMembers(list: readonly Callee[]): {
  Callees: string[];
  CalleeAttributes?: { Callee: string; UUI?: string; Variables?: { Key: string; Value: string }[] }[];
} {
  const attributes = list.flatMap((callee) => {
    if (typeof callee === "string" || (callee.uui === undefined && callee.variables === undefined)) return [];
    const item: { Callee: string; UUI?: string; Variables?: { Key: string; Value: string }[] } = {
      Callee: callee.callee,
    };
    if (callee.uui !== undefined) item.UUI = callee.uui;
    if (callee.variables !== undefined) item.Variables = variableList(callee.variables);
    return [item];
  });
  const Callees = list.map(calleeNumber);
  return attributes.length > 0 ? { Callees, CalleeAttributes: attributes } : { Callees };
}
