import type { Agent, Group } from "./crew";
import { customerNumber, sessionId } from "./outline";

/** How a call ended: the service's number and word. */
export const ends = {
  error: 0,
  ok: 1,
  blackList: 100,
  ivrGiveUp: 102,
  waitingGiveUp: 103,
  ringingGiveUp: 104,
  noSeatOnline: 105,
  notWorkTime: 106,
  ivrEnd: 107,
  restrictedTime: 111,
  notAnswer: 202,
  userReject: 203,
  powerOff: 204,
  numberNotExist: 205,
  busy: 206,
  outOfCredit: 207,
  operatorError: 208,
  callerCancel: 209,
  notInService: 210,
  clientError: 211,
  carrierBlocked: 212,
} as const;

export type End = keyof typeof ends;

/** What one agent, or one outside line, did in a call. Times are Unix seconds, 0 where it did not come to that. */
export interface Leg {
  agent: Agent | null;
  type: "staffSeat" | "staffPhoneSeat" | "outboundSeat";
  phone: string;
  group: Group | null;
  start: number;
  ring: number;
  accept: number;
  end: number;
  /** Until when the agent writes up what was said. */
  wrapUpTo: number;
  /** Indices of the legs it was handed on from and to. */
  from: number | null;
  to: number | null;
}

const nobody: readonly Leg[] = [];

/** One phone call from its first second to its last. Times are Unix seconds, 0 where it did not come to that. */
export class Call {
  inbound = true;
  /** 1 outbound, 2 inbound, 5 by a campaign. */
  type: 1 | 2 | 5 = 2;
  /** When the keys of the menu were over. */
  ivrSeconds = 0;
  keys = "";
  queued = 0;
  group: Group | null = null;
  ring = 0;
  accept = 0;
  end: number;
  ending: End = "ok";
  hungUp: "user" | "seat" | "system" = "user";
  legs: readonly Leg[] = nobody;
  /** The key pressed after the call: "1" very satisfied to "3" not; "" none. */
  satisfaction = "";
  voicemail = false;

  /** Texts are made when somebody reads them: a day has many calls, and a page shows few. */
  constructor(
    private readonly seed: number,
    readonly day: number,
    readonly index: number,
    readonly campaignId: number | null,
    readonly start: number,
    private readonly other: number | string,
    readonly line: string,
  ) {
    this.end = start;
  }

  get sessionId(): string {
    return sessionId(this.seed, this.day, this.index, this.campaignId);
  }

  /** The number of the person who called or was called. */
  get customer(): string {
    return typeof this.other === "string" ? this.other : customerNumber(this.other);
  }

  finish(ending: End, end: number, hungUp: Call["hungUp"]): this {
    this.ending = ending;
    this.end = end;
    this.hungUp = hungUp;
    return this;
  }
}

/** The longest that a call can take, with room: later than this after its start it is over. */
export const longestCall = 2 * 3600;

export const phase = (call: Call, now: number) => {
  if (now >= call.end) return "finished";
  if (call.accept > 0 && now >= call.accept) return "inProgress";
  if (call.ring > 0 && now >= call.ring) return call.inbound ? "seatJoining" : "ringing";
  return call.queued > 0 && now >= call.queued ? "queue" : call.inbound ? "ivr" : "ringing";
};
