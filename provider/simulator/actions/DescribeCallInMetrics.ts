import type { Handler } from "../context";
import { type Call, phase } from "../generator/call";
import type { SkillGroupRecord } from "../instance";
import type * as ccc from "../types";

type Request = ccc.DescribeCallInMetricsRequest;

/** Where inbound calls are at this moment. Unknown groups in the filter are ignored. */
export const DescribeCallInMetrics: Handler<Request, ccc.DescribeCallInMetricsResponse> = (context, request) => {
  const { view, centre, seconds, dialect } = context;
  const { EnabledSkillGroup = true, EnabledNumber = false, GroupIdList } = request;
  const wanted = new Set(GroupIdList?.map(Number));
  const groups = [...view.skillGroups.values()]
    .filter(({ type }) => type === 0)
    .filter(({ skillGroupId }) => wanted.size === 0 || wanted.has(skillGroupId));
  const ofWanted = (call: Call) => wanted.size === 0 || wanted.has(call.group?.skillGroupId ?? 0);
  const calls = context
    .trafficOf(centre)
    .active(seconds)
    .filter((call) => call.inbound && ofWanted(call));
  const byGroup = (own: readonly Call[], shown: readonly SkillGroupRecord[]): ccc.CallInSkillGroupMetrics[] =>
    shown.map(({ skillGroupId, name }) => ({
      SkillGroupId: skillGroupId,
      Name: name,
      ...(dialect.groupMetrics === "absent" ? {} : { Metrics: metrics(inGroup(own, skillGroupId), seconds) }),
    })) as ccc.CallInSkillGroupMetrics[];
  return {
    Timestamp: seconds,
    TotalMetrics: metrics(calls, seconds),
    SkillGroupMetrics: EnabledSkillGroup ? byGroup(calls, groups) : [],
    NumberMetrics: EnabledNumber
      ? [...view.numbers.keys()].map((number) => {
          const own = calls.filter((call) => call.line === number);
          const busy = groups.filter(({ skillGroupId }) => inGroup(own, skillGroupId).length > 0);
          return { Number: number, Metrics: metrics(own, seconds), SkillGroupMetrics: byGroup(own, busy) };
        })
      : [],
  };
};

const inGroup = (calls: readonly Call[], id: number): Call[] => calls.filter((one) => one.group?.skillGroupId === id);

/** Durations are in seconds, of the calls that are there now. */
function metrics(calls: readonly Call[], now: number): ccc.CallInMetrics {
  const inPhase = (wanted: ReturnType<typeof phase>) => calls.filter((call) => phase(call, now) === wanted);
  const outside = calls.filter((call) => call.legs.some((leg) => leg.type === "outboundSeat" && leg.start <= now));
  const queue = inPhase("queue").map((call) => now - call.queued);
  const ring = inPhase("seatJoining").map((call) => now - call.ring);
  const accept = inPhase("inProgress").map((call) => now - call.accept);
  return {
    IvrCount: inPhase("ivr").length,
    QueueCount: queue.length,
    RingCount: ring.length,
    AcceptCount: accept.length,
    TransferOuterCount: outside.length,
    MaxQueueDuration: Math.max(0, ...queue),
    AvgQueueDuration: average(queue),
    MaxRingDuration: Math.max(0, ...ring),
    AvgRingDuration: average(ring),
    MaxAcceptDuration: Math.max(0, ...accept),
    AvgAcceptDuration: average(accept),
  };
}

const average = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
