import { z } from "zod";
import { UserError } from "../base/errors";
import { type Address, define } from "../core/define";
import { PartialFailure } from "../core/failures";
import { formatId } from "../core/ids";
import type { Issue } from "../core/issues";
import { resourceClass } from "../core/resource";
import { isUnknown } from "../core/unknown";
import { type Plain, shown } from "../core/values";
import { digestOf, markerOf, startedIssues } from "./callout-identity";
import { callees, callers, instant, timeRange, timeZone, variables, workTime } from "./callout-schema";
import {
  createTask,
  describeTask,
  findByMarker,
  pauseOrResume,
  stopTask,
  type Task,
  type TaskState,
} from "./callout-task-life";
import type { Context } from "./session";
import { calling, common } from "./shared";

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  /** When calling starts: ISO 8601 with an offset, or Unix seconds. In the past it is refused unless `startNow`. */
  notBefore: instant,
  /** When calling ends at the latest; after `notBefore`. */
  notAfter: instant.optional(),
  name: z.string().optional(),
  /** The task's marker is put behind it: ` #tccc:` and 12 hexadecimal digits. */
  description: z.string().optional(),
  /** Numbers that are shown to whom is called. At least one. */
  callers,
  /** Whom to call, each a number or `{ callee, uui?, variables? }`. At least one. Secret in state. */
  callees,
  /** IVR flow that answers. Exactly one of `ivrId` and `aiAgentId`. */
  ivrId: z.int().positive().optional(),
  /** AI agent that answers. Exactly one of `ivrId` and `aiAgentId`. */
  aiAgentId: z.int().positive().optional(),
  /** Attempts for each number, 1–3. */
  tries: z.int().min(1).max(3).optional(),
  /** Seconds between two attempts, 600–86400. */
  retryInterval: z.int().min(600).max(86_400).optional(),
  /** Seconds to ring at most. Own numbers only. */
  maxRingSeconds: z.int().positive().optional(),
  /** Variables of the flow; those of a callee win. Secret in state. */
  variables: variables.optional(),
  /** Data that accompanies every call; that of a callee wins. Secret in state. */
  uui: z.string().optional(),
  /** IANA time zone of the times below, such as `Asia/Shanghai`. */
  timeZone: timeZone.optional(),
  /** Periods of the day in which calls may be made. Wins over `availableWorkTimes`. */
  availableTimes: z.array(timeRange).optional(),
  /** Periods by kind of day. */
  availableWorkTimes: z.array(workTime).optional(),
  /** Retry only after these hang-up codes. AI agents only. */
  retryHangupTypes: z.array(z.string()).optional(),
  /** Retry only after these tags of the conversation. AI agents only. */
  retryTags: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  /** Calls at once. AI agents only, in China only. */
  concurrencyLimit: z.int().positive().optional(),
  /** Pause or resume the task: the one thing that can change while it runs. Left out: not managed. */
  paused: z.boolean().optional(),
  /** A label of this run, such as `2026-11`: change it to dial again on purpose. */
  run: z.string().optional(),
  /** Dial at once if `notBefore` has passed. Default false. Not part of the declaration: changing it alone does nothing. */
  startNow: z.boolean().optional(),
});

export type TaskInputs = z.output<typeof inputs>;

type Computed = {
  /** The service's id of the task. */
  taskId: number;
  calleeCount: number;
  /** Changes when the callees do; shows nobody. */
  calleesDigest: string;
  /** Where the run is: an observation, never a difference. */
  state: TaskState;
};

const dealtWith = new Set(["sdkAppId", "paused", "startNow"]);

