import { type CampaignInfo, ServiceError, saysMissing } from "../../api";
import { UserError } from "../../base/errors";
import { isPast } from "../callout/rules";
import { PATIENCE_MS } from "../presence";
import type { Context } from "../session";
import { calling } from "../shared";
import type { CampaignDetails } from "./fields";

/** Status of a campaign: the service's 0 to 4 (contract §5). */
export type CampaignStatus = "ready" | "running" | "paused" | "terminated" | "completed";
/** Why a campaign has its status: the service's 0 to 2. */
export type CampaignStatusReason = "normal" | "endedManually" | "timedOut";

const statuses: readonly CampaignStatus[] = ["ready", "running", "paused", "terminated", "completed"];
const reasons: readonly CampaignStatusReason[] = ["normal", "endedManually", "timedOut"];

export interface Campaign {
  id: number;
  status: CampaignStatus;
  statusReason: CampaignStatusReason;
  calleeCount?: number;
  finishedCalleeCount?: number;
  /** Neither the list nor the description says its status: `status` is a guess from its times. */
  unsaid?: true;
  /** Absent where only the list knows it: the service describes no deleted ones. */
  details?: CampaignDetails;
}

export function isOver(status: unknown): boolean {
  return status === "terminated" || status === "completed";
}

/** Whether nobody was called yet, as far as can be seen. */
export function isUnstarted({ status, details }: Campaign, nowMs: number): boolean {
  if (status === "ready") return true;
  return status === "paused" && typeof details?.StartTime === "number" && !isPast(details.StartTime, nowMs);
}

/** Whether nobody was called, and nobody will be called before its start: also one that was ended before it. */
export function calledNobody(campaign: Campaign, startTime: unknown, nowMs: number): boolean {
  return isUnstarted(campaign, nowMs) || (isOver(campaign.status) && !isPast(startTime, nowMs));
}

/** One campaign, or `undefined` when it is in no complete list and the service does not answer for it either. */
export async function look(ctx: Context, id: number, fresh = false): Promise<Campaign | undefined> {
  const { campaigns } = ctx.instance;
  const key = String(id);
  const seen = await looked(ctx, id, fresh ? await campaigns.refind(key) : await campaigns.find(key));
  if (seen) return seen;
  if (await campaigns.isGone(key)) return undefined;
  return looked(ctx, id, await campaigns.refind(key));
}

/** What is known of a campaign that is listed as `row`; `undefined` when there is no more to be known. */
export async function looked(ctx: Context, id: number, row: CampaignInfo | undefined): Promise<Campaign | undefined> {
  for (let listed = row, waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    try {
      const details = await describe(ctx, id, listed);
      return listed || details ? merged(ctx, id, listed, details) : undefined;
    } catch (error) {
      // Listed as living and not known when it is asked for: it was deleted just now, and one of the two is late.
      if (!mayBeMissing(error) || waited >= PATIENCE_MS) throw error;
    }
    await ctx.clock.sleep(pause);
    listed = await ctx.instance.campaigns.refind(String(id));
  }
}

/** Members that only the Chinese documentation has may be missing in `details`; the list has the status everywhere. */
function merged(
  ctx: Context,
  id: number,
  row: CampaignInfo | undefined,
  details: CampaignDetails | undefined,
): Campaign {
  const number = details?.Status ?? row?.Status;
  const said = typeof number === "number" ? statuses[number] : undefined;
  const campaign: Campaign = {
    id,
    status: said ?? likely(row, details, ctx.clock.now()),
    statusReason: reasons[details?.StatusReason ?? row?.StatusReason ?? 0] ?? "normal",
  };
  if (typeof row?.CalleeCount === "number") campaign.calleeCount = row.CalleeCount;
  if (typeof row?.FinishedCalleeCount === "number") campaign.finishedCalleeCount = row.FinishedCalleeCount;
  if (details) campaign.details = details;
  if (!said) campaign.unsaid = true;
  return campaign;
}

/** One that is not listed although its start has passed is over: lists may leave out what is. */
function likely(row: CampaignInfo | undefined, details: CampaignDetails | undefined, nowMs: number): CampaignStatus {
  if (!isPast(details?.StartTime, nowMs)) return "ready";
  return row && !isPast(details?.EndTime, nowMs) ? "running" : "completed";
}

/** @param row as it is listed: one that lives is there, whatever code the service fails with */
async function describe(ctx: Context, id: number, row: CampaignInfo | undefined): Promise<CampaignDetails | undefined> {
  try {
    // Each answer has an id of its own, which is nothing of the campaign: two looks at one must be equal.
    const { RequestId: _, ...details } = await ctx.instance.call("DescribePredictiveDialingCampaign", {
      CampaignId: id,
    });
    // An empty object is one way to say that there is no such campaign.
    return details.Name === undefined || details.Name === null ? undefined : details;
  } catch (error) {
    const lives = typeof row?.Status === "number" && !isOver(statuses[row.Status]);
    if (mayBeMissing(error) && !lives) return undefined;
    throw error;
  }
}

