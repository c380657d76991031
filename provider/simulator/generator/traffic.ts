import type { CampaignRecord } from "../campaigns";
import type { Instance } from "../instance";
import { barePhone } from "../staff";
import { type Call, longestCall } from "./call";
import { type Crew, crewOf, isCurrent } from "./crew";
import { playDay } from "./day";
import { type Dialling, diallings } from "./dialled";
import { customerWith, outline, parseSessionId } from "./outline";
import { dayOf, daySeconds, dayStart, Plan } from "./plan";

/** The calls that come by themselves. The same options make the same calls for the same agents, at any time. */
export interface TrafficOptions {
  /** Another number makes other calls; default 1. */
  seed?: number;
  /** On average over a week; default 0. One agent takes some 80 calls on a day. */
  callsPerDay?: number;
  /** Mails of the agents who take calls; default all that are in the instance. */
  agents?: readonly string[];
}

/** Which calls are wanted. Times are Unix seconds, both included. */
export interface CallQuery {
  from: number;
  to: number;
  now: number;
  offset: number;
  size: number;
  newestFirst: boolean;
  /** Only calls with one of these numbers on either side; all when left out. */
  phones?: readonly string[];
}

/** Calls of a day that are wanted: how many, and which of the day they are. */
interface Part {
  day: number;
  count: number;
  at(position: number): number;
}

/** Played days that are kept; each can be played again. */
const keptDays = 4;
/** A deployment makes its agents one after the other: they all count from its beginning. */
const oneChangeSeconds = 60;
/** Nothing is told of what is longer ago. */
const historyDays = 400;

/** Everything that happens on the phones of one instance, worked out when it is asked for. */
export class Traffic {
  readonly plan: Plan;
  /** Whether anything happens at all. */
  readonly on: boolean;
  readonly #agents: ReadonlySet<string> | undefined;
  /** Who was there from when on; the first also before. */
  readonly #crews: { from: number; changed: number; crew: Crew }[] = [];
  readonly #campaigns = new Map<number, CampaignRecord>();
  readonly #days = new Map<number, Call[]>();
  #diallings = new Map<number, Dialling[]>();
  #campaignState = "";

  constructor(
    options: TrafficOptions,
    private readonly centre: Instance,
  ) {
    this.plan = new Plan(options.seed ?? 1, centre.sdkAppId, options.callsPerDay ?? 0);
    this.on = this.plan.callsPerDay > 0;
    this.#agents = options.agents && new Set(options.agents);
  }

