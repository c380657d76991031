import { isInternal, ServiceError, type StaffInfo } from "../../api";
import { UserError } from "../../base/errors";
import { findOrGone, seenGone, stillListed } from "../presence";
import type { Context } from "../session";
import { calling } from "../shared";

/** How long after the last release of a member by this run, or after the last change that could be one, a group is waited for. */
const WAIT_MS = 30_000;
const LOOK_MS = 500;
const LONGEST_LOOK_MS = 4_000;

/**
 * Deletes a skill group. It waits for this run's own unbinding and deletions of its members (30 s beyond the last of
 * them), then names who is still bound: a group with members that nobody here manages is never deleted.
 */
export async function dissolve(ctx: Context, key: string, name: string): Promise<void> {
  const doing = `deleting SkillGroup "${name}"`;
  const id = Number(key);
  await calling(doing, async () => {
    const started = ctx.clock.now();
    for (let look = LOOK_MS; ; look = Math.min(look * 2, LONGEST_LOOK_MS)) {
      if (!(await findOrGone(ctx.instance.skillGroups, key, `skill group ${key}`))) return;
      const members = await membersOf(ctx, id);
      const refusal = members.length === 0 ? await send(ctx, id) : undefined;
      if (members.length === 0 && !refusal) break;
      const last = Math.max(started, ctx.memory.lastRelease, ctx.underway.lastBeside("SkillGroup", ctx.clock));
      if (ctx.clock.now() - last >= ctx.clock.scaled(WAIT_MS)) throw refusal ?? stillBound(doing, members);
      await ctx.clock.sleep(look);
    }
    if (!(await seenGone(ctx, ctx.instance.skillGroups, key))) throw stillListed(`skill group ${key}`);
  });
}

async function membersOf(ctx: Context, id: number): Promise<StaffInfo[]> {
  const staff = await ctx.instance.staff.all({ fresh: true });
  return staff.filter((row) => (row.SkillGroupList ?? []).some((group) => Number(group.SkillGroupId) === id));
}

/** Sends the deletion; what may pass by itself (something still in use) is given back instead of thrown. */
async function send(ctx: Context, id: number): Promise<ServiceError | undefined> {
  try {
    await ctx.instance.call("DeleteCCCSkillGroup", { SkillGroupId: id });
    return undefined;
  } catch (error) {
    // The documentation leaves open by which code a group in use is refused, and one that is gone.
    if (
      !(error instanceof ServiceError) ||
      !(error.applied === "no" || isInternal(error)) ||
      ctx.loop.judge(error) === "fatal"
    )
      throw error;
    return (await ctx.instance.skillGroups.refind(String(id))) ? error : undefined;
  } finally {
    ctx.instance.skillGroups.wrote(String(id));
  }
}

function stillBound(doing: string, members: readonly StaffInfo[]): UserError {
  const names = members.slice(0, 10).map((row) => row.Mail);
  const more = members.length > 10 ? ` and ${members.length - 10} more` : "";
  return new UserError(
    `${doing}: it still has members: ${names.join(", ")}${more}. Take them out of it (here or in the console) and run again; a group with members is never deleted`,
  );
}
