import type { Account } from "./account";
import { allCalloutTasks } from "./callout-tasks";
import type { CallOptions, InstanceAction, RequestOf, ResponseOf } from "./client";
import { createDirectory, type Directory } from "./directory";
import { ServiceError } from "./errors";
import { createLag, type Lag } from "./lag";
import { BATCH } from "./limits";
import { createLists, type Lists } from "./lists";
import { mailKey } from "./mail";
import { createOwnQuestion, type OwnQuestion } from "./own-question";
import { phoneKey } from "./phone";
import { type Presence, presenceOf } from "./presence";
import { createSharedList, createTicks } from "./shared-list";
import { createStaffBatches, type SeatUserInfo } from "./staff-batches";

/** Rows of the lists as the SDK types them: every member may be absent, a list inside may be `null`. */
export type StaffInfo = NonNullable<ResponseOf<"DescribeStaffInfoList">["StaffList"]>[number];
export type SkillGroupInfoItem = NonNullable<ResponseOf<"DescribeSkillGroupInfoList">["SkillGroupList"]>[number];
export type ExtensionInfo = NonNullable<ResponseOf<"DescribeExtensions">["ExtensionList"]>[number];
export type NumberInfo = NonNullable<ResponseOf<"DescribeNumbers">["Numbers"]>[number];
export type CampaignInfo = NonNullable<ResponseOf<"DescribePredictiveDialingCampaigns">["CampaignList"]>[number];
export type CampaignAnswer = ResponseOf<"DescribePredictiveDialingCampaign">;
export type CalloutTaskAnswer = ResponseOf<"DescribeAutoCalloutTask">;

/** One instance (application) of the contact centre. */
export interface Instance {
  sdkAppId: number;
  account: Account;
  /** Calls an action of this instance. Throws `ServiceError`. */
  call<A extends InstanceAction>(
    action: A,
    request: Omit<RequestOf<A>, "SdkAppId">,
    options?: CallOptions,
  ): Promise<ResponseOf<A>>;
  /** Key: mail; case does not matter, unless two accounts differ in it. */
  staff: Directory<StaffInfo>;
  /** Key: `String(SkillGroupId)`. */
  skillGroups: Directory<SkillGroupInfoItem>;
  /** Key: ExtensionId. Status is not among the answers' members: it costs a look at each phone. */
  extensions: Directory<ExtensionInfo>;
  /** Key: the number in any spelling. The service has no filter for one: a second complete list is the second witness. */
  numbers: Directory<NumberInfo>;
  /** Key: `String(CampaignId)`. What only DescribePredictiveDialingCampaign shows is not among the rows' members. */
  campaigns: Directory<CampaignInfo>;
  /** A campaign as it is described; `undefined`: the service says that there is none. Rejects when it fails to say. */
  campaign: OwnQuestion<CampaignAnswer>;
  /** The same for a callout task. */
  calloutTask: OwnQuestion<CalloutTaskAnswer>;
  /** Paged lists, in pages that this service takes. */
  lists: Lists;
  /** The time that a lagging service is given, for objects that have no directory. */
  lag: Lag;
  /** Status of everybody by mail as the service spells it, at most 60 s old; `fresh`: asked for after this call. One call for all who ask. */
  presence(options?: { fresh?: boolean }): Promise<Presence>;
  /**
   * Creates one account, in one call with others that are asked for now. Throws the item's own `ServiceError`:
   * `applied` is `"no"` where the service named this item. Calls `staff.wrote(mail)`.
   */
  createStaff(item: SeatUserInfo, sendPassword: boolean): Promise<void>;
  /**
   * Deletes one account, in one call with others. `"online"`: kept by the service since the agent is online.
   * `"accepted"` does not yet mean gone. Calls `staff.wrote(mail)`.
   */
  deleteStaff(mail: string): Promise<"accepted" | "online">;
}

