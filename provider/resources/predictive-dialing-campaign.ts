import { z } from "zod";
import { UserError } from "../base/errors";
import { addressText, define } from "../core/define";
import { PartialFailure } from "../core/failures";
import { formatId } from "../core/ids";
import { type Agree, type ArgsOf, type PropsOf, resourceClass } from "../core/resource";
import { pick } from "../core/values";
import { changedFields, startedIssues, startsSoon } from "./callout/identity";
import { isPast, orderIssues } from "./callout/rules";
import {
  type CalleeInput,
  callees,
  callers,
  instant,
  type TimeRange,
  timeRange,
  timeZone,
  variables,
} from "./callout/schema";
import { identityOf, knownOf, observed, outsOf, startedMeanwhile } from "./campaign/common";
import { begin } from "./campaign/create";
import { isBelowUpdate, liveDifferences } from "./campaign/fields";
import { pauseOrResume, removeCampaign, removeUnseen } from "./campaign/life";
import {
  type CampaignStatus,
  type CampaignStatusReason,
  calledNobody,
  isOver,
  isUnstarted,
  look,
} from "./campaign/sight";
import { goneMeanwhile, rewrite } from "./campaign/update";
import type { Context } from "./session";
import { calling, common, groupId, type OnExisting, priority } from "./shared";

/** What a `PredictiveDialingCampaign` declares. A field left out is not managed, unless a default is given. */
export interface PredictiveDialingCampaignInputs {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /** Name shown in the console. With skill group, start and end it identifies the campaign. */
  name: string;
  /** Whom to call, each a number or `{ callee, uui?, variables? }`. At least one, each once. Secret in state. */
  callees: CalleeInput[];
  /** Numbers that are shown to whom is called, as the console shows them. At least one. */
  callers: string[];
  /** In which order the callees are called. */
  callOrder: "random" | "sequential";
  /** Skill group whose agents talk to whom is reached. */
  skillGroupId: number;
  /** Among the campaigns of the instance, 1 (highest) to 5. */
  priority: 1 | 2 | 3 | 4 | 5;
  /** How many calls may find no agent, 0–50 per cent. No update can carry less than 5: with that, every change before the start replaces. */
  expectedAbandonRate: number;
  /** Seconds between two attempts, 60–86400. */
  retryInterval: number;
  /** When calling starts: ISO 8601 with an offset, or Unix seconds. In the past it is refused unless `startNow`. */
  startTime: string | number;
  /** When calling ends at the latest; after `startTime`. */
  endTime: string | number;
  /** IVR flow that answers. */
  ivrId?: number;
  /** Further attempts for each number, 0–2. */
  retryTimes?: 0 | 1 | 2;
  /** Variables of the flow; those of a callee win. Secret in state. */
  variables?: Record<string, string>;
  /** Data that accompanies every call; that of a callee wins. Secret in state. */
  uui?: string;
  /** IANA time zone of `availableTimes`, such as `Asia/Shanghai`. A change before the start replaces. */
  timeZone?: string;
  /** Periods of the day in which calls may be made. A change before the start replaces. */
  availableTimes?: TimeRange[];
  /** Pause or resume the campaign: the one thing that can change while it runs. Left out: not managed. */
  paused?: boolean;
  /** A label of this run, such as `2026-11`: change it to dial again on purpose. */
  run?: string;
  /** Dial at once if `startTime` has passed. Default false. Not part of the declaration: changing it alone does nothing. */
  startNow?: boolean;
  /**
   * What to do with a campaign of this name, skill group, start and end that exists already: `identical` (default) takes it
   * over if every readable field is as declared; `adopt` takes it over and changes it, which is possible until 2 minutes
   * before its start, without `timeZone` and `availableTimes`, and with an `expectedAbandonRate` of 5 or more; `fail`
   * refuses. One of another name that is of no resource of this program, and lives with the same skill group, start, end,
   * `ivrId` and number of callees, is refused too, unless `adopt` takes it over or `ignore` makes another beside it on
   * purpose; in all else `ignore` is as `identical`. Not part of the declaration.
   */
  onExisting?: OnExisting | "ignore";
}

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  name: z.string().min(1),
  callees,
  callers,
  callOrder: z.enum(["random", "sequential"]),
  skillGroupId: groupId,
  priority,
  expectedAbandonRate: z.int().min(0).max(50),
  retryInterval: z.int().min(60).max(86_400),
  startTime: instant,
  endTime: instant,
  ivrId: z.int().positive().optional(),
  retryTimes: z.literal([0, 1, 2]).optional(),
  variables: variables.optional(),
  uui: z.string().optional(),
  timeZone: timeZone.optional(),
  availableTimes: z.array(timeRange).optional(),
  paused: z.boolean().optional(),
  run: z.string().optional(),
  startNow: z.boolean().optional(),
  onExisting: z.enum(["identical", "adopt", "fail", "ignore"]).optional(),
});

