import type { Traffic } from "./traffic";

/** What one day took of the packages. */
export interface DayTotals {
  outboundMinutes: number;
  inboundMinutes: number;
  /** Mails of those who took or made a call. */
  agents: ReadonlySet<string>;
}

/** The calls of a day that are over by `now`; every minute that was begun counts. */
export function totalsOf(traffic: Traffic, day: number, now: number): DayTotals {
  const agents = new Set<string>();
  let outboundMinutes = 0;
  let inboundMinutes = 0;
  for (const call of traffic.day(day)) {
    if (call.end > now || call.accept === 0) continue;
    const minutes = Math.ceil((call.end - call.accept) / 60);
    if (call.inbound) inboundMinutes += minutes;
    else outboundMinutes += minutes;
    for (const { agent } of call.legs) if (agent !== null) agents.add(agent.mail);
  }
  return { outboundMinutes, inboundMinutes, agents };
}
