import { ServiceError } from "../../api";
import { UserError } from "../../base/errors";
import type { Context } from "../session";

/** Tells which of the groups that a failed call named are not there: no way leads to these. Returns where all are. */
export async function refuseUnknownGroups(
  ctx: Context,
  doing: string,
  ids: Iterable<number>,
  cause: Error,
): Promise<void> {
  if (cause instanceof ServiceError && /^(Network|Http|Answer)\./.test(cause.code)) return;
  // Where they cannot be listed, the failure that led here says enough.
  const groups = await ctx.instance.skillGroups.all({ fresh: true }).catch(() => undefined);
  if (!groups) return;
  const known = new Set(groups.map((group) => Number(group.SkillGroupId)));
  const missing = [...ids].filter((id) => !known.has(id));
  if (missing.length === 0) return;
  throw new UserError(
    `${doing}: no skill group ${missing.join(", ")} in instance ${ctx.sdkAppId}; use the skillGroupId of a SkillGroup resource, or look it up by name`,
    { cause },
  );
}
