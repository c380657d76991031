import { z } from "zod";
import { UserError } from "../base/errors";
import { claimObject } from "../core/claiming";
import { define } from "../core/define";
import { PartialFailure } from "../core/failures";
import { formatId } from "../core/ids";
import { type Agree, type ArgsOf, type PropsOf, resourceClass } from "../core/resource";
import type { Plain } from "../core/values";
import { digestOf, markerOf, startedIssues } from "./callout/identity";
import { answerIssues, ended, isPast, orderIssues } from "./callout/rules";
import {
  type CalleeInput,
  callees,
  callers,
  instant,
  type RetryTag,
  retryTag,
  type TimeRange,
  timeRange,
  timeZone,
  variables,
  type WorkTime,
  workTime,
} from "./callout/schema";
import { expectTasks, findOrCreate, pauseNew, refuseSuccessor } from "./callout/task-begin";
import { unshownText } from "./callout/task-create";
import { describeTask, pauseOrResume, stopTask, stopUnseen, type Task, type TaskState } from "./callout/task-life";
import { type TriggerRule, triggerStrategy } from "./callout/trigger";
import type { Context } from "./session";
import { calling, common } from "./shared";

/** What a `AutoCalloutTask` declares. A field left out is not managed, unless a default is given. */
export interface AutoCalloutTaskInputs {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /** When calling starts: ISO 8601 with an offset, or Unix seconds. In the past it is refused unless `startNow`. */
  notBefore: string | number;
  /** When calling ends at the latest; after `notBefore`. */
  notAfter?: string | number;
  /** Name shown in the console. */
  name?: string;
  /** The task's marker is put behind it: ` #tccc:` and 12 hexadecimal digits. */
  description?: string;
  /** Numbers that are shown to whom is called. At least one. */
  callers: string[];
  /** Whom to call, each a number or `{ callee, uui?, variables? }`. At least one, each once. Secret in state. */
  callees: CalleeInput[];
  /** IVR flow that answers. Exactly one of `ivrId` and `aiAgentId`. */
  ivrId?: number;
  /** AI agent that answers. Exactly one of `ivrId` and `aiAgentId`. */
  aiAgentId?: number;
  /** Attempts for each number, 1–3. */
  tries?: 1 | 2 | 3;
  /** Seconds between two attempts, 600–86400. */
  retryInterval?: number;
  /** Seconds to ring at most. Own numbers only. */
  maxRingSeconds?: number;
  /** Variables of the flow; those of a callee win. Secret in state. */
  variables?: Record<string, string>;
  /** Data that accompanies every call; that of a callee wins. Secret in state. */
  uui?: string;
  /** IANA time zone of the times below, such as `Asia/Shanghai`. */
  timeZone?: string;
  /** Periods of the day in which calls may be made. Wins over `availableWorkTimes`. */
  availableTimes?: TimeRange[];
  /** Periods by kind of day. */
  availableWorkTimes?: WorkTime[];
  /** Retry only after these hang-up codes. AI agents only. */
  retryHangupTypes?: string[];
  /** Retry only after these tags of the conversation. AI agents only. */
  retryTags?: RetryTag[];
  /** What is done after calls that end in a certain way. Secret in state, since it holds credentials. */
  triggerStrategy?: TriggerRule[];
  /** Calls at once. AI agents only, in China only. */
  concurrencyLimit?: number;
  /** Pause or resume the task: the one thing that can change while it runs. Left out: not managed. */
  paused?: boolean;
  /** A label of this run, such as `2026-11`: change it to dial again on purpose. */
  run?: string;
  /** Dial at once if `notBefore` has passed. Default false. Not part of the declaration: changing it alone does nothing. */
  startNow?: boolean;
  /**
   * What to do where a living task exists that looks the same (start, callers, flow or agent, number of callees) and that no
   * resource of this program has. One of another declaration, of this stack or another, counts only if it may call one of the
   * same people and was not given another name. `"fail"` (default): refused before anything is made, with its id. `"adopt"`: that very task becomes this
   * resource; it cannot be edited, so it calls whom it was told to call. `"ignore"`: another one is made, and both call.
   * Asked at creation only, in `up`: a preview makes no call. Not part of the declaration: changing it alone does nothing.
   */
  onExisting?: "fail" | "adopt" | "ignore";
}

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  notBefore: instant,
  notAfter: instant.optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  callers,
  callees,
  ivrId: z.int().positive().optional(),
  aiAgentId: z.int().positive().optional(),
  tries: z.literal([1, 2, 3]).optional(),
  retryInterval: z.int().min(600).max(86_400).optional(),
  maxRingSeconds: z.int().positive().optional(),
  variables: variables.optional(),
  uui: z.string().optional(),
  timeZone: timeZone.optional(),
  availableTimes: z.array(timeRange).optional(),
  availableWorkTimes: z.array(workTime).optional(),
  retryHangupTypes: z.array(z.string()).optional(),
  retryTags: z.array(retryTag).optional(),
  triggerStrategy: triggerStrategy.optional(),
  concurrencyLimit: z.int().positive().optional(),
  paused: z.boolean().optional(),
  run: z.string().optional(),
  startNow: z.boolean().optional(),
  onExisting: z.enum(["fail", "adopt", "ignore"]).optional(),
});

