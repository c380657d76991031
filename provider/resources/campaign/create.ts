import { ServiceError } from "../../api";
import { firstLine, UserError } from "../../base/errors";
import { holderOf } from "../../core/claiming";
import { type Address, addressText } from "../../core/define";
import { PartialFailure } from "../../core/failures";
import { formatId } from "../../core/ids";
import { reconcile } from "../../core/reconcile";
import type { Plain } from "../../core/values";
import { startsSoon } from "../callout/identity";
import { isPast, laterStart, refusePast, stillAhead } from "../callout/rules";
import type { CampaignChecked } from "../predictive-dialing-campaign";
import { PATIENCE_MS } from "../presence";
import type { Context } from "../session";
import { calling } from "../shared";
import { identityOf, startOf } from "./common";
import { bodyOf, differenceTexts } from "./fields";
import {
  type Campaign,
  type CampaignStatus,
  isOver,
  isUnstarted,
  looked,
  pauseOrResume,
  removeCampaign,
  removed,
} from "./life";
import { updateJob } from "./update";

/** A campaign of this identity that exists is ours: it is never created a second time. */
export async function findOrCreate(ctx: Context, wanted: CampaignChecked, address: Address): Promise<Campaign> {
  const doing = `creating ${addressText(address)}`;
  const equal = await calling(doing, () => findEqual(ctx, wanted));
  const living = equal.filter(({ status }) => !isOver(status));
  const past = isPast(wanted.startTime, ctx.clock.now());
  const own = living[0] ?? (past ? equal.at(-1) : undefined);
  if (own) return takeOverCampaign(ctx, doing, wanted, own, living, address);
  refusePast(doing, startOf(wanted), ctx.clock.now());
  return createCampaign(ctx, doing, wanted, equal);
}

async function takeOverCampaign(
  ctx: Context,
  doing: string,
  wanted: CampaignChecked,
  own: Campaign,
  living: readonly Campaign[],
  address: Address,
): Promise<Campaign> {
  const identity = identityOf(wanted);
  const keeper = ctx.claims.keeper(`${ctx.sdkAppId}/${identity}`, address);
  const apart = "give this one another name, or delete the other in the console";
  const refuse = (why: string, ways = apart): never => {
    throw new UserError(
      `${doing}: ${why}. Campaigns that are equal in name, skill group, start and end cannot be told apart: ${ways}`,
    );
  };
  if (keeper !== undefined) refuse(`${keeper} declares ${identity} too`);
  const holder = holderOf(ctx, formatId(ctx.sdkAppId, own.id), address);
  if (holder !== undefined) {
    const ways = "give this one another name; if the other was changed by hand, `pulumi up --refresh` puts that right";
    refuse(`campaign ${own.id} exists already and belongs to ${holder} of this program`, ways);
  }
  if (living.length > 1) refuse(`there are ${living.length} of them: ${living.map(({ id }) => id).join(", ")}`);
  if (wanted.onExisting === "fail") refuse(`campaign ${own.id} exists already, and onExisting is "fail"`);
  if (isOver(own.status)) {
    const over = `which is ${own.status}: nobody is called again unless its name or its times change`;
    ctx.log.notice(`took over existing PredictiveDialingCampaign ${own.id}, ${over}`);
    return own;
  }
  const differences = differenceTexts({ ...wanted, startTime: undefined }, own.details!);
  const count = own.calleeCount ?? wanted.callees.length;
  if (count !== wanted.callees.length) differences.push(`callees: wanted ${wanted.callees.length}, found ${count}`);
  const now = ctx.clock.now();
  const isTimed = wanted.timeZone !== undefined || wanted.availableTimes !== undefined;
  const isFixed = !isUnstarted(own, now) || startsSoon(wanted.startTime, now);
  if (differences.length > 0) {
    const what = `campaign ${own.id} exists already and differs: ${differences.join("; ")}`;
    if (isFixed) refuse(`${what}; it has started or starts within 2 minutes, so it is not changed any more`);
    if (isTimed)
      refuse(`${what}; with timeZone or availableTimes it cannot be changed, since an update could lose them`);
    if (wanted.onExisting !== "adopt") {
      refuse(
        what,
        `if it is of this program, under another resource name, give that name as an alias; to take it over and change it, set onExisting: "adopt"; else ${apart}`,
      );
    }
  }
  const changed = differences.length > 0 ? ` and changed it: ${differences.join("; ")}` : "";
  ctx.log.notice(`took over existing PredictiveDialingCampaign ${own.id}${changed}`);
  if (isTimed || isFixed) return own;
  // Nobody can read whom it calls, so it is told again; an update could lose its times of the day.
  return (await reconcile(updateJob(ctx, doing, own.id, wanted), ctx.loop)).campaign ?? own;
}

