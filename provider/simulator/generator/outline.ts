import type { Crew } from "./crew";
import type { Plan } from "./plan";
import { hash, Random } from "./random";

/** What is known of a call before anybody has taken it. */
export interface Outline {
  /** Which of the people who have to do with the centre; see `customerNumber`. */
  customer: number;
  line: string;
  /** Everything else about the call is drawn from it. */
  random: Random;
}

const streamOfCalls = 4;
const customers = 20_000;
const prefix = "008613000";

/** Cheap, so that a phone number can be looked for among many calls. */
export function outline(plan: Plan, crew: Crew, day: number, index: number): Outline {
  const random = new Random(hash(plan.seed, streamOfCalls, day, index));
  const customer = random.whole(0, customers - 1);
  const line = crew.numbers[random.whole(0, crew.numbers.length - 1)] ?? "";
  return { customer, line, random };
}

export const customerNumber = (customer: number): string => prefix + String(customer).padStart(6, "0");

/** The customer with this number, without or with its country prefix; -1 for nobody. */
export function customerWith(number: string): number {
  const [, digits] = /^(?:0086|\+86)?13000(\d{6})$/.exec(number) ?? [];
  return digits === undefined ? -1 : Number(digits);
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0").slice(-digits);

/** The calls of campaigns have a day that no other call has, and the campaign at the end. */
const campaignDay = 0xffff;

/** The day and index are in the id, so that a session is found without looking for it. */
export function sessionId(seed: number, day: number, index: number, campaignId: number | null): string {
  const place = `${hex(index >>> 16, 4)}-${hex(index, 4)}`;
  if (campaignId !== null) {
    return `${hex(hash(seed, campaignDay, campaignId, index), 8)}-${hex(campaignDay, 4)}-${place}-${hex(campaignId, 12)}`;
  }
  return `${hex(hash(seed, day, index), 8)}-${hex(day, 4)}-${place}-${hex(hash(index, day, seed), 8)}0000`;
}

const form = /^[0-9a-f]{8}-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;

/** What a session id says, to be checked by making the id again. */
export function parseSessionId(id: string): { day: number; index: number; campaignId: number | null } | undefined {
  const [, day, high, low, last] = form.exec(id) ?? [];
  if (day === undefined) return undefined;
  const number = Number.parseInt(day, 16);
  const campaignId = number === campaignDay ? Number.parseInt(last!, 16) : null;
  return { day: number, index: Number.parseInt(high! + low!, 16), campaignId };
}
