import type { Call } from "./call";
import { type Crew, isOpen } from "./crew";
import { agentLeg, type Desk } from "./desk";
import type { Random } from "./random";

/** Of the calls that come in the open hours, so many end before anybody is asked to take them. */
const shares = { blackList: 0.004, ivrGiveUp: 0.06, ivrEnd: 0.05, error: 0.003 } as const;
const patienceMean = 110;
const talkMean = 190;

/** Plays an inbound call; `call` has its start, customer and line. */
export function playInbound(call: Call, crew: Crew, desk: Desk, random: Random): Call {
  call.ivrSeconds = random.whole(4, 35);
  for (let keys = random.whole(1, 3); keys > 0; keys -= 1) call.keys += random.whole(1, 4);
  const afterMenu = call.start + call.ivrSeconds;
  if (random.chance(shares.blackList)) {
    call.ivrSeconds = 0;
    call.keys = "";
    return call.finish("blackList", call.start, "system");
  }
  if (random.chance(shares.error)) return call.finish("error", afterMenu, "system");
  if (random.chance(shares.ivrGiveUp)) return call.finish("ivrGiveUp", afterMenu, "user");
  if (!isOpen(afterMenu)) {
    call.voicemail = random.chance(0.25);
    return call.finish("notWorkTime", afterMenu + (call.voicemail ? random.whole(5, 60) : 3), "system");
  }
  if (random.chance(shares.ivrEnd)) return call.finish("ivrEnd", afterMenu + random.whole(5, 40), "system");
  call.queued = afterMenu;
  call.group = crew.groups[random.whole(0, crew.groups.length - 1)] ?? null;
  const found = desk.find(call.group?.members ?? [], afterMenu, random);
  const patience = 10 + random.wait(patienceMean, 600);
  if (found === undefined) {
    call.voicemail = random.chance(0.1);
    return call.finish("noSeatOnline", afterMenu + (call.voicemail ? random.whole(5, 60) : 5), "system");
  }
  if (found.at - afterMenu > patience) return call.finish("waitingGiveUp", afterMenu + patience, "user");
  call.ring = found.at;
  const ringEnd = call.ring + random.whole(2, 14);
  if (random.chance(0.03)) {
    const times = { start: call.ring, ring: call.ring, accept: 0, end: ringEnd };
    call.legs = [agentLeg(desk, random, found.agent, call.group, times)];
    return call.finish("ringingGiveUp", ringEnd, "user");
  }
  call.accept = ringEnd;
  return talk(call, found.agent, crew, desk, random);
}

/** The conversation, and who it is handed on to. */
function talk(
  call: Call,
  agent: NonNullable<Call["legs"][number]["agent"]>,
  crew: Crew,
  desk: Desk,
  random: Random,
): Call {
  const handOver = call.accept + 15 + random.wait(talkMean, 1800);
  const first = agentLeg(desk, random, agent, call.group, {
    start: call.ring,
    ring: call.ring,
    accept: call.accept,
    end: handOver,
  });
  call.legs = [first];
  call.finish("ok", handOver, random.weighted(hangers));
  if (random.chance(0.002)) call.finish("clientError", handOver, "system");
  const kind = random.next();
  const colleague = kind < 0.06 ? desk.idle(crew, handOver, random) : undefined;
  if (colleague !== undefined && colleague !== agent) {
    const accept = handOver + random.whole(3, 10);
    const end = accept + 15 + random.wait(talkMean, 1200);
    const group = colleague.groups[0] ?? null;
    const second = agentLeg(desk, random, colleague, group, { start: handOver, ring: handOver, accept, end });
    handOn(call, second, end);
  } else if (kind >= 0.06 && kind < 0.075) {
    const accept = handOver + random.whole(4, 15);
    const end = accept + 20 + random.wait(talkMean, 1200);
    const phone = `0086750000${String(random.whole(0, 9999)).padStart(5, "0")}`;
    const times = { start: handOver, ring: handOver, accept, end, wrapUpTo: end, from: null, to: null };
    handOn(call, { agent: null, type: "outboundSeat", phone, group: null, ...times }, end);
  }
  if (random.chance(0.35)) call.satisfaction = random.weighted(marks);
  return call;
}

function handOn(call: Call, leg: Call["legs"][number], end: number): void {
  call.legs[0]!.to = 1;
  leg.from = 0;
  call.legs = [...call.legs, leg];
  call.end = end;
}

const hangers = [
  ["user", 62],
  ["seat", 36],
  ["system", 2],
] as const;

const marks = [
  ["1", 70],
  ["2", 22],
  ["3", 8],
] as const;
