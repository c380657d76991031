import type { ResponseOf } from "../api";
import { count, type Instants, instant, list, type Raw, type RowOf, row, text } from "./decode";
import { plain, type Scoped } from "./lookup";

/** Calls coming in at this moment (CallInMetrics). Durations in seconds. */
export interface CallInMetrics {
  ivrCount: number;
  queueCount: number;
  ringCount: number;
  acceptCount: number;
  transferOuterCount: number;
  maxQueueDuration: number;
  avgQueueDuration: number;
  maxRingDuration: number;
  avgRingDuration: number;
  maxAcceptDuration: number;
  avgAcceptDuration: number;
}

/** Of one skill group (CallInSkillGroupMetrics). */
export interface CallInSkillGroupMetrics {
  skillGroupId: number;
  name: string;
  /** Absent where the service does not show them. */
  metrics?: CallInMetrics;
}

/** Of one number (CallInNumberMetrics). */
export interface CallInNumberMetrics {
  number: string;
  metrics?: CallInMetrics;
  /** The skill groups it is bound to. */
  skillGroups: CallInSkillGroupMetrics[];
}

export interface CallInReport extends Instants<"at"> {
  total: CallInMetrics;
  numbers: CallInNumberMetrics[];
  skillGroups: CallInSkillGroupMetrics[];
}

export interface GetCallInMetricsArgs extends Scoped {
  /** Only these groups. */
  skillGroupIds?: number[];
  /** Default true. */
  bySkillGroup?: boolean;
  /** Default false. */
  byNumber?: boolean;
}

/** How many are calling in now, where they are and how long they wait. */
export const getCallInMetrics = plain<GetCallInMetricsArgs, CallInReport>(
  "reading the metrics of incoming calls",
  async ({ instance }, { skillGroupIds, bySkillGroup = true, byNumber = false }) => {
    const answer = await instance.call("DescribeCallInMetrics", {
      ...{ EnabledSkillGroup: bySkillGroup, EnabledNumber: byNumber },
      ...(skillGroupIds ? { GroupIdList: skillGroupIds } : {}),
    });
    return {
      ...instant("at", answer.Timestamp),
      total: callInMetrics(row(answer.TotalMetrics)),
      numbers: list(answer.NumberMetrics, ofNumber),
      skillGroups: list(answer.SkillGroupMetrics, ofSkillGroup),
    };
  },
);

type Answer = ResponseOf<"DescribeCallInMetrics">;
type Metrics = NonNullable<Answer["TotalMetrics"]>;
type OfNumber = RowOf<Answer["NumberMetrics"]>;

function ofNumber(raw: Raw<OfNumber>): CallInNumberMetrics {
  return {
    number: text(raw.Number),
    ...shown(raw.Metrics as Metrics | undefined),
    skillGroups: list(raw.SkillGroupMetrics as OfNumber["SkillGroupMetrics"], ofSkillGroup),
  };
}

function ofSkillGroup(raw: Raw<RowOf<Answer["SkillGroupMetrics"]>>): CallInSkillGroupMetrics {
  return {
    skillGroupId: count(raw.SkillGroupId),
    name: text(raw.Name),
    ...shown(raw.Metrics as Metrics | undefined),
  };
}

/** The service's own example leaves the metrics of groups out, against its specification. */
const shown = (metrics: Metrics | null | undefined): { metrics?: CallInMetrics } =>
  metrics ? { metrics: callInMetrics(row(metrics)) } : {};

function callInMetrics(raw: Raw<Metrics>): CallInMetrics {
  return {
    ivrCount: count(raw.IvrCount),
    queueCount: count(raw.QueueCount),
    ringCount: count(raw.RingCount),
    acceptCount: count(raw.AcceptCount),
    transferOuterCount: count(raw.TransferOuterCount),
    maxQueueDuration: count(raw.MaxQueueDuration),
    avgQueueDuration: count(raw.AvgQueueDuration),
    maxRingDuration: count(raw.MaxRingDuration),
    avgRingDuration: count(raw.AvgRingDuration),
    maxAcceptDuration: count(raw.MaxAcceptDuration),
    avgAcceptDuration: count(raw.AvgAcceptDuration),
  };
}