export const calloutTaskDefinition = define<typeof inputs.shape, Computed, Context>({
  type: "AutoCalloutTask",
  inputs,
  computed: ["taskId", "calleeCount", "calleesDigest", "state"],
  derived: { taskId: (key) => Number(key) },
  secretInputs: ["callees", "uui", "variables"],
  identified: true,
  replaceOn: Object.keys(inputs.shape).filter((key) => !dealtWith.has(key)),
  // Two of the same would both dial.
  deleteFirst: () => true,
  rules: (news, olds, { clock, log, address }) => {
    if (!olds && isPast(news.notBefore, clock.now()) && news.startNow !== true) {
      log.notice(
        `AutoCalloutTask "${address.name}": notBefore has passed; unless the task exists, it is refused without startNow: true`,
      );
    }
    return [...answerIssues(news), ...orderIssues(news), ...(olds ? startedIssues(news, olds, clock.now()) : [])];
  },
  onReplace(ctx, id, replaces) {
    if (!replaces.includes("run")) ctx.memory.replacing.add(id);
  },

  create: (ctx, wanted, address) => {
    const marker = markerOf(address.origin, wanted);
    return ctx.locks.hold(`callout ${marker}`, async () => {
      const task = await findOrCreate(ctx, wanted, marker, address);
      const outs = outsOf(wanted, task, address);
      if (wanted.paused !== undefined) outs.state = await pauseNew(ctx, wanted, task, outs);
      return { key: task.id, outs };
    });
  },

  async read(ctx, key, olds) {
    const task = await calling(`reading AutoCalloutTask ${key}`, () => describeTask(ctx, Number(key)));
    if (!task) {
      // Before its start a task that vanished is gone; after it, it is finished.
      if (!isPast(olds.notBefore, ctx.clock.now())) return undefined;
      return { inputs: olds, computed: { state: ended(olds.state) ? olds.state : "completed" } };
    }
    const alive = task.state === "initial" || task.state === "running" || task.state === "paused";
    const paused = olds.paused !== undefined && alive ? task.state === "paused" : olds.paused;
    return { inputs: { ...olds, paused }, computed: { state: task.state } };
  },

  update: (ctx, key, olds, wanted, address) =>
    ctx.locks.hold(`callout ${key}`, async () => {
      const doing = `updating AutoCalloutTask ${key}`;
      const task = await calling(doing, () => describeTask(ctx, Number(key)));
      const outs = outsOf(
        wanted,
        task ?? { id: Number(key), state: (olds.state as TaskState) ?? "completed" },
        address,
      );
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

  delete: (ctx, key) =>
    ctx.locks.hold(`callout ${key}`, async () => {
      const id = formatId(ctx.sdkAppId, key);
      const task = await calling(`stopping AutoCalloutTask ${key}`, () => describeTask(ctx, Number(key)));
      if (!task) return;
      if (ctx.memory.replacing.has(id) && task.state !== "initial") {
        throw new UserError(
          `AutoCalloutTask ${key} was to be replaced before its start, but is ${task.state} by now; nothing was touched. Put its declaration back, or change \`run\` as well to dial the new one`,
        );
      }
      await stopTask(ctx, task);
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
export class AutoCalloutTask extends resourceClass(calloutTaskDefinition) {}

/** A task of this very declaration that exists is ours: it is never created a second time. */
async function findOrCreate(ctx: Context, wanted: TaskInputs, marker: string, address: Address): Promise<Task> {
  const doing = `creating AutoCalloutTask "${address.name}"`;
  const own = await calling(doing, () => findByMarker(ctx, wanted, marker));
  const past = isPast(wanted.notBefore, ctx.clock.now());
  if (own && (!ended(own.state) || past)) {
    const over = ended(own.state) ? `, which is ${own.state}: nobody is called again unless \`run\` changes` : "";
    ctx.log.notice(`took over existing AutoCalloutTask ${own.id}${over}`);
    return own;
  }
  if (past && wanted.startNow !== true) {
    throw new UserError(
      `${doing}: notBefore (${new Date(wanted.notBefore * 1000).toISOString()}) has passed, so phones would ring at once. Set a later notBefore, or startNow: true to dial now`,
    );
  }
  return createTask(ctx, doing, wanted, marker);
}

/** Pauses a task just made. One that was to be paused and cannot be must not ring: it is stopped. */
async function pauseNew(ctx: Context, wanted: TaskInputs, task: Task, outs: Plain): Promise<TaskState> {
  const doing = `pausing AutoCalloutTask ${task.id}`;
  try {
    return await pauseOrResume(ctx, doing, task, wanted.paused!);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const why = `${error.message}. A task that is declared paused must not ring`;
    try {
      await stopTask(ctx, task);
    } catch (failure) {
      const still = `${why}, but it could not be stopped either: ${(failure as Error).message}. Stop it in the console`;
      throw new PartialFailure(formatId(ctx.sdkAppId, task.id), { ...outs, paused: false }, [still]);
    }
    throw new UserError(`${why}, so it was stopped. Leave out \`paused\`, or set a later notBefore`, { cause: error });
  }
}

function outsOf(wanted: TaskInputs, task: Task, address: Address): Plain {
  return {
    ...wanted,
    taskId: task.id,
    calleeCount: wanted.callees.length,
    calleesDigest: digestOf(wanted.callees, address.origin),
    state: task.state,
  };
}

function ended(state: unknown): boolean {
  return state === "completed" || state === "ending" || state === "stopped";
}

function isPast(notBefore: unknown, nowMs: number): boolean {
  return typeof notBefore === "number" && notBefore * 1000 <= nowMs;
}

function answerIssues(news: Plain): Issue[] {
  const given = ["ivrId", "aiAgentId"].filter((key) => news[key] !== undefined);
  if (given.length === 1) return [];
  const came = given.length === 0 ? "neither" : "both";
  return [{ path: ["ivrId"], message: `expected exactly one of ivrId and aiAgentId, got ${came}` }];
}

function orderIssues(news: Plain): Issue[] {
  const { notBefore, notAfter } = news;
  if (typeof notBefore !== "number" || typeof notAfter !== "number" || isUnknown(notAfter) || notAfter > notBefore)
    return [];
  return [
    {
      path: ["notAfter"],
      message: `expected an instant after notBefore (${shown(notBefore)}), got ${shown(notAfter)}`,
    },
  ];
}