/** The inputs as they are stored: instants in Unix seconds, numbers in the service's form. */
export type TaskChecked = z.output<typeof inputs>;

const documented: Agree<z.input<typeof inputs>, AutoCalloutTaskInputs> = true;
void documented;

/** The arguments of an `AutoCalloutTask`. */
export interface AutoCalloutTaskArgs extends ArgsOf<AutoCalloutTaskInputs> {}

/** Instants are Unix seconds once they are checked. */
type Stored = Omit<AutoCalloutTaskInputs, "notBefore" | "notAfter"> & { notBefore: number; notAfter?: number };

type Computed = {
  /** The service's id of the task. */
  taskId: number;
  calleeCount: number;
  /** Changes when the callees do; shows nobody. */
  calleesDigest: string;
  /** What makes the digest; random. Secret in state. */
  digestKey: string;
  /** Where the run is: an observation, never a difference. */
  state: TaskState;
};

const dealtWith = new Set(["sdkAppId", "paused", "startNow", "onExisting"]);

export const calloutTaskDefinition = define<typeof inputs.shape, Computed, Context>({
  type: "AutoCalloutTask",
  inputs,
  computed: ["taskId", "calleeCount", "calleesDigest", "digestKey", "state"],
  derived: { taskId: (key) => Number(key) },
  secretInputs: ["callees", "uui", "variables", "triggerStrategy"],
  secretOutputs: ["digestKey"],
  serviceId: true,
  replaceOn: Object.keys(inputs.shape).filter((key) => !dealtWith.has(key)),
  // Two of the same would both dial.
  deleteFirst: () => true,
  rules: (news, olds, { clock, log, address, ctx }) => {
    expectTasks(ctx, address, news, olds);
    if (!olds && isPast(news.notBefore, clock.now()) && news.startNow !== true) {
      log.notice(
        `AutoCalloutTask "${address.name}": notBefore has passed; unless the task exists, it is refused without startNow: true`,
      );
    }
    return [...answerIssues(news), ...orderIssues(news), ...(olds ? startedIssues(news, olds, clock.now()) : [])];
  },
  onReplace(ctx, id, replaces, news, address) {
    if (!replaces.includes("run")) ctx.memory.replacing.add(id);
    ctx.memory.renewed.set(id, { wanted: news, resource: ctx.claims.resourceOf(address) });
  },

  create: (ctx, wanted, address) => {
    const marker = markerOf(address.origin, wanted);
    return ctx.locks.hold(`callout ${marker.shared}`, async () => {
      const task = await findOrCreate(ctx, wanted, marker, address);
      // Whoever made it before releases it, instead of stopping it.
      claimObject(ctx, formatId(ctx.sdkAppId, task.id), address, "made");
      const outs = outsOf(wanted, task);
      if (task.unshown !== undefined) throw unshown(ctx, wanted, outs, task.unshown);
      if (wanted.paused !== undefined) outs.state = await pauseNew(ctx, wanted, task, outs);
      return { key: task.id, outs };
    });
  },

  async read(ctx, key, olds) {
    const task = await calling(`reading AutoCalloutTask ${key}`, () => describeTask(ctx, Number(key)));
    if (!task) {
      // Before its start a task that vanished is gone, unless it was seen to have ended; after it, it is finished.
      if (!ended(olds.state) && !isPast(olds.notBefore, ctx.clock.now())) return undefined;
      return { inputs: olds, computed: { state: ended(olds.state) ? olds.state : "completed" } };
    }
    const alive = task.state === "initial" || task.state === "running" || task.state === "paused";
    const paused = olds.paused !== undefined && alive ? task.state === "paused" : olds.paused;
    return { inputs: { ...olds, paused }, computed: { state: task.state, unshown: undefined } };
  },

  update: (ctx, key, olds, wanted) =>
    ctx.locks.hold(`callout ${key}`, async () => {
      const doing = `updating AutoCalloutTask ${key}`;
      const task = await calling(doing, () => describeTask(ctx, Number(key)));
      const outs = outsOf(wanted, task ?? { id: Number(key), state: (olds.state as TaskState) ?? "completed" }, olds);
      if (!task && olds.unshown === true) throw unshown(ctx, wanted, outs, unshownText(Number(key)));
      if (!task && wanted.paused !== undefined && !ended(outs.state) && !isPast(wanted.notBefore, ctx.clock.now())) {
        throw new UserError(`${doing}: the service shows no such task any more; run \`pulumi up --refresh\``);
      }
      if (!task || wanted.paused === undefined) return outs;
      try {
        outs.state = await pauseOrResume(ctx, doing, task, wanted.paused);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        throw new PartialFailure(formatId(ctx.sdkAppId, key), { ...outs, paused: task.state === "paused" }, [
          error.message,
        ]);
      }
      return outs;
    }),

  delete: (ctx, key, olds, address) =>
    ctx.locks.hold(`callout ${key}`, async () => {
      const id = formatId(ctx.sdkAppId, key);
      const task = await calling(`stopping AutoCalloutTask ${key}`, () => describeTask(ctx, Number(key)));
      // Also one that was stopped before its start has called nobody: by a run that failed halfway through this.
      const early = task?.state !== "running" && !isPast(olds.notBefore, ctx.clock.now());
      if (ctx.memory.replacing.has(id) && task?.state !== "initial" && !early) {
        throw new UserError(
          `AutoCalloutTask ${key} was to be replaced before its start, but is ${task?.state ?? "not there"} by now; nothing was touched. Put its declaration back, or change \`run\` as well to dial the new one`,
        );
      }
      if (task && !ended(task.state)) await refuseSuccessor(ctx, task, address);
      if (task) await stopTask(ctx, task);
      else if (!ended(olds.state)) await stopUnseen(ctx, Number(key));
    }),
});

