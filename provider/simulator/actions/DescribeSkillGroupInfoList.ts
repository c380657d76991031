import type { Handler } from "../context";
import { invalidValue } from "../errors";
import { typeText } from "../groups";
import type { SkillGroupRecord } from "../instance";
import { checkPage, slice, total } from "../paging";
import type * as ccc from "../types";

const pageLimit = 100;

type Request = ccc.DescribeSkillGroupInfoListRequest;

export const DescribeSkillGroupInfoList: Handler<Request, ccc.DescribeSkillGroupInfoListResponse> = (
  context,
  request,
) => {
  const { view, dialect } = context;
  const page = checkPage(context, request, pageLimit);
  const { SkillGroupId: id, SkillGroupName: name, ModifiedTime = 0 } = request;
  const named = (group: SkillGroupRecord) =>
    dialect.nameFilter === "exact" ? group.name === name : group.name.includes(name ?? "");
  const matching = [...view.skillGroups.values()]
    .filter((one) => !id || one.skillGroupId === id)
    .filter((one) => !name || named(one))
    .filter((one) => one.lastModified >= ModifiedTime);
  if (matching.length === 0 && (id || name) && dialect.describeUnknown === "error") {
    throw invalidValue("The skill group does not exist.");
  }
  return {
    TotalCount: total(context, matching.length, view.skillGroups.size),
    SkillGroupList: slice(context, matching, page).map(info),
  };
};

const info = (group: SkillGroupRecord): ccc.SkillGroupInfoItem => ({
  SkillGroupId: group.skillGroupId,
  SkillGroupName: group.name,
  Type: typeText(group),
  RoutePolicy: group.routePolicy,
  UsingLastSeat: group.usingLastSeat,
  MaxConcurrency: group.maxConcurrency,
  LastModifyTimestamp: group.lastModified,
  SkillGroupType: group.type,
  Alias: group.alias,
  RingAll: group.ringAll,
});
