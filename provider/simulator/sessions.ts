import type { Context } from "./context";
import { type Call, type Leg, phase } from "./generator/call";
import { parties, unsetOf } from "./records";
import type * as ccc from "./types";

/** Whether the call is with an agent, or rings: a call in the menu or queue is no session yet. */
export const inSession = (call: Call, now: number): boolean =>
  ["ringing", "seatJoining", "inProgress"].includes(phase(call, now));

export function telSession(call: Call, context: Context): ccc.PSTNSession {
  const unset = unsetOf(context);
  const { seconds: now } = context;
  const happened = (at: number) => unset(at > 0 && at <= now ? at : 0, 0);
  const outside = call.legs.find((leg) => leg.type === "outboundSeat" && leg.start <= now);
  const state = phase(call, now);
  return {
    ...who(call, now),
    StartTimestamp: call.start,
    RingTimestamp: happened(call.ring),
    AcceptTimestamp: happened(call.accept),
    // The menu and the queue have no word of their own.
    SessionStatus: state === "ivr" || state === "queue" ? "ringing" : state,
    OutBoundCaller: outside === undefined ? "" : call.line,
    OutBoundCallee: outside?.phone ?? "",
  };
}

export function activeSession(call: Call, context: Context): ccc.PSTNSessionInfo {
  const { seconds: now } = context;
  return {
    ...who(call, now),
    StartTimestamp: String(call.start),
    AcceptTimestamp: call.accept > 0 && call.accept <= now ? String(call.accept) : "",
    RingTimestamp: call.ring,
    SessionStatus: phase(call, now),
  };
}

function who(call: Call, now: number) {
  const agent = talking(call, now)?.agent;
  return {
    SessionID: call.sessionId,
    RoomID: call.sessionId.slice(0, 8),
    ...parties(call, false),
    StaffEmail: agent?.mail ?? "",
    StaffNumber: agent?.staffNumber ?? "",
    Direction: call.inbound ? 0 : 1,
  };
}

/** Who has the call now, or had it last. */
function talking({ legs }: Call, now: number): Leg | undefined {
  const begun = legs.filter((leg) => leg.start <= now && leg.agent !== null);
  return begun.find((leg) => now < leg.end) ?? begun.at(-1);
}