/**
 * A task that dials real people from `notBefore` on.
 *
 * ```ts
 * new tccc.AutoCalloutTask("reminder", {
 *   notBefore: "2026-12-01T09:00:00+08:00", callers: ["0086010 1234 5678"], callees: ["+86 138 0013 8000"], ivrId: 42,
 * });
 * ```
 *
 * A task is never created twice, also when an answer was lost. Before its start a change replaces it, the old task
 * stopped first; after its start a change is refused unless `run` changes too. Deleting stops it.
 */
export class AutoCalloutTask extends resourceClass<AutoCalloutTaskArgs, PropsOf<Stored, Computed>>(
  calloutTaskDefinition,
) {}

/** The state keeps the id of a task that the service does not show; it may be one that is not paused. */
function unshown(ctx: Context, wanted: TaskChecked, outs: Plain, text: string): PartialFailure {
  const paused = wanted.paused === undefined ? {} : { paused: false };
  return new PartialFailure(formatId(ctx.sdkAppId, String(outs.taskId)), { ...outs, ...paused, unshown: true }, [text]);
}

/** @param olds what the state has: nothing at creation */
function outsOf(wanted: TaskChecked, task: Task, olds: Plain = {}): Plain {
  return {
    ...wanted,
    taskId: task.id,
    calleeCount: wanted.callees.length,
    ...digestOf(wanted.callees, olds),
    state: task.state,
  };
}
