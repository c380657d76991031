import type { CampaignAnswer as Detail, Instance, RequestOf, CampaignInfo as Row } from "../api";
import { type Coded, coded, count, type Instants, id, instant, num, type Raw, rows, text } from "./decode";
import { NotFound, plain, type Scoped } from "./lookup";

export type CampaignStatus = "ready" | "running" | "paused" | "terminated" | "completed";

const statuses: Readonly<Record<number, CampaignStatus>> = {
  ...{ 0: "ready", 1: "running", 2: "paused", 3: "terminated", 4: "completed" },
};

export type CampaignStatusReason = "normal" | "endedByHand" | "endedByTime";

const reasons: Readonly<Record<number, CampaignStatusReason>> = { 0: "normal", 1: "endedByHand", 2: "endedByTime" };

/** A predictive dialling campaign, as the service lists it (DescribePredictiveDialingCampaignsElement). */
export interface CampaignInfo extends Coded<"status", CampaignStatus>, Coded<"statusReason", CampaignStatusReason> {
  campaignId: number;
  name: string;
  calleeCount: number;
  finishedCalleeCount: number;
  /** 1 (highest) to 5. */
  priority?: number;
  skillGroupId?: number;
}

/** A campaign with its settings. Whom it calls, and from which numbers, the service shows to nobody. */
export interface CampaignDetail
  extends CampaignInfo,
    Coded<"callOrder", "random" | "sequential">,
    Instants<"startTime" | "endTime"> {
  ivrId?: number;
  /** Percent. */
  expectedAbandonRate?: number;
  retryTimes?: number;
  /** Seconds. */
  retryInterval?: number;
  /** Shown in China only. */
  variables: Record<string, string>;
  /** Shown in China only. */
  uui: string;
}

export interface GetCampaignArgs extends Scoped {
  /** Id given by the service: `campaignId` of a `PredictiveDialingCampaign`. */
  campaignId: number;
}

export interface ListCampaignsArgs extends Scoped {
  /** A keyword of the name. */
  name?: string;
  /** Only campaigns of this skill group. */
  skillGroupId?: number;
}

export interface ListCampaignSessionsArgs extends Scoped {
  /** Id given by the service: `campaignId` of a `PredictiveDialingCampaign`. */
  campaignId: number;
}

/** One campaign. The `…Output` form is a secret where it holds variables or uui. Throws {@link NotFound}. */
export const getCampaign = plain<GetCampaignArgs, CampaignDetail>(
  "reading a campaign",
  async ({ instance }, { campaignId }) => {
    const answer: Raw<Detail> = (await instance.campaign(campaignId)) ?? {};
    // Abroad only the list shows the status, and nobody documents what the other answers for an unknown id.
    const listed = (await instance.campaigns.all({ fresh: true })).find((row) => num(row.CampaignId) === campaignId);
    if (!listed && num(answer.CampaignId) !== campaignId) {
      throw new NotFound(`Campaign ${campaignId}`, instance.sdkAppId);
    }
    return {
      ...campaignInfo({ ...listed, ...present(answer), CampaignId: campaignId }),
      ...coded("callOrder", { 0: "random", 1: "sequential" } as const, answer.CallOrder),
      ...instant("startTime", answer.StartTime),
      ...instant("endTime", answer.EndTime),
      ivrId: id(answer.IVRId),
      expectedAbandonRate: num(answer.ExpectedAbandonRate),
      retryTimes: num(answer.RetryTimes),
      retryInterval: num(answer.RetryInterval),
      variables: variables(answer.Variables as Detail["Variables"]),
      uui: text(answer.UUI),
    };
  },
);

/** All campaigns of the instance, or those that fit. */
export const listCampaigns = plain<ListCampaignsArgs, CampaignInfo[]>(
  "listing campaigns",
  async ({ instance }, { name, skillGroupId }) => {
    const filter = {
      ...(name ? { Name: name } : {}),
      ...(skillGroupId === undefined ? {} : { SkillGroupId: skillGroupId }),
    };
    const filtered = Object.keys(filter).length > 0;
    return (await (filtered ? campaigns(instance, filter) : instance.campaigns.all())).map(campaignInfo);
  },
);

/** The ids of the calls that a campaign has made, for `listCallRecords({ sessionIds })`. */
export const listCampaignSessions = plain<ListCampaignSessionsArgs, string[]>(
  "listing the sessions of a campaign",
  async ({ instance }, { campaignId }) => {
    const ids = await instance.lists.all<string>("DescribePredictiveDialingSessions", {
      fetch: async (page) => {
        const answer = await instance.call("DescribePredictiveDialingSessions", { CampaignId: campaignId, ...page });
        return { rows: answer.SessionList, total: answer.TotalCount };
      },
      keyOf: text,
    });
    return ids.map(text);
  },
);

type Filter = Pick<RequestOf<"DescribePredictiveDialingCampaigns">, "Name" | "SkillGroupId">;

function campaigns(instance: Instance, filter: Filter): Promise<Row[]> {
  return instance.lists.all<Row>("DescribePredictiveDialingCampaigns", {
    fetch: async (page) => {
      const answer = await instance.call("DescribePredictiveDialingCampaigns", { ...page, ...filter });
      return { rows: answer.CampaignList, total: 0 };
    },
    keyOf: (row) => text(row.CampaignId),
  });
}

/** Without members that are `null`, which would hide those of the list. */
const present = (answer: Raw<Detail>): Raw<Detail> =>
  Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null && value !== undefined));

function campaignInfo(row: Raw<Row>): CampaignInfo {
  return {
    campaignId: count(row.CampaignId),
    name: text(row.Name),
    ...coded("status", statuses, row.Status),
    ...coded("statusReason", reasons, row.StatusReason),
    calleeCount: count(row.CalleeCount),
    finishedCalleeCount: count(row.FinishedCalleeCount),
    priority: num(row.Priority),
    skillGroupId: id(row.SkillGroupId),
  };
}

function variables(list: Detail["Variables"]): Record<string, string> {
  return Object.fromEntries(rows(list).map(({ Key, Value }) => [text(Key), text(Value)]));
}
