import { type CampaignInfo, isAboutAccount, isThrottled, isTransport, mayMeanMissing, ServiceError } from "../../api";
import { UserError } from "../../base/errors";
import { formatId } from "../../core/ids";
import { isPast } from "../callout/rules";
import { PATIENCE_MS } from "../presence";
import type { Context } from "../session";
import type { CampaignDetails } from "./fields";

/** Status of a campaign: the service's 0 to 4. */
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

/** Longer than the service's list was ever seen to lag behind. */
const LAG_MS = 4000;

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

export interface LookOptions {
  /** From a list that begins after this call. */
  fresh?: boolean;
  /**
   * It is to go, so nothing is made because it is absent: a question about it that the service fails to answer is no sign
   * of it where the list does not have it either.
   */
  leaving?: boolean;
}

/**
 * One campaign, or `undefined` when no complete list has it and the service says that there is none, also at a time when
 * whatever was made before this run must show. Rejects when the service fails to say.
 */
export async function look(ctx: Context, id: number, options: LookOptions = {}): Promise<Campaign | undefined> {
  const seen = await lookOnce(ctx, id, options);
  if (seen) return seen;
  await ctx.instance.lag.over();
  return lookOnce(ctx, id, { ...options, fresh: true });
}

/** As {@link look}, without patience: for one that was seen to be there. */
export async function lookOnce(ctx: Context, id: number, options: LookOptions = {}): Promise<Campaign | undefined> {
  const { campaigns } = ctx.instance;
  const row = options.fresh ? await campaigns.refind(String(id)) : await campaigns.find(String(id));
  return looked(ctx, id, row, options.leaving ? "leaving" : undefined);
}

/**
 * What is known of a campaign that is listed as `row`; `undefined` when there is no more to be known.
 *
 * @param way `sure`: a question that fails is thrown, also where the list says that the campaign is over; `leaving`: see
 * {@link LookOptions}
 */
export async function looked(
  ctx: Context,
  id: number,
  row: CampaignInfo | undefined,
  way?: "sure" | "leaving",
): Promise<Campaign | undefined> {
  for (let listed = row, waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    const answer = await ask(ctx, id, way === "leaving");
    const lives = listed !== undefined && !isOver(statusOf(listed.Status));
    // Listed as living and not known when it is asked for: it was deleted just now, and one of the two is late.
    if (answer.details || !lives) {
      const isEnough = listed ? way !== "sure" : way === "leaving";
      if (answer.failure && !isEnough) throw answer.failure;
      return listed || answer.details ? merged(ctx, id, listed, answer.details) : undefined;
    }
    if (waited >= PATIENCE_MS) throw answer.failure ?? contradiction(id);
    await ctx.clock.sleep(pause);
    listed = await ctx.instance.campaigns.refind(String(id));
  }
}

/** What the service shows of a campaign; `undefined`: it says that there is none. A failure is no answer and is thrown. */
async function describe(ctx: Context, id: number): Promise<CampaignDetails | undefined> {
  const answer = await ctx.instance.campaign(id);
  if (!answer) return undefined;
  // Each answer has an id of its own, which is nothing of the campaign: two looks at one must be equal.
  const { RequestId: _, ...details } = answer;
  return details;
}

interface Answer {
  details?: CampaignDetails;
  failure?: ServiceError;
}

async function ask(ctx: Context, id: number, leaving: boolean): Promise<Answer> {
  try {
    const details = await describe(ctx, id);
    return details ? { details } : {};
  } catch (error) {
    if (!(error instanceof ServiceError) || !(leaving ? isOwn(error) : mayMeanMissing(error))) throw error;
    return { failure: error };
  }
}

/** Whether the service itself refused or failed, for a reason that may be the campaign. */
export function isOwn(error: unknown): boolean {
  return error instanceof ServiceError && !isThrottled(error) && !isTransport(error) && !isAboutAccount(error);
}

const contradiction = (id: number): UserError =>
  new UserError(
    `the service lists campaign ${id} as one that lives, but says that there is none when it is asked for it; try again in a minute`,
  );

const statusOf = (number: unknown): CampaignStatus | undefined =>
  typeof number === "number" ? statuses[number] : undefined;

/** Members that only the Chinese documentation has may be missing in `details`; the list has the status everywhere. */
function merged(
  ctx: Context,
  id: number,
  row: CampaignInfo | undefined,
  details: CampaignDetails | undefined,
): Campaign {
  const said = statusOf(details?.Status ?? row?.Status);
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

/**
 * A campaign that was made a moment ago, once its list and its own question show it. One that has ended may be in no list,
 * or be described no more.
 */
export async function shown(ctx: Context, id: number): Promise<Campaign> {
  let failure: UserError | undefined;
  for (let waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    try {
      const row = await ctx.instance.campaigns.refind(String(id));
      const details = await describe(ctx, id);
      failure = undefined;
      if (row && (details || isOver(statusOf(row.Status)))) return merged(ctx, id, row, details);
      if (details && waited >= LAG_MS) {
        const unlisted = merged(ctx, id, undefined, details);
        if (isOver(unlisted.status)) return unlisted;
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!isOwn(error)) throw error;
      failure = error;
    }
    if (waited >= PATIENCE_MS) throw failure ?? new UserError(neverShown(id));
    await ctx.clock.sleep(pause);
  }
}

const neverShown = (id: number): string =>
  `the service made campaign ${id}, but did not show it within ${PATIENCE_MS / 1000} s`;

/** What this process deleted, by id with instance: it may be listed on, and is nobody's any more. */
export function isRemovedHere(ctx: Context, id: number): boolean {
  return removals.get(ctx.memory)?.has(formatId(ctx.sdkAppId, id)) === true;
}

export function noteRemoval(ctx: Context, id: number): void {
  const known = removals.get(ctx.memory) ?? new Set<string>();
  removals.set(ctx.memory, known.add(formatId(ctx.sdkAppId, id)));
}

const removals = new WeakMap<Context["memory"], Set<string>>();
