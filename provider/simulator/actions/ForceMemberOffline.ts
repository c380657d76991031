import type { Handler } from "../context";
import { invalidValue } from "../errors";
import { findStaff } from "../staff";
import type * as ccc from "../types";

export const ForceMemberOffline: Handler<ccc.ForceMemberOfflineRequest, ccc.ForceMemberOfflineResponse> = (
  { centre, dialect, seconds },
  request,
) => {
  const staff = findStaff(centre, request.UserId, dialect);
  if (staff === undefined) throw invalidValue("The member does not exist.");
  staff.forcedOffline = true;
  staff.status = "offline";
  staff.statusReason = "";
  staff.statusSince = seconds;
  return {};
};
