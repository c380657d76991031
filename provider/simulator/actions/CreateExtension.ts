import { addExtension } from "../by-hand";
import type { Handler } from "../context";
import { documented, invalidValue } from "../errors";
import { extensionGroups, relation } from "../extensions";
import type { StaffRecord } from "../instance";
import type * as ccc from "../types";

/** The SIP password is made by the service; DescribeExtension shows it. */
export const CreateExtension: Handler<ccc.CreateExtensionRequest, ccc.CreateExtensionResponse> = (context, request) => {
  const { centre, dialect, seconds } = context;
  const sameNumber = (one: StaffRecord): boolean => one.extensionNumber === request.ExtensionId;
  if (!/^[0-9A-Za-z_-]{1,32}$/.test(request.ExtensionId)) throw invalidValue("ExtensionId is not valid.");
  if (centre.extensions.has(request.ExtensionId)) {
    if (dialect.createExtensionDuplicate === "InvalidParameterValue")
      throw invalidValue("The extension exists already.");
    if (dialect.createExtensionDuplicate === "InternalError.DBError") throw documented("InternalError.DBError");
  } else if (centre.extensions.size >= centre.purchases.sipPhones) {
    throw documented(dialect.extensionQuota);
  }
  if (dialect.numberSpace === "shared" && [...centre.staff.values()].some(sameNumber)) {
    throw invalidValue("The number is the extension number of an agent.");
  }
  addExtension(centre, {
    extensionId: request.ExtensionId,
    name: request.ExtensionName,
    skillGroupIds: extensionGroups(context, request.SkillGroupIds ?? [], []),
    staff: relation(context, request.Relation ?? "", request.ExtensionId),
    created: seconds,
    lastModified: seconds,
  });
  return {};
};
