import { type CampaignInfo, isInternal, ServiceError, type StaffInfo } from "../../api";
import { UserError } from "../../base/errors";
import { groupIds } from "../extension/fields";
import { findOrGone, seenGone, stillListed } from "../presence";
import type { Context } from "../session";
import { calling } from "../shared";

/** How long after the last release of a member by this run, or after the last change that could be one, a group is waited for. */
const WAIT_MS = 30_000;
const LOOK_MS = 500;
const LONGEST_LOOK_MS = 4_000;

/**
 * Deletes a skill group. It waits for this run's own unbinding and deletions of its members (30 s beyond the last of
 * them), then names who or what still uses it: a group with members that nobody here manages is never deleted.
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
      if (ctx.clock.now() - last >= ctx.clock.scaled(WAIT_MS)) {
        throw refusal ? ((await stillUsed(ctx, key, refusal)) ?? refusal) : stillBound(members);
      }
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

function stillBound(members: readonly StaffInfo[]): UserError {
  return new UserError(
    `it still has members: ${namesOf(members.map((row) => String(row.Mail)))}. Take them out of it (here or in the console) and run again; a group with members is never deleted`,
  );
}

/** What still uses a group whose deletion was refused, as far as it can be seen. */
async function stillUsed({ instance }: Context, key: string, refusal: ServiceError): Promise<UserError | undefined> {
  const seen = async <Row>(list: { all(options: { fresh: true }): Promise<readonly Row[]> }): Promise<readonly Row[]> =>
    list.all({ fresh: true }).catch(() => []);
  const [phones, numbers, campaigns] = await Promise.all([
    seen(instance.extensions),
    seen(instance.numbers),
    seen(instance.campaigns),
  ]);
  const uses = [
    named(
      "phone",
      phones.filter((row) => groupIds(row.SkillGroupId).includes(Number(key))).map((row) => row.ExtensionId),
    ),
    named(
      "number",
      numbers
        .filter((row) => (row.CallOutSkillGroupIds ?? []).some((id) => String(id) === key))
        .map((row) => row.Number),
    ),
    named(
      "campaign",
      campaigns.filter((row) => String(row.SkillGroupId) === key && !isOver(row)).map((row) => row.CampaignId),
    ),
  ].filter((text) => text !== "");
  if (uses.length === 0) return undefined;
  return new UserError(
    `it is still used by ${uses.join(" and ")}: take it out there (here or in the console) and run again. The service said: ${refusal.message}`,
    { cause: refusal },
  );
}

/** Such as `phones 8002, 8003`. */
function named(what: string, ids: readonly (string | number | bigint | undefined)[]): string {
  const found = ids.filter((id) => id !== undefined).map(String);
  return found.length === 0 ? "" : `${what}${found.length > 1 ? "s" : ""} ${namesOf(found)}`;
}

/** A campaign that has ended or was stopped calls nobody any more. */
const isOver = ({ Status }: CampaignInfo): boolean => Status === 3 || Status === 4;

function namesOf(names: readonly string[]): string {
  return `${names.slice(0, 10).join(", ")}${names.length > 10 ? ` and ${names.length - 10} more` : ""}`;
}
