import type { Handler } from "../context";
import type { StaffRecord } from "../instance";
import { findStaff } from "../staff";
import type * as ccc from "../types";

type Request = ccc.DescribeStaffStatusMetricsRequest;

/** Durations are not kept and always 0. The three filters must all hold. */
export const DescribeStaffStatusMetrics: Handler<Request, ccc.DescribeStaffStatusMetricsResponse> = (
  { view, dialect },
  { StaffList, GroupIdList, StatusList },
) => {
  const named = StaffList?.length ? StaffList.map((mail) => findStaff(view, mail, dialect)) : [...view.staff.values()];
  const groups = new Set(GroupIdList?.map(Number));
  const statuses = new Set(StatusList?.map((one) => one.toLowerCase()));
  const matching = named
    .filter((one) => one !== undefined)
    .filter((one) => groups.size === 0 || one.skillGroups.some((group) => groups.has(group.skillGroupId)))
    .filter((one) => statuses.size === 0 || statuses.has(one.status.toLowerCase()));
  return { Metrics: matching.map(metrics) };
};

function metrics(staff: StaffRecord): ccc.StaffStatusMetrics {
  return {
    Email: staff.mail,
    Status: staff.status,
    StatusExtra: { Type: "", Direct: "" },
    OnlineDuration: 0,
    FreeDuration: 0,
    BusyDuration: 0,
    NotReadyDuration: 0,
    RestDuration: 0,
    AfterCallWorkDuration: 0,
    Reason: staff.statusReason,
    ReserveRest: false,
    ReserveNotReady: false,
    UseMobileAccept: staff.useMobileAccept,
    UseMobileCallOut: staff.useMobileCallOut,
    // The SDK's typings know no null, the service's documentation does.
    LastOnlineTimestamp: null as unknown as number,
    LastStatusTimestamp: null as unknown as number,
    ClientInfo: staff.status === "offline" ? [] : [{ ClientType: "Web", IsConnected: true }],
  };
}
