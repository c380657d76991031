import { describeFailure, ServiceError } from "../../api";
import { firstLine, UserError } from "../../base/errors";
import { claimObject, holderOf } from "../../core/claiming";
import { type Address, addressText } from "../../core/define";
import { PartialFailure } from "../../core/failures";
import { formatId } from "../../core/ids";
import type { Plain } from "../../core/values";
import { laterStart, refusePast, stillAhead } from "../callout/rules";
import type { CampaignChecked } from "../predictive-dialing-campaign";
import { PATIENCE_MS } from "../presence";
import type { Context } from "../session";
import { calling } from "../shared";
import { identityOf, observed, outsOf, startOf } from "./common";
import { bodyOf } from "./fields";
import { survey } from "./find";
import { pauseOrResume, removeCampaign } from "./life";
import { type Campaign, type CampaignStatus, isOver, shown } from "./sight";
import { takeOver, takeOverAlike } from "./take-over";

/** A campaign of this declaration, found or made, brought to its first state. */
export async function begin(
  ctx: Context,
  wanted: CampaignChecked,
  address: Address,
): Promise<{ key: number; outs: Plain }> {
  const { campaign, made } = await findOrCreate(ctx, wanted, address);
  const outs = outsOf(wanted, campaign);
  if (made) await seeMade(ctx, `creating ${addressText(address)}`, wanted, campaign, outs);
  if (wanted.paused !== undefined) outs.status = await pauseNew(ctx, wanted, campaign, outs);
  return { key: campaign.id, outs };
}

interface Begun {
  campaign: Campaign;
  /** Made by this very call, not found. */
  made: boolean;
}

/** A campaign of this identity that exists is ours: it is never created a second time. */
async function findOrCreate(ctx: Context, wanted: CampaignChecked, address: Address): Promise<Begun> {
  const doing = `creating ${addressText(address)}`;
  const { equal: early } = await calling(doing, () => survey(ctx, wanted));
  // One that a run made which died a moment ago may not show yet.
  if (early.length === 0) await ctx.instance.lag.over();
  const { skillGroupId, startTime, endTime } = wanted;
  const claimed = (begun: Begun): Begun => {
    // Whoever had it before releases it, and who comes after knows whose it is, also where a later step fails.
    claimObject(ctx, formatId(ctx.sdkAppId, begun.campaign.id), address, "made");
    return begun;
  };
  // Those that may look alike are made one after the other: each shall know of the others that they are of this program.
  return ctx.locks.hold(`campaigns ${ctx.sdkAppId} ${skillGroupId} ${startTime} ${endTime}`, async () => {
    const { equal, alike } = await calling(doing, () => survey(ctx, wanted));
    const living = equal.filter(({ status }) => !isOver(status));
    // One that somebody ended by hand is finished, before its start too.
    const own = living[0] ?? equal.at(-1);
    if (own) return claimed({ campaign: await takeOver(ctx, doing, wanted, own, living, address), made: false });
    const strange = wanted.onExisting === "ignore" ? [] : alike.filter((one) => !isOfProgram(ctx, one, address));
    if (strange.length > 0) return claimed({ campaign: await takeOverAlike(ctx, doing, wanted, strange), made: false });
    refusePast(doing, startOf(wanted), ctx.clock.now());
    return claimed({ campaign: await createCampaign(ctx, doing, wanted, equal), made: true });
  });
}

/** Whether another resource of the program has it, or declares it: that is somebody's purpose. */
function isOfProgram(ctx: Context, { id, details }: Campaign, address: Address): boolean {
  if (holderOf(ctx, formatId(ctx.sdkAppId, id), address) !== undefined) return true;
  const { Name: name, SkillGroupId: skillGroupId, StartTime: startTime, EndTime: endTime } = details ?? {};
  const identity = identityOf({ name, skillGroupId, startTime, endTime });
  return ctx.claims.keeper(`${ctx.sdkAppId}/${identity}`, address) !== undefined;
}

/**
 * A create ends when the service shows what it made: what it does not show would be found by no deletion and no pause. One
 * that does not show keeps its id (`unseen`), and the next run goes on.
 */
async function seeMade(
  ctx: Context,
  doing: string,
  wanted: CampaignChecked,
  campaign: Campaign,
  outs: Plain,
): Promise<void> {
  try {
    Object.assign(outs, observed(await shown(ctx, campaign.id)));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const why = error instanceof ServiceError ? describeFailure(doing, error) : `${doing}: ${error.message}`;
    if (wanted.paused === true) await mustNotRing(ctx, campaign, outs, why, error);
    const next = "Its id is kept in the state, and the next `pulumi up` goes on with it; nothing is sent again";
    throw new PartialFailure(formatId(ctx.sdkAppId, campaign.id), { ...outs, unseen: true }, [`${why}\n${next}`], {
      cause: error,
    });
  }
}

/** Pauses a campaign just made. One that was to be paused and cannot be must not ring: it is stopped and deleted. */
async function pauseNew(
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
    return mustNotRing(ctx, campaign, outs, error.message, error);
  }
}

async function mustNotRing(
  ctx: Context,
  campaign: Campaign,
  outs: Plain,
  reason: string,
  cause: UserError,
): Promise<never> {
  const why = `${reason}\nA campaign that is declared paused must not ring`;
  try {
    await removeCampaign(ctx, campaign);
  } catch (failure) {
    const still = `${why}, but it could not be stopped either: stop it in the console (${firstLine(failure)})`;
    throw new PartialFailure(formatId(ctx.sdkAppId, campaign.id), { ...outs, paused: false }, [still]);
  }
  throw new UserError(`${why}, so it was deleted. Leave out \`paused\`, or set a later startTime`, { cause });
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
  const found = await searchFor(ctx, wanted, new Set(known.map(({ id }) => id)));
  if (!(found instanceof UserError || found === undefined)) return found;
  const why = lost ? `the answer was lost (${lost.code})` : "the service gave no CampaignId";
  const besides = found ? ` (the last look failed: ${firstLine(found)})` : "";
  throw new UserError(
    `${doing}: ${why}, and no campaign "${wanted.name}" of this skill group, start and end showed within ${PATIENCE_MS / 1000} s${besides}. Nothing was sent again, so that nobody is called twice. Look in the console's list of campaigns; then run \`pulumi up\` again, which takes it over if it is there`,
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
    if (wanted.endTime <= StartTime) throw error;
    return ctx.instance.call("CreatePredictiveDialingCampaign", { ...request, StartTime }, ahead);
  }
}

/** The campaign whose answer was lost; an error: the service failed to say when it was asked last. */
async function searchFor(
  ctx: Context,
  wanted: CampaignChecked,
  known: ReadonlySet<number>,
): Promise<Campaign | UserError | undefined> {
  for (let waited = 0, pause = 200; ; waited += pause, pause *= 2) {
    const found = await survey(ctx, wanted).then(
      ({ equal }) => equal.find(({ id }) => !known.has(id)),
      (error: unknown) => {
        if (error instanceof UserError) return error;
        throw error;
      },
    );
    if ((found && !(found instanceof UserError)) || waited >= PATIENCE_MS) return found;
    await ctx.clock.sleep(pause);
  }
}
