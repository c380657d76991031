import type { Handler } from "../context";
import { invalidValue } from "../errors";
import { domain } from "../extensions";
import type { ExtensionRecord, Instance } from "../instance";
import { checkPage, slice, total } from "../paging";
import { findStaff } from "../staff";
import type * as ccc from "../types";

const defaultPageSize = 20;

/** The total is called Total here, and the list of groups is one text: "1001,1002". */
export const DescribeExtensions: Handler<ccc.DescribeExtensionsRequest, ccc.DescribeExtensionsResponse> = (
  context,
  request,
) => {
  const { view, dialect } = context;
  const { PageNumber, PageSize = defaultPageSize, ExtensionIds, FuzzingKeyWord } = request;
  const page = checkPage(context, { PageNumber, PageSize });
  const staffName = (one: ExtensionRecord) => findStaff(view, one.staff, dialect)?.name ?? "";
  const meant = ({ extensionId }: ExtensionRecord, id: string) =>
    dialect.extensionIdFilter === "exact" ? extensionId === id : extensionId.includes(id);
  const contains = (one: ExtensionRecord, word: string) =>
    [one.extensionId, one.name, one.staff, staffName(one)].some((text) => text.toLowerCase().includes(word));
  const matching = [...view.extensions.values()]
    .filter((one) => !ExtensionIds?.length || ExtensionIds.some((id) => meant(one, id)))
    .filter((one) => !FuzzingKeyWord || contains(one, FuzzingKeyWord.toLowerCase()));
  if (matching.length === 0 && ExtensionIds?.length && dialect.describeUnknown === "error") {
    throw invalidValue("The extension does not exist.");
  }
  return {
    Total: total(context, matching.length, view.extensions.size),
    ExtensionList: slice(context, matching, page).map((one) => ({
      ...info(one, view),
      SkillGroupId: one.skillGroupIds.join(dialect.groupSeparator),
      Status: request.IsNeedStatus ? one.status : 0,
      RelationName: staffName(one),
    })),
  };
};

const info = (extension: ExtensionRecord, view: Instance): Omit<ccc.ExtensionInfo, "SkillGroupId"> => ({
  SdkAppId: view.sdkAppId,
  FullExtensionId: `${extension.extensionId}@${domain(view)}`,
  ExtensionId: extension.extensionId,
  ExtensionName: extension.name,
  CreateTime: extension.created,
  ModifyTime: extension.lastModified,
  Register: extension.registered,
  Relation: extension.staff,
});
