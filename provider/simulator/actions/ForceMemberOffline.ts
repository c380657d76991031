import type { Handler } from "../context";
import { invalidValue } from "../errors";
import { goOffline, presenceIn } from "../presence";
import { findStaff } from "../staff";
import type * as ccc from "../types";

export const ForceMemberOffline: Handler<ccc.ForceMemberOfflineRequest, ccc.ForceMemberOfflineResponse> = (
  context,
  request,
) => {
  const { centre, dialect, now } = context;
  const staff = findStaff(centre, request.UserId, dialect);
  if (staff === undefined) throw invalidValue("The member does not exist.");
  if (dialect.forceOfflineAgain !== "ok" && presenceIn(context)(staff).status === "offline") {
    throw invalidValue("The member is offline.");
  }
  staff.forcedOffline = true;
  if (dialect.offlineAfterMs > 0) staff.offlineAt = now + dialect.offlineAfterMs;
  else goOffline(staff, now);
  return {};
};
