import type { Handler } from "../context";
import { documented, invalid } from "../errors";
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
  const online = [...present].filter((staff) => presence(staff).status !== "offline");
  if (online.length === 0 || dialect.deleteMixed === "skip-online") {
    for (const staff of present) if (!online.includes(staff)) centre.staff.delete(staff.mail);
  }
  return {
    OnlineStaffList: online.map((staff) => staff.mail),
    DeleteStatusInfo:
      online.length === 0
        ? "All members have been deleted"
        : "Members in OnlineStaffList are online and cannot be deleted",
  };
};