  /** Looks at who is there and what is dialled now. What was before stays as it was. */
  sync(now: number): this {
    if (!this.on) return this;
    const last = this.#crews.at(-1);
    if (last === undefined || !isCurrent(last.crew, this.centre, this.#agents)) {
      // Changes that follow each other closely are one, and a centre with nobody in it leaves no history behind.
      const empty = this.#crews.length === 1 && last?.crew.agents.length === 0;
      const replaced = last !== undefined && (empty || now - last.changed < oneChangeSeconds);
      if (replaced) this.#crews.pop();
      const crew = crewOf(this.centre, this.#agents);
      this.#crews.push({ from: replaced ? last.from : now, changed: now, crew });
      this.#days.clear();
    }
    for (const one of this.centre.campaigns.values()) {
      if (one.runs.length > 0) this.#campaigns.set(one.campaignId, one);
    }
    const campaigns = [...this.#campaigns.values()];
    const state = JSON.stringify(campaigns.map((one) => [one.campaignId, one.runs, one.endTime]));
    if (state !== this.#campaignState) {
      this.#campaignState = state;
      const all = campaigns.flatMap(diallings).sort((a, b) => a.start - b.start);
      this.#diallings = Map.groupBy(all, ({ start }) => dayOf(start));
      this.#days.clear();
    }
    return this;
  }

  crewAt(seconds: number): Crew {
    const crews = this.#crews;
    for (let i = crews.length - 1; i > 0; i -= 1) if (crews[i]!.from <= seconds) return crews[i]!.crew;
    return crews[0]!.crew;
  }

  /** Every call that starts on this day, also those to come, by start. */
  day(day: number): Call[] {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const calls = this.on ? playDay(this.plan, day, (at) => this.crewAt(at), this.#dialledOn(day)) : [];
    for (const old of this.#days.keys()) if (this.#days.size >= keptDays) this.#days.delete(old);
    this.#days.set(day, calls);
    return calls;
  }

  /** The calls that are over, on one page, and how many there are on all. */
  list(query: CallQuery): { total: number; calls: Call[] } {
    if (!this.on) return { total: 0, calls: [] };
    const parts = this.#parts(query);
    const total = parts.reduce((sum, { count }) => sum + count, 0);
    if (query.newestFirst) parts.reverse();
    const calls: Call[] = [];
    let skip = query.offset;
    for (const part of parts) {
      for (; skip < part.count && calls.length < query.size; skip += 1) {
        calls.push(this.day(part.day)[part.at(query.newestFirst ? part.count - 1 - skip : skip)]!);
      }
      if (calls.length === query.size) break;
      skip -= part.count;
    }
    return { total, calls };
  }

  /** The calls of these sessions that are over and fit, on one page, and how many there are. */
  listOf(sessionIds: readonly string[], query: CallQuery): { total: number; calls: Call[] } {
    const { from, to, now } = query;
    const wanted = query.phones && new Numbers(query.phones);
    const fits = (call: Call) =>
      call.start >= from && call.start <= to && call.end <= now && (wanted === undefined || wanted.in(call));
    const found = [...new Set(sessionIds)]
      .map((id) => this.find(id, now))
      .filter((call) => call !== undefined)
      .filter(fits)
      .sort((a, b) => (query.newestFirst ? b.start - a.start : a.start - b.start));
    return { total: found.length, calls: found.slice(query.offset, query.offset + query.size) };
  }

  /** The call of this session, if it has begun. */
  find(sessionId: string, now: number): Call | undefined {
    const parsed = parseSessionId(sessionId);
    if (parsed === undefined || !this.on) return undefined;
    const { campaignId, index } = parsed;
    const sameDialling = (one: Dialling) => one.campaign.campaignId === campaignId && one.index === index;
    const day =
      campaignId === null ? parsed.day : [...this.#diallings].find(([, list]) => list.some(sameDialling))?.[0];
    if (day === undefined || dayStart(day) > now) return undefined;
    const call = this.day(day).find((one) => one.index === index && one.campaignId === campaignId);
    return call !== undefined && call.start <= now && call.sessionId === sessionId ? call : undefined;
  }

  /** The calls that have begun and are not over. */
  active(now: number): Call[] {
    if (!this.on) return [];
    const days = new Set([dayOf(now - longestCall), dayOf(now)]);
    return [...days].flatMap((day) => this.day(day)).filter(({ start, end }) => start <= now && now < end);
  }

  /** What a campaign has dialled until now. */
  dialledBy(campaignId: number, now: number): Call[] {
    const mine = (list: readonly Dialling[]) => list.some((one) => one.campaign.campaignId === campaignId);
    const days = [...this.#diallings].filter(([day, list]) => dayStart(day) <= now && mine(list));
    return days.flatMap(([day]) => this.day(day).filter((call) => call.campaignId === campaignId && call.start <= now));
  }

  #parts(query: CallQuery): Part[] {
    const { now } = query;
    const wanted = query.phones && new Numbers(query.phones);
    const from = Math.max(query.from, now - historyDays * daySeconds);
    const to = Math.min(query.to, now);
    const parts: Part[] = [];
    for (let day = dayOf(from); day <= dayOf(to); day += 1) {
      const counted = dayStart(day + 1) + longestCall <= now && this.#dialledOn(day).length === 0;
      if (counted && wanted === undefined) {
        // Nothing of such a day needs to be played to be counted.
        const first = this.plan.countBefore(day, from);
        const count = this.plan.countBefore(day, to + 1) - first;
        parts.push({ day, count, at: (position) => first + position });
        continue;
      }
      const found: number[] = [];
      if (counted && !this.#has(day, wanted!)) continue;
      this.day(day).forEach((call, position) => {
        if (call.start < from || call.start > to || call.end > now) return;
        if (wanted === undefined || wanted.in(call)) found.push(position);
      });
      parts.push({ day, count: found.length, at: (position) => found[position]! });
    }
    return parts;
  }

  #has(day: number, wanted: Numbers): boolean {
    for (let index = 0; index < this.plan.count(day); index += 1) {
      const crew = this.#crews.length === 1 ? this.#crews[0]!.crew : this.crewAt(this.plan.startOf(day, index));
      const { customer, line } = outline(this.plan, crew, day, index);
      if (wanted.fit(customer, line)) return true;
    }
    return false;
  }

  #dialledOn(day: number): readonly Dialling[] {
    return this.#diallings.get(day) ?? [];
  }
}

/** Phone numbers that are looked for, in any form. */
class Numbers {
  readonly #bare: ReadonlySet<string>;
  readonly #customers: ReadonlySet<number>;

  constructor(numbers: readonly string[]) {
    this.#bare = new Set(numbers.map(barePhone));
    this.#customers = new Set(numbers.map(customerWith));
  }

  in({ customer, line }: Call): boolean {
    return this.#bare.has(barePhone(customer)) || this.#bare.has(barePhone(line));
  }

  /** The same, before the call is played. */
  fit(customer: number, line: string): boolean {
    return this.#customers.has(customer) || this.#bare.has(barePhone(line));
  }
}
