import type { Context, Handler } from "../context";
import { invalid } from "../errors";
import type { StaffRecord } from "../instance";
import { type Presence, presenceIn, spelt } from "../presence";
import { findStaff } from "../staff";
import type * as ccc from "../types";

type Request = ccc.DescribeStaffStatusMetricsRequest;

/** There are no pages. The three filters must all hold. */
export const DescribeStaffStatusMetrics: Handler<Request, ccc.DescribeStaffStatusMetricsResponse> = (
  context,
  { StaffList, GroupIdList, StatusList },
) => {
  const { view, dialect } = context;
  const named = StaffList?.length ? StaffList.map((mail) => findStaff(view, mail, dialect)) : [...view.staff.values()];
  if (named.includes(undefined) && dialect.metricsUnknown !== "dropped") throw invalid("The agent does not exist.");
  const groups = new Set(GroupIdList?.map(Number));
  const statuses = new Set(StatusList?.map((one) => one.toLowerCase()));
  const presence = presenceIn(context);
  const rows = named
    .filter((one) => one !== undefined)
    .filter((one) => groups.size === 0 || one.skillGroups.some((group) => groups.has(group.skillGroupId)))
    .map((one) => [one, presence(one)] as const)
    .filter(([, { since }]) => dialect.metricsRows === "all" || since !== null)
    .filter(([, { status }]) => statuses.size === 0 || statuses.has(status.toLowerCase()));
  return { Metrics: rows.map(([staff, now]) => metrics(staff, now, context)) };
};

/** Durations are in seconds, since midnight in Beijing. */
function metrics(staff: StaffRecord, now: Presence, context: Context): ccc.StaffStatusMetrics {
  const { free, busy, rest, notReady, afterCallWork } = now.seconds;
  return {
    Email: staff.mail,
    Status: spelt(now.status, context),
    StatusExtra: extra(now, context),
    OnlineDuration: free + busy + rest + notReady + afterCallWork,
    FreeDuration: free,
    BusyDuration: busy,
    NotReadyDuration: notReady,
    RestDuration: rest,
    AfterCallWorkDuration: afterCallWork,
    Reason: now.reason,
    ReserveRest: false,
    ReserveNotReady: false,
    UseMobileAccept: staff.useMobileAccept,
    UseMobileCallOut: staff.useMobileCallOut,
    // The SDK's typings know no null, the service's documentation does.
    LastOnlineTimestamp: now.lastOnline as number,
    LastStatusTimestamp: now.since as number,
    ClientInfo: now.status === "offline" ? [] : [{ ClientType: "Web", IsConnected: true }],
  };
}

/** The documents have "TEL" and "IN", their examples "tel" and "in". */
function extra({ inbound }: Presence, { dialect }: Context): ccc.StaffStatusExtra {
  const texts = inbound === null ? ["", ""] : ["TEL", inbound ? "IN" : "OUT"];
  const [Type, Direct] = dialect.statusCase === "camel" ? texts : texts.map((text) => text.toLowerCase());
  return { Type: Type!, Direct: Direct! };
}
