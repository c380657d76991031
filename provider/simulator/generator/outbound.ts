import type { Call } from "./call";
import type { Agent, Group } from "./crew";
import { agentLeg, type Desk } from "./desk";
import type { Random } from "./random";

const talkMean = 140;

/** How calls end that are not answered. */
const unanswered = [
  ["notAnswer", 46],
  ["userReject", 16],
  ["powerOff", 9],
  ["busy", 9],
  ["callerCancel", 8],
  ["numberNotExist", 5],
  ["notInService", 3],
  ["operatorError", 2],
  ["carrierBlocked", 1],
  ["outOfCredit", 0.3],
  ["error", 0.7],
] as const;

/** Plays a call that an agent makes; `call` has its start, customer and line. */
export function playOutbound(call: Call, agent: Agent, group: Group | null, desk: Desk, random: Random): Call {
  call.inbound = false;
  call.type = 1;
  call.group = group;
  call.ring = call.start + random.whole(1, 4);
  const answered = random.chance(0.56);
  if (answered) {
    call.accept = call.ring + random.whole(3, 22);
    call.end = call.accept + 8 + random.wait(talkMean, 1800);
    call.ending = random.chance(0.003) ? "clientError" : "ok";
    call.hungUp = random.chance(0.5) ? "user" : "seat";
    if (random.chance(0.15)) call.satisfaction = String(random.whole(1, 3));
  } else {
    call.ending = random.weighted(unanswered);
    call.end = call.ring + random.whole(1, 45);
    call.hungUp = call.ending === "userReject" ? "user" : call.ending === "callerCancel" ? "seat" : "system";
  }
  const { start, ring, accept, end } = call;
  call.legs = [agentLeg(desk, random, agent, group, { start, ring, accept, end })];
  return call;
}
