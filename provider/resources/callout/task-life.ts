import { allCalloutTasks, mayMeanMissing } from "../../api";
import { UserError } from "../../base/errors";
import type { Context } from "../session";
import { calling } from "../shared";
import { ended } from "./rules";

/** State of a task: the service's 0 to 5 (contract §4). */
export type TaskState = "initial" | "running" | "completed" | "ending" | "stopped" | "paused";

const states: readonly TaskState[] = ["initial", "running", "completed", "ending", "stopped", "paused"];

export interface Task {
  id: number;
  state: TaskState;
}

export const PATIENCE_MS = 10_000;

/**
 * One task, or `undefined` when it is in no complete list and the service says that there is none, also once a lagging
 * service would show it. A failure of the question is no answer: it is thrown.
 *
 * @param sinceMs when something was done to it last by this process
 */
export async function describeTask(ctx: Context, id: number, sinceMs?: number): Promise<Task | undefined> {
  const seen = await lookOnce(ctx, id);
  if (seen) return seen;
  return (await ctx.instance.lag.over(sinceMs)) ? lookOnce(ctx, id) : undefined;
}

async function lookOnce(ctx: Context, id: number): Promise<Task | undefined> {
  const { answer, row } = await witnesses(ctx, id);
  const state = answer?.State ?? row?.State;
  return answer || row ? { id, state: stateOf(state) } : undefined;
}

/** What the service's own question says of a task and, where that is nothing or `both` are asked for, what its list says. */
export async function witnesses(ctx: Context, id: number, both = false) {
  const answer = await ctx.instance.calloutTask(id);
  const row =
    answer && !both ? undefined : (await allCalloutTasks(ctx.instance)).find((task) => Number(task.TaskId) === id);
  return { answer, row };
}

/** Brings a living task to paused or running; one that has ended stays as it is. */
export async function pauseOrResume(ctx: Context, doing: string, task: Task, paused: boolean): Promise<TaskState> {
  const now = (await calling(doing, () => describeTask(ctx, task.id))) ?? task;
  const right = (state: TaskState): boolean => ended(state) || (state === "paused") === paused;
  if (right(now.state)) return now.state;
  const action = paused ? "PauseAutoCalloutTask" : "ResumeAutoCalloutTask";
  try {
    await calling(doing, () => ctx.instance.call(action, { TaskId: task.id }));
  } catch (error) {
    // The second of two calls, after a lost answer, is refused because the first was carried out.
    const seen = await calling(doing, () => describeTask(ctx, task.id));
    if (!seen || !right(seen.state)) throw error;
    return seen.state;
  }
  return confirm(
    ctx,
    task.id,
    right,
    `${doing}: the service accepted it, but the task is not ${paused ? "paused" : "resumed"}`,
  );
}

/**
 * Stops a task that the service does not show. It may be over and shown no more, or made a moment ago and not shown yet: so
 * it is told to stop, and a refusal is believed when the service still does not show it.
 */
export async function stopUnseen(ctx: Context, id: number): Promise<void> {
  const doing = `stopping AutoCalloutTask ${id}`;
  const began = ctx.clock.now();
  try {
    await ctx.instance.call("StopAutoCalloutTask", { TaskId: id });
    ctx.memory.stopped.add(id);
  } catch (error) {
    if (!mayMeanMissing(error)) return calling(doing, () => Promise.reject(error));
  }
  const seen = await calling(doing, () => describeTask(ctx, id, began));
  if (seen) await stopTask(ctx, seen);
}

/** Stops a task that has not ended, and sees that it is so. */
export async function stopTask(ctx: Context, task: Task): Promise<void> {
  if (ended(task.state)) return;
  await stopLiving(ctx, task);
  ctx.memory.stopped.add(task.id);
}

async function stopLiving(ctx: Context, task: Task): Promise<void> {
  const began = ctx.clock.now();
  const doing = `stopping AutoCalloutTask ${task.id}`;
  const stop = () => calling(doing, () => ctx.instance.call("StopAutoCalloutTask", { TaskId: task.id }));
  try {
    await stop();
  } catch (error) {
    // Over already is success, however the service puts it.
    const now = await calling(doing, () => describeTask(ctx, task.id, began));
    if (!now || ended(now.state)) return;
    if (!(error instanceof UserError)) throw error;
    if (now.state === "paused") throw notStopped(error, "a paused task, which calls nobody as long as it is paused");
    if (now.state !== "initial") throw error;
    await stopPaused(ctx, doing, now, stop, error);
  }
  await confirm(
    ctx,
    task.id,
    ended,
    `${doing}: the service accepted it, but the task still lives; stop it in the console`,
  );
}

/** One that cannot be stopped before its start: perhaps it can once it is paused. If not, it is left as it was. */
async function stopPaused(
  ctx: Context,
  doing: string,
  task: Task,
  stop: () => Promise<unknown>,
  refused: UserError,
): Promise<void> {
  const early = notStopped(refused, "a task before its start");
  try {
    await pauseOrResume(ctx, doing, task, true);
  } catch (error) {
    throw error instanceof UserError ? early : error;
  }
  try {
    await stop();
  } catch (error) {
    const now = await calling(doing, () => describeTask(ctx, task.id));
    if (!now || ended(now.state)) return;
    await pauseOrResume(ctx, doing, now, false);
    throw error instanceof UserError ? notStopped(refused, "a task before its start, nor one that is paused") : error;
  }
}

const notStopped = (refused: UserError, what: string): UserError =>
  new UserError(
    `${refused.message}. The service does not stop ${what}: stop it in the console, or run again once it runs`,
    {
      cause: refused,
    },
  );

async function confirm(
  ctx: Context,
  id: number,
  right: (state: TaskState) => boolean,
  failure: string,
): Promise<TaskState> {
  const began = ctx.clock.now();
  for (let waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    // One that vanishes has ended, once it is certain that it did not only fail to show.
    const task = await calling(`reading AutoCalloutTask ${id}`, () => describeTask(ctx, id, began));
    const state = task?.state ?? "stopped";
    if (right(state)) return state;
    if (waited >= PATIENCE_MS) throw new UserError(`${failure} (its state is ${state})`);
    await ctx.clock.sleep(pause);
  }
}

export function stateOf(value: number | null | undefined): TaskState {
  return states[Number(value ?? 0)] ?? "running";
}
