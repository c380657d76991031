import type { Handler } from "../context";
import { invalidValue } from "../errors";
import { checkPage, slice, total } from "../paging";
import { findStaff, staffInfo } from "../staff";
import type * as ccc from "../types";

const pageLimit = 9999;

export const DescribeStaffInfoList: Handler<ccc.DescribeStaffInfoListRequest, ccc.DescribeStaffInfoListResponse> = (
  context,
  request,
) => {
  const { view, dialect } = context;
  const page = checkPage(context, request, pageLimit);
  let matching = [...view.staff.values()];
  if (request.StaffMail) {
    const part = request.StaffMail.toLowerCase();
    matching =
      dialect.mailFilter === "fuzzy"
        ? matching.filter((one) => one.mail.toLowerCase().includes(part))
        : [findStaff(view, request.StaffMail, dialect)].filter((one) => one !== undefined);
    if (matching.length === 0 && dialect.describeUnknown === "error") throw invalidValue("The agent does not exist.");
  }
  if (request.SkillGroupId) {
    matching = matching.filter((one) => one.skillGroups.some((group) => group.skillGroupId === request.SkillGroupId));
  }
  matching = matching.filter((one) => one.lastModified >= (request.ModifiedTime ?? 0));
  return {
    TotalCount: total(context, matching.length, view.staff.size),
    StaffList: slice(context, matching, page).map((one) => staffInfo(one, view, dialect)),
  };
};
