import type { Context, Handler } from "../context";
import { invalidValue } from "../errors";
import type { StaffRecord, StaffState } from "../instance";
import { type Presence, presenceIn, spelt } from "../presence";
import { findStaff } from "../staff";
import type * as ccc from "../types";

const batchLimit = 10;
/** Offline cannot be set by this call. */
const settable: readonly StaffState[] = ["free", "notReady", "rest"];

export const SetStaffStatus: Handler<ccc.SetStaffStatusRequest, ccc.SetStaffStatusResponse> = (context, request) => {
  if (request.StaffStatusList.length > batchLimit) {
    throw invalidValue(`StaffStatusList must not hold more than ${batchLimit} items.`);
  }
  const presence = presenceIn(context);
  return { StaffStatusList: request.StaffStatusList.map((item) => setOne(context, presence, item)) };
};

function setOne(
  context: Context,
  presence: (staff: StaffRecord) => Presence,
  item: ccc.SetStaffStatusItem,
): ccc.SetStaffStatusRspItem {
  const { centre, dialect, seconds } = context;
  const staff = findStaff(centre, item.StaffUserId, dialect);
  const status = settable.find((one) => one === item.Status);
  const failed = (ErrorCode: string, ErrorMessage: string) => ({
    StaffUserId: item.StaffUserId,
    ErrorCode,
    ErrorMessage,
    ...(staff === undefined ? {} : { Status: spelt(presence(staff).status, context), Reason: presence(staff).reason }),
  });
  if (staff === undefined) return failed("InvalidParameterValue.AccountNotExist", "Account does not exist.");
  if (status === undefined) return failed("InvalidParameterValue", "Status must be free, notReady or rest.");
  const before = presence(staff);
  if (before.status === "offline") return failed("FailedOperation", "The agent is offline.");
  const previous = { PreviousStatus: spelt(before.status, context), PreviousReason: before.reason };
  staff.status = status;
  staff.statusSince = seconds;
  staff.statusReason = status === "rest" ? (item.Reason ?? "") : "";
  const now = { StaffUserId: staff.mail, ErrorCode: "", ErrorMessage: "", Status: spelt(status, context) };
  return { ...now, Reason: staff.statusReason, ...previous };
}
