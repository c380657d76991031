import type { CreateAutoCalloutTaskRequest } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models";
import type { Context } from "./context";
import { documented, invalidValue } from "./errors";
import type { CalloutTaskRecord, Instance } from "./instance";

/** What a task is told at creation and nothing shows afterwards. */
export type TaskSettings = Omit<
  CreateAutoCalloutTaskRequest,
  "SdkAppId" | "NotBefore" | "NotAfter" | "Callees" | "Callers" | "Name" | "Description" | "IvrId"
>;

export const state = { initial: 0, running: 1, completed: 2, ending: 3, stopped: 4, paused: 5 } as const;

/** Moves a task on to where the clock says it is. */
export function advance(task: CalloutTaskRecord, context: Context): CalloutTaskRecord {
  if (task.state === state.initial && context.seconds >= task.notBefore) task.state = state.running;
  const paused = task.state === state.paused && context.dialect.notAfterEndsPaused;
  const alive = task.state === state.initial || task.state === state.running || paused;
  if (alive && task.notAfter !== null && context.seconds >= task.notAfter) {
    end(task, context, task.notAfter * 1000);
  }
  if (task.state === state.ending && context.now >= (task.endsAt ?? 0)) task.state = state.stopped;
  return task;
}

/** Stops a task for good, by a call or at its end. */
export function end(task: CalloutTaskRecord, { dialect }: Context, now: number): void {
  task.state = dialect.stopGoesTo === "4" ? state.stopped : state.ending;
  task.endsAt = now + dialect.endingMs;
}

/** All tasks that can be seen, up to date. */
export function liveTasks(instance: Instance, context: Context): CalloutTaskRecord[] {
  return [...instance.calloutTasks.values()]
    .map((task) => advance(task, context))
    .filter((task) => context.dialect.stoppedListed || task.state !== state.stopped);
}

/** One task, up to date. */
export function findTask(instance: Instance, context: Context, taskId: number): CalloutTaskRecord | undefined {
  const task = instance.calloutTasks.get(taskId);
  if (task === undefined) return undefined;
  advance(task, context);
  return context.dialect.stoppedListed || task.state !== state.stopped ? task : undefined;
}

export function requireTask(context: Context, taskId: number): CalloutTaskRecord {
  const task = findTask(context.centre, context, taskId);
  if (task === undefined) {
    if (context.dialect.unknownTask === "InternalError.DBError") throw documented(context.dialect.unknownTask);
    throw invalidValue("The task does not exist.");
  }
  return task;
}

/** The members of a task that a list and a single answer share. */
export function shownTask(task: CalloutTaskRecord, context: Context) {
  const { dialect } = context;
  const generated = dialect.taskNameUnset === "generated" ? `task-${task.taskId}` : "";
  return {
    Name: task.name || generated,
    NotBefore: task.notBefore,
    ...shownNotAfter(task, context),
    Callers: task.callers,
    State: task.state,
    ...(task.ivrId === 0 && dialect.ivrUnset === "absent" ? {} : { IvrId: task.ivrId }),
    ...(task.maxRingSeconds === null ? {} : { MaxRingTimeoutSecond: task.maxRingSeconds }),
  };
}

/** NotAfter as the dialect shows a task without an end. */
function shownNotAfter(task: CalloutTaskRecord, { dialect }: Context): { NotAfter?: number } {
  if (task.notAfter !== null) return { NotAfter: task.notAfter };
  if (dialect.notAfterUnset === "absent") return {};
  // The SDK's typings know no null, the service's documentation does.
  return { NotAfter: dialect.notAfterUnset === "0" ? 0 : (null as unknown as number) };
}