/** The inputs as they are stored: instants in Unix seconds, numbers in the service's form. */
export type CampaignChecked = z.output<typeof inputs>;

const documented: Agree<z.input<typeof inputs>, PredictiveDialingCampaignInputs> = true;
void documented;

/** The arguments of a `PredictiveDialingCampaign`. */
export interface PredictiveDialingCampaignArgs extends ArgsOf<PredictiveDialingCampaignInputs> {}

/** Instants are Unix seconds once they are checked. */
type Stored = Omit<PredictiveDialingCampaignInputs, "startTime" | "endTime"> & { startTime: number; endTime: number };

type Computed = {
  /** The service's id of the campaign. */
  campaignId: number;
  /** Where the run is: an observation, never a difference. */
  status: CampaignStatus;
  /** Why it is there. */
  statusReason: CampaignStatusReason;
  calleeCount: number;
  finishedCalleeCount: number;
  /** Changes when the callees do; shows nobody. */
  calleesDigest: string;
  /** What makes the digest; random. Secret in state. */
  digestKey: string;
};

/** Outputs are no part of a declaration. */
const declared = Object.keys(inputs.shape);

/** An update cannot carry these, and nothing says that it keeps them. */
const times = ["timeZone", "availableTimes"] as const;

export const campaignDefinition = define<typeof inputs.shape, Computed, Context>({
  type: "PredictiveDialingCampaign",
  inputs,
  computed: [
    "campaignId",
    "status",
    "statusReason",
    "calleeCount",
    "finishedCalleeCount",
    "calleesDigest",
    "digestKey",
  ],
  derived: { campaignId: (key) => Number(key) },
  secretInputs: ["callees", "uui", "variables"],
  secretOutputs: ["digestKey"],
  keyOf: identityOf,
  serviceId: true,
  replaceOn: [...times, "run"],
  // Nobody must be called outside the declared times because of an update: with them, every change replaces.
  replaceAlso: (olds, news) =>
    isBelowUpdate(news) || times.some((key) => olds[key] !== undefined || news[key] !== undefined)
      ? changedFields(pick(olds, declared), news)
      : [],
  // Two of the same would both dial.
  deleteFirst: () => true,
  rules: (news, olds, { clock, log, address }) => {
    if (!olds && isPast(news.startTime, clock.now()) && news.startNow !== true) {
      log.notice(
        `${addressText(address)}: startTime has passed; unless the campaign exists, it is refused without startNow: true`,
      );
    }
    // Who is called after an update of which nobody knows is not in the inputs (`read`), and then no change.
    const late = olds
      ? startedIssues(news, { callees: news.callees, ...olds }, clock.now(), "campaign", "startTime")
      : [];
    return [...orderIssues(news, "startTime", "endTime"), ...late];
  },
  onReplace(ctx, id, replaces) {
    if (!replaces.includes("run")) ctx.memory.replacing.add(id);
  },

  create: begin,

  async read(ctx, key, olds) {
    const campaign = await calling(`reading PredictiveDialingCampaign ${key}`, () => look(ctx, Number(key)));
    const now = ctx.clock.now();
    if (!campaign) {
      // Whether one that has never shown is there, nobody knows: it could be made a second time.
      if (olds.unseen === true) return { inputs: olds, computed: {} };
      // Before its start a campaign that vanished is gone; after it, it is finished.
      if (!isPast(olds.startTime, now)) return undefined;
      return { inputs: olds, computed: { status: isOver(olds.status) ? olds.status : "completed" } };
    }
    const { details, status } = campaign;
    const still = details && isUnstarted(campaign, now) && !startsSoon(details.StartTime ?? olds.startTime, now);
    const paused = olds.paused !== undefined && !isOver(status) ? status === "paused" : olds.paused;
    // Nobody knows whom it calls: that is drift, so that the next `up` tells it, also where the program did not change.
    const callees = olds.unsure === true && !isOver(status) ? undefined : olds.callees;
    return {
      inputs: { ...olds, ...(still ? liveDifferences(olds, details) : {}), paused, callees },
      computed: observed(campaign),
    };
  },

  update: (ctx, key, olds, wanted) =>
    ctx.locks.hold(`campaign ${key}`, async () => {
      const doing = `updating PredictiveDialingCampaign ${key}`;
      const id = formatId(ctx.sdkAppId, key);
      let campaign = await calling(doing, () => look(ctx, Number(key)));
      if (olds.unsure === true || changedFields(pick(olds, declared), wanted).length > 0) {
        campaign = await rewrite(ctx, doing, Number(key), campaign, wanted, olds);
      }
      const outs = { ...knownOf(olds), ...outsOf(wanted, campaign, olds) };
      if (!campaign) {
        // After its start one that is no more has ended; nothing is to be paused then.
        if (!isOver(olds.status) && (olds.unseen === true || !isPast(olds.startTime, ctx.clock.now())))
          throw goneMeanwhile(doing, olds);
        return { ...outs, status: isOver(olds.status) ? olds.status : "completed" };
      }
      if (wanted.paused === undefined) return outs;
      try {
        outs.status = await pauseOrResume(ctx, doing, campaign, wanted.paused);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        throw new PartialFailure(id, { ...outs, paused: campaign.status === "paused" }, [error.message]);
      }
      return outs;
    }),

  delete: (ctx, key, olds) =>
    ctx.locks.hold(`campaign ${key}`, async () => {
      const campaign = await calling(`stopping PredictiveDialingCampaign ${key}`, () =>
        look(ctx, Number(key), { leaving: true }),
      );
      if (!campaign) return removeUnseen(ctx, Number(key));
      const replaced = ctx.memory.replacing.has(formatId(ctx.sdkAppId, key));
      const startTime = campaign.details?.StartTime ?? olds.startTime;
      if (replaced && !calledNobody(campaign, startTime, ctx.clock.now()))
        throw startedMeanwhile(key, "replaced", campaign);
      await removeCampaign(ctx, campaign);
    }),
});

/**
 * A predictive dialling campaign: it dials real people from `startTime` on, more of them than agents are free.
 *
 * ```ts
 * new tccc.PredictiveDialingCampaign("winter", {
 *   name: "Winter 2026", skillGroupId: sales.skillGroupId, callers: ["0086010 1234 5678"], callees: ["+86 138 0013 8000"],
 *   callOrder: "random", priority: 3, expectedAbandonRate: 5, retryInterval: 600,
 *   startTime: "2026-12-01T09:00:00+08:00", endTime: "2026-12-01T18:00:00+08:00",
 * });
 * ```
 *
 * A campaign is never created twice, also when an answer was lost: name, skill group, start and end identify it, so two
 * that are equal in these are refused. Before its start a change updates it (replaces it where `timeZone` or
 * `availableTimes` are declared, or an `expectedAbandonRate` below 5); after its start a change is refused unless `run`
 * changes too. One that was ended by hand is finished and is not made again. Deleting stops it.
 */
export class PredictiveDialingCampaign extends resourceClass<PredictiveDialingCampaignArgs, PropsOf<Stored, Computed>>(
  campaignDefinition,
) {}
