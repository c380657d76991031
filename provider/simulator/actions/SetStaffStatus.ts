import type { Context, Handler } from "../context";
import { invalidValue } from "../errors";
import type { StaffState } from "../instance";
import { findStaff } from "../staff";
import type * as ccc from "../types";

const batchLimit = 10;
/** Offline cannot be set by this call. */
const settable: readonly StaffState[] = ["free", "notReady", "rest"];

export const SetStaffStatus: Handler<ccc.SetStaffStatusRequest, ccc.SetStaffStatusResponse> = (context, request) => {
  if (request.StaffStatusList.length > batchLimit) {
    throw invalidValue(`StaffStatusList must not hold more than ${batchLimit} items.`);
  }
  return { StaffStatusList: request.StaffStatusList.map((item) => setOne(context, item)) };
};

function setOne({ centre, dialect }: Context, item: ccc.SetStaffStatusItem): ccc.SetStaffStatusRspItem {
  const staff = findStaff(centre, item.StaffUserId, dialect);
  const status = settable.find((one) => one === item.Status);
  const failed = (ErrorCode: string, ErrorMessage: string) => ({
    StaffUserId: item.StaffUserId,
    ErrorCode,
    ErrorMessage,
    ...(staff === undefined ? {} : { Status: staff.status, Reason: staff.statusReason }),
  });
  if (staff === undefined) return failed("InvalidParameterValue.AccountNotExist", "Account does not exist.");
  if (status === undefined) return failed("InvalidParameterValue", "Status must be free, notReady or rest.");
  if (staff.status === "offline") return failed("FailedOperation", "The agent is offline.");
  const previous = { PreviousStatus: staff.status, PreviousReason: staff.statusReason };
  staff.status = status;
  staff.statusReason = status === "rest" ? (item.Reason ?? "") : "";
  const now = { StaffUserId: staff.mail, ErrorCode: "", ErrorMessage: "", Status: status, Reason: staff.statusReason };
  return { ...now, ...previous };
}
