import type { Context, Handler } from "../context";
import { extensionGroups, relation, requireExtension } from "../extensions";
import type { ExtensionRecord } from "../instance";
import { modifiedText } from "../staff";
import type * as ccc from "../types";

export const ModifyExtension: Handler<ccc.ModifyExtensionRequest, ccc.ModifyExtensionResponse> = (context, request) => {
  const extension = requireExtension(context, request.ExtensionId);
  Object.assign(extension, {
    name: request.ExtensionName || extension.name,
    skillGroupIds: modifiedGroups(context, extension, request.SkillGroupIds),
    // An agent that stays bound need not exist any more.
    staff: request.Relation
      ? relation(context, request.Relation, request.ExtensionId)
      : staffLeftOut(context, extension, request.Relation),
    lastModified: context.seconds,
  });
  return {};
};

const staffLeftOut = ({ dialect }: Context, extension: ExtensionRecord, given: string | undefined) =>
  modifiedText(dialect, extension.staff, given);

function modifiedGroups(
  context: Context,
  extension: ExtensionRecord,
  given: ccc.ModifyExtensionRequest["SkillGroupIds"],
) {
  const { dialect } = context;
  const had = extension.skillGroupIds;
  if (given === undefined) return dialect.modifyOmittedGroups === "clear" ? [] : had;
  if (given.length === 0 && dialect.emptyGroupList === "ignored") return had;
  const groups = extensionGroups(context, given, had);
  return dialect.modifyExtensionSkillGroups === "add" ? [...new Set([...had, ...groups])] : groups;
}
