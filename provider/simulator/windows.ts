import type { Context } from "./context";
import { invalidValue } from "./errors";

const day = 24 * 3600;

/** The documented bounds of a time range: not older than 180 days, and shorter than so many days. */
export function checkWindow({ seconds }: Context, from: number, to: number, days: number): void {
  checkOrder(from, to);
  if (from < seconds - 180 * day) throw invalidValue("The start time must be within the last 180 days.");
  if (to - from >= days * day) {
    throw invalidValue(`The range between the end time and the start time must be less than ${days} days.`);
  }
}

export function checkOrder(from: number, to: number): void {
  if (from < 0) throw invalidValue("The start time must be a Unix timestamp in seconds.");
  if (to < from) throw invalidValue("The end time must not be earlier than the start time.");
}
