import type { Context } from "./context";
import { documented, invalidValue } from "./errors";
import { checkRingAll, existingGroups, unknownGroup } from "./groups";
import type { ExtensionRecord, Instance } from "./instance";
import { findStaff } from "./staff";

/** The documents give no code for an extension that does not exist. */
export function requireExtension({ centre, dialect }: Context, extensionId: string): ExtensionRecord {
  const extension = centre.extensions.get(extensionId);
  if (extension !== undefined) return extension;
  if (dialect.unknownExtension === "InternalError.DBError") throw documented(dialect.unknownExtension);
  throw invalidValue("The extension does not exist.");
}

/** The groups of an extension call, checked; those it did not have before must have room. */
export function extensionGroups(context: Context, ids: readonly (number | bigint)[], had: readonly number[]): number[] {
  const groups = existingGroups(context.centre, ids, unknownGroup(context));
  for (const id of groups) if (!had.includes(id)) checkRingAll(context, context.centre.skillGroups.get(id)!, 1);
  return groups;
}

/** The mail of the agent a phone is bound to, in the spelling of her account. "" is nobody. */
export function relation({ centre, dialect }: Context, mail: string, extensionId: string): string {
  if (mail === "") return "";
  const staff = findStaff(centre, mail, dialect);
  if (staff === undefined) {
    if (dialect.extensionRelation === "any") return mail;
    throw invalidValue("The agent of Relation does not exist.");
  }
  const phones = [...centre.extensions.values()].filter((one) => one.staff === staff.mail);
  if (dialect.extensionRelation === "one-phone" && phones.some((one) => one.extensionId !== extensionId)) {
    throw invalidValue("The agent of Relation has another phone.");
  }
  return staff.mail;
}

export const domain = (centre: Instance): string => `${centre.sdkAppId}.tccc.qcloud.com`;