/** For a campaign a failed look into the database may be the answer too. */
function mayBeMissing(error: unknown): boolean {
  return saysMissing(error) || (error instanceof ServiceError && error.code.startsWith("InternalError.DBError"));
}

/** Brings a living campaign to paused or running; one that is over stays as it is. */
export async function pauseOrResume(
  ctx: Context,
  doing: string,
  campaign: Campaign,
  paused: boolean,
): Promise<CampaignStatus> {
  const now = (await calling(doing, () => look(ctx, campaign.id, true))) ?? campaign;
  // What merely seems to be over is not: it could ring.
  const right = ({ status, unsaid }: Campaign): boolean =>
    !unsaid && (isOver(status) || (status === "paused") === paused);
  if (right(now)) return now.status;
  // Where no status is shown, all that can be done for a campaign that shall run is to ask for it.
  const unseenResume = ({ unsaid }: Campaign): boolean => unsaid === true && !paused;
  try {
    await send(ctx, doing, paused ? "PausePredictiveDialingCampaign" : "ResumePredictiveDialingCampaign", campaign.id);
  } catch (error) {
    // The second of two calls, after a lost answer, is refused because the first was carried out.
    const seen = await calling(doing, () => look(ctx, campaign.id, true));
    if (!seen || !(right(seen) || unseenResume(seen))) throw error;
    return seen.status;
  }
  const failure = `${doing}: the service accepted it, but the campaign is not ${paused ? "paused" : "resumed"}`;
  const seen = await confirmed(ctx, campaign.id, (one) => !one || right(one) || unseenResume(one), failure);
  return seen?.status ?? "terminated";
}

/** Stops a campaign, deletes it, and sees that it is so. One that is gone already is success. */
export async function removeCampaign(ctx: Context, campaign: Campaign): Promise<void> {
  const { id } = campaign;
  removed(ctx).add(id);
  if (!isOver(campaign.status)) await abort(ctx, campaign);
  const doing = `deleting PredictiveDialingCampaign ${id}`;
  try {
    await send(ctx, doing, "DeletePredictiveDialingCampaign", id);
  } catch (error) {
    const now = await look(ctx, id, true);
    if (isRemoved(now)) return;
    if (now?.status !== "ready" || !(error instanceof UserError)) throw error;
    await removePaused(ctx, doing, now, error);
  }
  await confirmed(ctx, id, isRemoved, `${doing}: the service accepted it, but still shows the campaign`);
}

/** One that can be neither stopped nor deleted before its start: perhaps it can once it is paused, and then it does not ring. */
async function removePaused(ctx: Context, doing: string, campaign: Campaign, refused: UserError): Promise<void> {
  try {
    await pauseOrResume(ctx, doing, campaign, true);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${refused.message}. The service neither stops, deletes nor pauses it before its start: delete it in the console, or run again once it has started`,
      { cause: refused },
    );
  }
  await abort(ctx, campaign);
  await send(ctx, doing, "DeletePredictiveDialingCampaign", campaign.id);
}

/** What this process deleted: it may be listed on, and is nobody's any more. */
export function removed({ memory }: Context): Set<number> {
  const known = removals.get(memory) ?? new Set<number>();
  removals.set(memory, known);
  return known;
}

const removals = new WeakMap<Context["memory"], Set<number>>();

/** Lists may keep what was deleted, as terminated; the service answers for it no more. */
function isRemoved(campaign: Campaign | undefined): boolean {
  return !campaign || (!campaign.details && isOver(campaign.status));
}

async function abort(ctx: Context, { id }: Campaign): Promise<void> {
  const doing = `stopping PredictiveDialingCampaign ${id}`;
  try {
    await send(ctx, doing, "AbortPredictiveDialingCampaign", id);
  } catch (error) {
    const now = await calling(doing, () => look(ctx, id, true));
    // Over already is success, however the service puts it; one that has not started may be deleted without.
    if (!now || isOver(now.status) || isUnstarted(now, ctx.clock.now())) return;
    throw error;
  }
  const failure = `${doing}: the service accepted it, but the campaign still lives; stop it in the console`;
  await confirmed(ctx, id, (seen) => !seen || isOver(seen.status) || seen.unsaid === true, failure);
}

type Verb = `${"Pause" | "Resume" | "Abort" | "Delete"}PredictiveDialingCampaign`;

async function send(ctx: Context, doing: string, action: Verb, id: number): Promise<void> {
  try {
    await calling(doing, () => ctx.instance.call(action, { CampaignId: id }));
  } finally {
    ctx.instance.campaigns.wrote(String(id));
  }
}

async function confirmed(
  ctx: Context,
  id: number,
  right: (seen: Campaign | undefined) => boolean,
  failure: string,
): Promise<Campaign | undefined> {
  for (let waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    const seen = await calling(`reading PredictiveDialingCampaign ${id}`, () => look(ctx, id, true));
    if (right(seen)) return seen;
    if (waited >= PATIENCE_MS) throw new UserError(`${failure} (its status is ${seen?.status})`);
    await ctx.clock.sleep(pause);
  }
}