export function createInstance(sdkAppId: number, account: Account): Instance {
  const { clock, caller } = account;
  const ticks = createTicks();
  const lag = createLag(clock);
  const lists = createLists();
  // The cast is what `InstanceAction` promises: a request of these has SdkAppId.
  const call: Instance["call"] = <A extends InstanceAction>(
    action: A,
    request: Omit<RequestOf<A>, "SdkAppId">,
    options?: CallOptions,
  ) => caller.call(action, { ...request, SdkAppId: sdkAppId } as unknown as RequestOf<A>, options);

  const mailOf = (row: StaffInfo) => row.Mail || undefined;
  const staffPages = (filter: { StaffMail?: string }) =>
    lists.all<StaffInfo>("DescribeStaffInfoList", {
      fetch: async (page) => {
        const answer = await call("DescribeStaffInfoList", { ...page, ...filter });
        // A filtered question is answered by its first page: the total may count everybody.
        return { rows: answer.StaffList, total: filter.StaffMail ? answer.StaffList?.length : answer.TotalCount };
      },
      keyOf: mailOf,
    });
  const staff = createDirectory<StaffInfo>({
    ...{ clock, lag, ticks, keyOf: mailOf, normal: mailKey, apart: true },
    list: () => staffPages({}),
    ask: ([mail]) => staffPages({ StaffMail: mail! }),
    askSize: 1,
  });

  const groupIdOf = (row: SkillGroupInfoItem) => (row.SkillGroupId ? String(row.SkillGroupId) : undefined);
  const groupPages = (filter: { SkillGroupId?: number }) =>
    lists.all<SkillGroupInfoItem>("DescribeSkillGroupInfoList", {
      fetch: async (page) => {
        const answer = await call("DescribeSkillGroupInfoList", { ...page, ...filter });
        return {
          rows: answer.SkillGroupList,
          total: filter.SkillGroupId ? answer.SkillGroupList?.length : answer.TotalCount,
        };
      },
      keyOf: groupIdOf,
    });
  const skillGroups = createDirectory<SkillGroupInfoItem>({
    ...{ clock, lag, ticks, keyOf: groupIdOf, normal: (key: string) => key },
    list: () => groupPages({}),
    ask: ([id]) => groupPages({ SkillGroupId: Number(id) }),
    askSize: 1,
  });

  const extensionIdOf = (row: ExtensionInfo) => row.ExtensionId || undefined;
  const extensionPages = (filter: { ExtensionIds?: string[] }) =>
    lists.all<ExtensionInfo>("DescribeExtensions", {
      fetch: async (page) => {
        const answer = await call("DescribeExtensions", { ...page, ...filter });
        return { rows: answer.ExtensionList, total: filter.ExtensionIds ? answer.ExtensionList?.length : answer.Total };
      },
      keyOf: extensionIdOf,
    });
  const extensions = createDirectory<ExtensionInfo>({
    ...{ clock, lag, ticks, keyOf: extensionIdOf, normal: (key: string) => key },
    list: () => extensionPages({}),
    ask: (ids) => extensionPages({ ExtensionIds: [...ids] }),
    askSize: BATCH.DescribeExtensions,
  });

  const numberOf = (row: NumberInfo) => row.Number || undefined;
  const numberPages = () =>
    lists.all<NumberInfo>("DescribeNumbers", {
      fetch: async (page) => {
        const answer = await call("DescribeNumbers", page);
        return { rows: answer.Numbers, total: answer.TotalCount };
      },
      keyOf: numberOf,
    });
  const numbers = createDirectory<NumberInfo>({
    ...{ clock, lag, ticks, keyOf: numberOf, normal: phoneKey },
    list: numberPages,
    ask: numberPages,
    askSize: Number.POSITIVE_INFINITY,
  });

  const campaignIdOf = (row: CampaignInfo) => (row.CampaignId ? String(row.CampaignId) : undefined);
  const campaigns: Directory<CampaignInfo> = createDirectory<CampaignInfo>({
    ...{ clock, lag, ticks, keyOf: campaignIdOf, normal: (key: string) => key },
    list: () =>
      lists.all<CampaignInfo>("DescribePredictiveDialingCampaigns", {
        fetch: async (page) => {
          const answer = await call("DescribePredictiveDialingCampaigns", page);
          return { rows: answer.CampaignList, total: answer.TotalCount };
        },
        keyOf: campaignIdOf,
      }),
    ask: async ([id]) => ((await campaign(Number(id))) ? [{ CampaignId: Number(id) }] : []),
    askSize: 1,
    askIsSure: true,
  });
  const campaign: OwnQuestion<CampaignAnswer> = createOwnQuestion<CampaignAnswer>({
    clock,
    ask: async (CampaignId) => {
      const answer = await call("DescribePredictiveDialingCampaign", { CampaignId });
      return answer.Name ? answer : undefined;
    },
    list: async () =>
      (await campaigns.all({ fresh: true })).map(({ CampaignId, Status }) => ({
        id: Number(CampaignId),
        lives: CAMPAIGN_LIVES.has(Status),
      })),
  });
  const calloutTask = createOwnQuestion<CalloutTaskAnswer>({
    clock,
    ask: async (TaskId) => {
      const answer = await call("DescribeAutoCalloutTask", { TaskId });
      // An empty object, or one of zeros: a real one has a start and callees.
      return answer.NotBefore || answer.Callees?.length ? answer : undefined;
    },
    list: async () =>
      (await allCalloutTasks({ call, lists })).map(({ TaskId, State }) => ({
        id: Number(TaskId),
        lives: TASK_LIVES.has(State),
      })),
  });

  const presence = createSharedList(
    async () => {
      const { Metrics } = await call("DescribeStaffStatusMetrics", {});
      return presenceOf(Metrics ?? []);
    },
    ticks,
    clock,
  );
  const batches = createStaffBatches({
    clock,
    create: (request) => call("CreateStaff", request),
    remove: (request) => call("DeleteStaff", request),
    wrote: (mail) => staff.wrote(mail),
  });

  return {
    ...{
      sdkAppId,
      account,
      call,
      lists,
      lag,
      staff,
      skillGroups,
      extensions,
      numbers,
      campaigns,
      campaign,
      calloutTask,
    },
    presence: ({ fresh = false } = {}) => presence.after(fresh ? ticks.now() : 0),
    createStaff: async (item, sendPassword) => {
      const made = staff.making(item.Mail);
      try {
        await batches.create(item, sendPassword);
        made();
      } catch (error) {
        if (!(error instanceof ServiceError) || error.applied === "maybe") made();
        throw error;
      }
    },
    deleteStaff: batches.remove,
  };
}

/** Ready, running, paused. */
const CAMPAIGN_LIVES: ReadonlySet<unknown> = new Set([0, 1, 2]);
/** Initial, running, ending, paused. */
const TASK_LIVES: ReadonlySet<unknown> = new Set([0, 1, 3, 5]);
