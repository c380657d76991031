import type { Context, Handler } from "../context";
import { documented, invalid, serviceError } from "../errors";
import type { StaffRecord, StaffState } from "../instance";
import { presenceIn } from "../presence";
import { findStaff } from "../staff";
import type * as ccc from "../types";

const batchLimit = 200;

export const DeleteStaff: Handler<ccc.DeleteStaffRequest, ccc.DeleteStaffResponse> = (context, request) => {
  const { centre, dialect } = context;
  if (request.StaffList.length === 0) throw invalid("StaffList must not be empty.");
  if (request.StaffList.length > batchLimit) throw invalid(`StaffList must not hold more than ${batchLimit} items.`);
  const found = request.StaffList.map((mail) => findStaff(centre, mail, dialect));
  if (found.includes(undefined) && dialect.deleteUnknown === "error") throw documented("InternalError.DBError");
  const present = new Set(found.filter((staff) => staff !== undefined));
  const presence = presenceIn(context);
  const online = [...present].filter((staff) => isOnline(presence(staff).status, context));
  if (online.length === 0 || dialect.deleteMixed === "skip-online") {
    const leaving = [...present].filter((staff) => !online.includes(staff));
    for (const staff of leaving) checkNamed(context, staff);
    for (const staff of leaving) remove(context, staff);
  }
  return {
    OnlineStaffList: online.map((staff) => staff.mail),
    DeleteStatusInfo:
      online.length === 0
        ? "All members have been deleted"
        : "Members in OnlineStaffList are online and cannot be deleted",
  };
};

const working: readonly StaffState[] = ["free", "busy"];

const isOnline = (status: StaffState, { dialect }: Context): boolean =>
  dialect.deleteOnline === "not-offline" ? status !== "offline" : working.includes(status);

/** Phones that belong to the agent, and agents whose calls are forwarded to her. */
function naming({ centre }: Context, { mail }: StaffRecord) {
  return {
    phones: [...centre.extensions.values()].filter((one) => one.staff === mail),
    forwarders: [...centre.staff.values()].filter(
      ({ forwarding }) => forwarding?.Enabled === true && forwarding.Target?.StaffUserId === mail,
    ),
  };
}

function checkNamed(context: Context, staff: StaffRecord): void {
  const { deletedStaffNamed } = context.dialect;
  if (deletedStaffNamed === "kept" || deletedStaffNamed === "cleared") return;
  const { phones, forwarders } = naming(context, staff);
  if (phones.length + forwarders.length === 0) return;
  if (deletedStaffNamed === "ResourceInUse") throw serviceError("ResourceInUse", "The agent is in use.");
  throw documented("InternalError.DBError");
}

function remove(context: Context, staff: StaffRecord): void {
  const { centre, dialect, now } = context;
  centre.staff.delete(staff.mail);
  centre.departed.staff.push({ staff, at: now });
  if (dialect.deletedStaffNamed !== "cleared") return;
  const { phones, forwarders } = naming(context, staff);
  for (const phone of phones) phone.staff = "";
  for (const one of forwarders) one.forwarding = null;
}
