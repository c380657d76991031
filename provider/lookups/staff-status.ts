import type { Instance, ResponseOf, StaffStatusMetrics } from "../api";
import {
  bool,
  type Coded,
  coded,
  count,
  type Instants,
  instant,
  list,
  type Raw,
  type RowOf,
  row,
  rows,
  spelled,
  text,
} from "./decode";
import { type Instant, type Range, rangeOf } from "./instants";
import { gathered, plain, type Scoped, streamed } from "./lookup";
import { walk } from "./windows";

export type AgentStatus = "free" | "busy" | "rest" | "notReady" | "afterCallWork" | "offline";

export const agentStatuses: readonly AgentStatus[] = [
  ...(["free", "busy", "rest", "notReady", "afterCallWork", "offline"] as const),
];

const mobileAccept = { 0: "off", 1: "whenOffline", 2: "always" } as const;

/** What an agent is doing now, and has done today (StaffStatusMetrics). Durations in seconds. */
export interface StaffStatus
  extends Coded<"useMobileAccept", "off" | "whenOffline" | "always">,
    Instants<"lastOnline" | "lastStatus"> {
  mail: string;
  /** A word of {@link AgentStatus}; one that is new as the service spells it. */
  status: AgentStatus | (string & {});
  extra: StaffStatusExtra;
  onlineDuration: number;
  freeDuration: number;
  busyDuration: number;
  notReadyDuration: number;
  restDuration: number;
  afterCallWorkDuration: number;
  /** Of a rest. */
  reason: string;
  /** Whether a rest begins when the call ends. */
  reserveRest?: boolean;
  reserveNotReady?: boolean;
  useMobileCallOut?: boolean;
  clients: StaffClient[];
}

/** What a status is about, in the service's spelling, which varies in case (StaffStatusExtra). */
export interface StaffStatusExtra {
  /** `IM`, `TEL` or `ALL`. */
  type: string;
  /** `IN` or `OUT`. */
  direct: string;
}

/** Where an agent is logged in (ClientInfo). */
export interface StaffClient {
  /** `Web` or `WeChatMiniProgram`. */
  clientType: string;
  connected?: boolean;
}

/** A change of an agent's status (StaffStatus). */
export interface StaffStatusChange extends Instants<"at"> {
  status: AgentStatus | (string & {});
  sessionId: string;
  reason: string;
  mail: string;
  staffNumber: string;
  cursor: string;
}

export interface GetStaffStatusArgs extends Scoped {
  /** Left out: everybody. */
  mails?: string[];
  /** Only members of these skill groups. */
  skillGroupIds?: number[];
  /** Only people in these states. */
  statuses?: AgentStatus[];
}

export interface StaffStatusHistoryArgs extends Scoped {
  /** Mail of the person. */
  mail: string;
  /** At most 180 days ago. */
  from: Instant;
  /** Default now. */
  to?: Instant;
}

/** What agents are doing now. An empty list as a filter finds nobody. */
export const getStaffStatus = plain<GetStaffStatusArgs, StaffStatus[]>(
  "reading the status of staff",
  async ({ instance }, { mails, skillGroupIds, statuses }) => {
    if ([mails, skillGroupIds, statuses].some((filter) => filter?.length === 0)) return [];
    const answer = await instance.call("DescribeStaffStatusMetrics", {
      ...(mails ? { StaffList: mails } : {}),
      ...(skillGroupIds ? { GroupIdList: skillGroupIds } : {}),
      ...(statuses ? { StatusList: statuses } : {}),
    });
    return rows(answer.Metrics).map(staffStatus);
  },
);

const DAY = 86_400;

/**
 * The changes of an agent's status, the oldest first. The range may be longer than the seven days that the service
 * answers for at once.
 */
export const iterateStaffStatusHistory = streamed<StaffStatusHistoryArgs, StaffStatusChange>(
  "reading the status history",
  async function* ({ account, instance }, { mail, from, to }) {
    const range = rangeOf(from, to, Math.floor(account.clock.now() / 1000), "180 days");
    // "Less than 7 days": page of DescribeStaffStatusHistory.
    const lengths = { first: 7 * DAY - 1, longest: 7 * DAY - 1, shortest: 7 * DAY - 1 };
    const changes = walk<StaffStatusChange>(range, {
      ...{ lengths, few: 0, many: Number.POSITIVE_INFINITY },
      read: async (window) => (await history(instance, mail, window)).map(statusChange),
      keyOf: (change) => `${change.atSeconds}|${change.status}|${change.sessionId}|${change.cursor}`,
      timeOf: (change) => change.atSeconds ?? 0,
    });
    yield* changes;
  },
);

/** All of {@link iterateStaffStatusHistory}. */
export const getStaffStatusHistory = gathered(iterateStaffStatusHistory);

type Change = RowOf<ResponseOf<"DescribeStaffStatusHistory">["Data"]>;

/**
 * Each row has a cursor; the last one's leads to the next page. Ends where none leads on: a short page is no end, since
 * nobody documents the largest.
 */
async function history(instance: Instance, mail: string, { from, to }: Range): Promise<Change[]> {
  const all: Change[] = [];
  const seen = new Set<string>();
  for (let Cursor = ""; ; ) {
    const where = Cursor === "" ? {} : { Cursor };
    const answer = await instance.lists.sized("DescribeStaffStatusHistory", (PageSize) =>
      instance.call("DescribeStaffStatusHistory", {
        ...{ StaffUserId: mail, StartTimestamp: from, EndTimestamp: to, PageSize },
        ...where,
      }),
    );
    const page = rows(answer.Data);
    all.push(...page);
    Cursor = text(page.at(-1)?.Cursor);
    if (Cursor === "" || seen.has(Cursor)) return all;
    seen.add(Cursor);
  }
}

function statusChange(change: Change): StaffStatusChange {
  return {
    ...instant("at", change.Timestamp),
    status: spelled(agentStatuses, change.Status),
    sessionId: text(change.SessionId),
    reason: text(change.Reason),
    mail: text(change.StaffEmail),
    staffNumber: text(change.StaffNo),
    cursor: text(change.Cursor),
  };
}

function staffStatus(metrics: StaffStatusMetrics): StaffStatus {
  const extra = row(metrics.StatusExtra);
  return {
    mail: text(metrics.Email),
    status: spelled(agentStatuses, metrics.Status),
    extra: { type: text(extra.Type), direct: text(extra.Direct) },
    onlineDuration: count(metrics.OnlineDuration),
    freeDuration: count(metrics.FreeDuration),
    busyDuration: count(metrics.BusyDuration),
    notReadyDuration: count(metrics.NotReadyDuration),
    restDuration: count(metrics.RestDuration),
    afterCallWorkDuration: count(metrics.AfterCallWorkDuration),
    reason: text(metrics.Reason),
    reserveRest: bool(metrics.ReserveRest),
    reserveNotReady: bool(metrics.ReserveNotReady),
    ...coded("useMobileAccept", mobileAccept, metrics.UseMobileAccept),
    useMobileCallOut: bool(metrics.UseMobileCallOut),
    ...instant("lastOnline", metrics.LastOnlineTimestamp),
    ...instant("lastStatus", metrics.LastStatusTimestamp),
    clients: list(metrics.ClientInfo, client),
  };
}

function client(info: Raw<RowOf<StaffStatusMetrics["ClientInfo"]>>): StaffClient {
  return { clientType: text(info.ClientType), connected: bool(info.IsConnected) };
}