/** Pauses a campaign just made. One that was to be paused and cannot be must not ring: it is stopped and deleted. */
export async function pauseNew(
  ctx: Context,
  wanted: CampaignChecked,
  campaign: Campaign,
  outs: Plain,
): Promise<CampaignStatus> {
  const doing = `pausing PredictiveDialingCampaign ${campaign.id}`;
  try {
    return await pauseOrResume(ctx, doing, campaign, wanted.paused!);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const why = `${error.message}\nA campaign that is declared paused must not ring`;
    try {
      await removeCampaign(ctx, campaign);
    } catch (failure) {
      const still = `${why}, but it could not be stopped either: stop it in the console (${firstLine(failure)})`;
      throw new PartialFailure(formatId(ctx.sdkAppId, campaign.id), { ...outs, paused: false }, [still]);
    }
    throw new UserError(`${why}, so it was deleted. Leave out \`paused\`, or set a later startTime`, { cause: error });
  }
}

/**
 * The campaigns that are this declaration, the oldest first. The service has no member for a marker, so name, skill group,
 * start and end identify. One whose start had passed when it was made may show when it really began.
 */
async function findEqual(ctx: Context, wanted: CampaignChecked): Promise<Campaign[]> {
  const rows = await ctx.instance.campaigns.all({ fresh: true });
  const likely = rows.filter((row) => row.Name === wanted.name && Number(row.SkillGroupId) === wanted.skillGroupId);
  likely.sort((a, b) => Number(a.CampaignId) - Number(b.CampaignId));
  const late = isPast(wanted.startTime, ctx.clock.now());
  const found: Campaign[] = [];
  for (const row of likely) {
    const campaign = await looked(ctx, Number(row.CampaignId), row);
    if (!campaign) continue;
    const { StartTime: start, EndTime: end } = campaign.details ?? {};
    const began = start === wanted.startTime || (late && typeof start === "number" && start > wanted.startTime);
    if (began && end === wanted.endTime && !removed(ctx).has(campaign.id)) found.push(campaign);
  }
  return found;
}

/** Creates the campaign. An answer that was lost is searched for among those that were not there; nothing is sent again. */
async function createCampaign(
  ctx: Context,
  doing: string,
  wanted: CampaignChecked,
  known: readonly Campaign[],
): Promise<Campaign> {
  let lost: ServiceError | undefined;
  try {
    const made = await sendCreate(ctx, doing, wanted);
    if (made.CampaignId) {
      ctx.instance.campaigns.wrote(String(made.CampaignId));
      return { id: Number(made.CampaignId), status: "ready", statusReason: "normal" };
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.applied === "no") return calling(doing, () => Promise.reject(error));
    lost = error;
  }
  const found = await calling(doing, () => searchFor(ctx, wanted, new Set(known.map(({ id }) => id))));
  if (found) return found;
  const why = lost ? `the answer was lost (${lost.code})` : "the service gave no CampaignId";
  throw new UserError(
    `${doing}: ${why}, and no campaign "${wanted.name}" of this skill group, start and end showed within ${PATIENCE_MS / 1000} s. Nothing was sent again, so that nobody is called twice. Look in the console's list of campaigns; then run \`pulumi up\` again, which takes it over if it is there`,
    { cause: lost },
  );
}

async function sendCreate(ctx: Context, doing: string, wanted: CampaignChecked): Promise<{ CampaignId?: number }> {
  const start = startOf(wanted);
  const ahead = stillAhead(doing, start, ctx.clock);
  const request = {
    ...bodyOf(wanted),
    TimeZone: wanted.timeZone,
    AvailableTime: wanted.availableTimes?.map(({ start, end }) => ({ StartTime: start, EndTime: end })),
  };
  try {
    return await ctx.instance.call("CreatePredictiveDialingCampaign", request, ahead);
  } catch (error) {
    const StartTime = laterStart(doing, error, start, ctx.clock.now());
    return ctx.instance.call("CreatePredictiveDialingCampaign", { ...request, StartTime }, ahead);
  }
}

async function searchFor(
  ctx: Context,
  wanted: CampaignChecked,
  known: ReadonlySet<number>,
): Promise<Campaign | undefined> {
  for (let waited = 0, pause = 200; ; waited += pause, pause *= 2) {
    const found = (await findEqual(ctx, wanted)).find(({ id }) => !known.has(id));
    if (found || waited >= PATIENCE_MS) return found;
    await ctx.clock.sleep(pause);
  }
}
