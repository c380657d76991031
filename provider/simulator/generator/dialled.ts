import { type CampaignRecord, secondsPerCallee } from "../campaigns";
import { Call } from "./call";
import type { Crew } from "./crew";
import { agentLeg, type Desk } from "./desk";
import type { Plan } from "./plan";
import { hash, Random } from "./random";

/** A call of a campaign: when it is dialled, and to whom. */
export interface Dialling {
  campaign: CampaignRecord;
  index: number;
  start: number;
}

/** What a campaign dials, by start. One that runs goes on to its end, unless something stops it. */
export function diallings(campaign: CampaignRecord): Dialling[] {
  const result: Dialling[] = [];
  let ran = 0;
  for (const { from, to } of campaign.runs) {
    const end = Math.min(to ?? campaign.endTime, campaign.endTime);
    for (
      let index = Math.ceil(ran / secondsPerCallee);
      index < campaign.callees.length && from + index * secondsPerCallee - ran < end;
      index += 1
    ) {
      result.push({ campaign, index, start: from + index * secondsPerCallee - ran });
    }
    ran += Math.max(0, end - from);
  }
  return result;
}

const streamOfCampaigns = 5;

/** Plays one call of a campaign: when the callee answers, an agent of the group is found or the call is dropped. */
export function playDialled(
  plan: Plan,
  day: number,
  { campaign, index, start }: Dialling,
  crew: Crew,
  desk: Desk,
): Call {
  const random = new Random(hash(plan.seed, streamOfCampaigns, campaign.campaignId, index));
  const callee = campaign.callees[order(campaign, index)] ?? "";
  const line = campaign.callers[random.whole(0, campaign.callers.length - 1)] ?? "";
  const call = new Call(plan.seed, day, index, campaign.campaignId, start, callee, line);
  call.inbound = false;
  call.type = 5;
  call.ring = start + random.whole(1, 4);
  const ringing = random.whole(3, 30);
  if (!random.chance(0.5)) {
    const ending = random.weighted([
      ["notAnswer", 60],
      ["userReject", 20],
      ["powerOff", 10],
      ["busy", 10],
    ] as const);
    return call.finish(ending, call.ring + ringing, "user");
  }
  call.group = crew.groups.find((one) => one.skillGroupId === campaign.skillGroupId) ?? null;
  const answered = call.ring + ringing;
  call.queued = answered;
  const found = desk.find(call.group?.members ?? [], answered, random);
  if (found === undefined || found.at - answered > 10) {
    return call.finish("waitingGiveUp", answered + 10, "user");
  }
  call.accept = found.at;
  call.end = call.accept + 10 + random.wait(120, 1200);
  const times = { start: call.accept, ring: call.accept, accept: call.accept, end: call.end };
  call.legs = [agentLeg(desk, random, found.agent, call.group, times)];
  return call;
}

/** CallOrder 1 dials in the given order; 0 in another, which repeats and misses nobody. */
function order({ callees, callOrder, campaignId }: CampaignRecord, index: number): number {
  if (callOrder === 1 || callees.length < 2) return index;
  return (index + (hash(campaignId) % callees.length)) % callees.length;
}
