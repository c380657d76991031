import type { StaffState } from "../instance";
import type { Leg } from "./call";
import { type Agent, shiftOf } from "./crew";
import { dayOf, dayStart } from "./plan";
import type { Traffic } from "./traffic";

/** A moment at which an agent's status changed. */
export interface StatusChange {
  at: number;
  status: StaffState;
  /** The call that it belongs to. */
  sessionId: string;
  inbound: boolean;
  reason: string;
}

interface Part {
  leg: Leg;
  sessionId: string;
  inbound: boolean;
}

/** What each agent does in the calls of a day. */
export function partsOf(traffic: Traffic, day: number): Map<string, Part[]> {
  const parts = new Map<string, Part[]>();
  for (const { legs, sessionId, inbound } of traffic.day(day)) {
    for (const leg of legs) {
      if (leg.agent === null) continue;
      const known = parts.get(leg.agent.mail);
      if (known === undefined) parts.set(leg.agent.mail, [{ leg, sessionId, inbound }]);
      else known.push({ leg, sessionId, inbound });
    }
  }
  return parts;
}

/** Her changes of status on this day, in order; she is offline before the first. */
export function changesOf(agent: Agent, day: number, parts: readonly Part[]): StatusChange[] {
  const shift = shiftOf(agent, day);
  const moments = new Set<number>(shift === undefined ? [] : [shift.from, shift.lunchFrom, shift.lunchTo, shift.to]);
  for (const { leg } of parts) for (const moment of [leg.ring, leg.end, leg.wrapUpTo]) moments.add(moment);
  const changes: StatusChange[] = [];
  let last: StaffState = "offline";
  let session = "";
  for (const at of [...moments].sort((a, b) => a - b)) {
    const talking = parts.find(({ leg }) => leg.ring <= at && at < leg.end);
    const writing = talking ?? parts.find(({ leg }) => leg.end <= at && at < leg.wrapUpTo);
    const status = talking ? "busy" : writing ? "afterCallWork" : scheduled(shift, at);
    const sessionId = writing?.sessionId ?? "";
    if (status === last && sessionId === session) continue;
    changes.push({
      at,
      status,
      sessionId,
      inbound: writing?.inbound ?? false,
      reason: status === "rest" ? "lunch" : "",
    });
    [last, session] = [status, sessionId];
  }
  return changes;
}

function scheduled(shift: ReturnType<typeof shiftOf>, at: number): StaffState {
  if (shift === undefined || at < shift.from || at >= shift.to) return "offline";
  return at >= shift.lunchFrom && at < shift.lunchTo ? "rest" : "free";
}

/** Her changes of status from `from` to `to` (excluded) that have happened by `now`, day by day, as far as asked for. */
export function* history(
  traffic: Traffic,
  mail: string,
  from: number,
  to: number,
  now: number,
): Generator<StatusChange> {
  if (!traffic.on) return;
  for (let day = dayOf(from); day <= dayOf(Math.min(to, now)); day += 1) {
    const agent = traffic.crewAt(Math.min(dayStart(day + 1), now)).byMail.get(mail);
    if (agent === undefined) continue;
    for (const change of changesOf(agent, day, partsOf(traffic, day).get(mail) ?? [])) {
      if (change.at >= from && change.at < to && change.at <= now) yield change;
    }
  }
}

/** The status of everybody today, as the calls make it: mail → her changes until now. */
export function today(traffic: Traffic, now: number): Map<string, StatusChange[]> {
  const result = new Map<string, StatusChange[]>();
  if (!traffic.on) return result;
  const day = dayOf(now);
  const parts = partsOf(traffic, day);
  for (const agent of traffic.crewAt(now).agents) {
    const changes = changesOf(agent, day, parts.get(agent.mail) ?? []);
    result.set(
      agent.mail,
      changes.filter(({ at }) => at <= now),
    );
  }
  return result;
}
