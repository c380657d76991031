import type { Handler } from "../context";
import { invalidValue } from "../errors";
import { findStaff } from "../staff";
import type * as ccc from "../types";

/** Lets the member log in again; she is not online by it. */
export const RestoreMemberOnline: Handler<ccc.RestoreMemberOnlineRequest, ccc.RestoreMemberOnlineResponse> = (
  { centre, dialect },
  request,
) => {
  const staff = findStaff(centre, request.UserId, dialect);
  if (staff === undefined) throw invalidValue("The member does not exist.");
  if (!staff.forcedOffline && dialect.restoreNotForced !== "ok")
    throw invalidValue("The member was not forced offline.");
  staff.forcedOffline = false;
  return {};
};
