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
  const contains = (one: ExtensionRecord, word: string) =>
    [one.extensionId, one.name, one.staff, staffName(one)].some((text) => text.toLowerCase().includes(word));
  const matching = [...view.extensions.values()]
    .filter((one) => !ExtensionIds?.length || ExtensionIds.includes(one.extensionId))
    .filter((one) => !FuzzingKeyWord || contains(one, FuzzingKeyWord.toLowerCase()));
  if (matching.length === 0 && ExtensionIds?.length && dialect.describeUnknown === "error") {
    throw invalidValue("The extension does not exist.");
  }
  return {
    Total: total(context, matching.length, view.extensions.size),
    ExtensionList: slice(context, matching, page).map((one) => ({
      ...info(one, view),
      Status: request.IsNeedStatus ? one.status : 0,
      RelationName: staffName(one),
    })),
  };
};

const info = (extension: ExtensionRecord, view: Instance): ccc.ExtensionInfo => ({
  SdkAppId: view.sdkAppId,
  FullExtensionId: `${extension.extensionId}@${domain(view)}`,
  ExtensionId: extension.extensionId,
  SkillGroupId: extension.skillGroupIds.join(","),
  ExtensionName: extension.name,
  CreateTime: extension.created,
  ModifyTime: extension.lastModified,
  Register: extension.registered,
  Relation: extension.staff,
});
