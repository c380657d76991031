import { allCalloutTasks, type CalloutTaskRow, type RequestOf, ServiceError } from "../../api";
import { UserError } from "../../base/errors";
import type { TaskChecked } from "../auto-callout-task";
import type { Context } from "../session";
import { calling } from "../shared";
import type { Marker } from "./identity";
import { ended, isPast, laterStart, type Start, stillAhead } from "./rules";
import { calleeMembers, variableList } from "./schema";
import { triggerItems } from "./trigger";

/** State of a task: the service's 0 to 5 (contract §4). */
export type TaskState = "initial" | "running" | "completed" | "ending" | "stopped" | "paused";

const states: readonly TaskState[] = ["initial", "running", "completed", "ending", "stopped", "paused"];

export interface Task {
  id: number;
  state: TaskState;
}

const PATIENCE_MS = 10_000;

type TaskRequest = Omit<RequestOf<"CreateAutoCalloutTask">, "SdkAppId">;

/** One task, or `undefined` when it is in no complete list and the service does not answer for it either. */
export async function describeTask(ctx: Context, id: number): Promise<Task | undefined> {
  const answer = await describe(ctx, id);
  if (answer) return { id, state: stateOf(answer.State) };
  const row = (await allCalloutTasks(ctx.instance)).find((task) => Number(task.TaskId) === id);
  return row ? { id, state: stateOf(row.State) } : undefined;
}

/**
 * The tasks that carry the marker, and those of the same declaration and run under another resource's name. The likeliest
 * comes first: one that lives before one that has ended, then one of this name, then the newest. The list shows no
 * descriptions, so those that may be it are asked one by one, until one is found that lives and has this name.
 */
export async function findByMarker(ctx: Context, wanted: TaskChecked, marker: Marker): Promise<Found[]> {
  const rows = await allCalloutTasks(ctx.instance);
  const likely = rows.filter((row) => mayBe(row, wanted, ctx.clock.now()));
  likely.sort((a, b) => Number(b.TaskId) - Number(a.TaskId));
  const found: Found[] = [];
  for (const row of likely) {
    const id = Number(row.TaskId);
    const answer = await describe(ctx, id, row);
    const description = answer?.Description ?? "";
    if (!description.includes(marker.shared)) continue;
    const task = { id, state: stateOf(answer?.State ?? row.State), own: description.includes(marker.own) };
    if (task.own && !ended(task.state)) return [task];
    found.push(task);
  }
  const rank = ({ state, own }: Found): number => Number(ended(state)) * 2 + Number(!own);
  return found.sort((a, b) => rank(a) - rank(b));
}

/**
 * Only a task of which start and number of callees are known, and both differ, is another one. A callee named twice may be
 * counted once, and a start that had passed may be shown as the moment at which the task really began.
 */
function mayBe({ NotBefore, CalleeCount }: CalloutTaskRow, wanted: TaskChecked, nowMs: number): boolean {
  const start = NotBefore ?? wanted.notBefore;
  const starts = start === wanted.notBefore || (start > wanted.notBefore && isPast(wanted.notBefore, nowMs));
  const distinct = new Set(wanted.callees.map((callee) => (typeof callee === "string" ? callee : callee.callee))).size;
  const count = CalleeCount ?? distinct;
  return starts || (count >= distinct && count <= wanted.callees.length);
}

/** A task that was found by its marker. */
export interface Found extends Task {
  /** False: made under another resource's name. */
  own: boolean;
}

/**
 * Creates the task. An answer that was lost is searched for; the call is never sent again.
 *
 * @param known those of this marker that were there before: one that was stopped is not the one just made
 */
export async function createTask(
  ctx: Context,
  doing: string,
  wanted: TaskChecked,
  marker: Marker,
  known: readonly Task[],
): Promise<Task> {
  try {
    const made = await sendCreate(ctx, doing, wanted, requestOf(wanted, marker));
    if (made.TaskId) return { id: Number(made.TaskId), state: "initial" };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.applied === "no") return calling(doing, () => Promise.reject(error));
    const found = await searchFor(ctx, wanted, marker, known);
    if (found) return found;
    throw new UserError(
      `${doing}: the answer was lost (${error.code}), and no task with ${marker.own} in its description showed within ${PATIENCE_MS / 1000} s. Nothing was sent again, so that nobody is called twice. Look in the console's task list for ${marker.own}; then run \`pulumi up\` again, which takes it over if it is there`,
      { cause: error },
    );
  }
  const found = await searchFor(ctx, wanted, marker, known);
  if (found) return found;
  throw new UserError(
    `${doing}: the service gave no TaskId and lists no task with ${marker.own} in its description; look in the console before you run again`,
  );
}

/** When a task starts to call. */
export const startOf = ({ notBefore, startNow }: TaskChecked): Start => ({
  field: "notBefore",
  at: notBefore,
  startNow,
});

async function sendCreate(
  ctx: Context,
  doing: string,
  wanted: TaskChecked,
  request: TaskRequest,
): Promise<{ TaskId?: number }> {
  const start = startOf(wanted);
  const ahead = stillAhead(doing, start, ctx.clock);
  try {
    return await ctx.instance.call("CreateAutoCalloutTask", request, ahead);
  } catch (error) {
    const NotBefore = laterStart(doing, error, start, ctx.clock.now());
    if (wanted.notAfter !== undefined && wanted.notAfter <= NotBefore) throw error;
    return ctx.instance.call("CreateAutoCalloutTask", { ...request, NotBefore }, ahead);
  }
}

async function searchFor(
  ctx: Context,
  wanted: TaskChecked,
  marker: Marker,
  known: readonly Task[],
): Promise<Task | undefined> {
  for (let waited = 0, pause = 200; ; waited += pause, pause *= 2) {
    const marked = await findByMarker(ctx, wanted, marker);
    const found = marked.find(({ id }) => !known.some((task) => task.id === id));
    if (found || waited >= PATIENCE_MS) return found;
    await ctx.clock.sleep(pause);
  }
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

/** Stops a task that has not ended, and sees that it is so. */
export async function stopTask(ctx: Context, task: Task): Promise<void> {
  if (ended(task.state)) return;
  const doing = `stopping AutoCalloutTask ${task.id}`;
  const stop = () => calling(doing, () => ctx.instance.call("StopAutoCalloutTask", { TaskId: task.id }));
  try {
    await stop();
  } catch (error) {
    // Over already is success, however the service puts it.
    const now = await calling(doing, () => describeTask(ctx, task.id));
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
  for (let waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    const task = await calling(`reading AutoCalloutTask ${id}`, () => describeTask(ctx, id));
    const state = task?.state ?? "stopped";
    if (right(state)) return state;
    if (waited >= PATIENCE_MS) throw new UserError(`${failure} (its state is ${state})`);
    await ctx.clock.sleep(pause);
  }
}

/** @param row as it is listed: one that lives is there, whatever code the service fails with */
async function describe(
  ctx: Context,
  id: number,
  row?: CalloutTaskRow,
): Promise<{ State?: number | null; Description?: string | null } | undefined> {
  try {
    const answer = await ctx.instance.call("DescribeAutoCalloutTask", { TaskId: id });
    // An empty object, or one of zeros, is one way to say that there is no such task: a real one has a start and callees.
    const empty = !answer.NotBefore && !answer.Callees?.length;
    return empty || answer.State === undefined || answer.State === null ? undefined : answer;
  } catch (error) {
    const lives = typeof row?.State === "number" && !ended(stateOf(row.State));
    if (
      !lives &&
      error instanceof ServiceError &&
      /^(InvalidParameter|ResourceNotFound|InternalError\.DBError)/.test(error.code)
    ) {
      return undefined;
    }
    throw error;
  }
}

function requestOf(wanted: TaskChecked, marker: Marker): TaskRequest {
  const optional = {
    NotAfter: wanted.notAfter,
    Name: wanted.name,
    IvrId: wanted.ivrId,
    AIAgentId: wanted.aiAgentId,
    Tries: wanted.tries,
    RetryInterval: wanted.retryInterval,
    MaxRingTimeoutSecond: wanted.maxRingSeconds,
    Variables: wanted.variables && variableList(wanted.variables),
    UUI: wanted.uui,
    TimeZone: wanted.timeZone,
    AvailableTime: wanted.availableTimes?.map(timeRange),
    AvailableWorkTimeConfig: wanted.availableWorkTimes?.map((item) => ({
      DayType: item.dayType,
      DaysOfWeek: item.daysOfWeek,
      TimeRanges: item.times?.map(timeRange),
    })),
    RetryHangupTypes: wanted.retryHangupTypes,
    RetryTags: wanted.retryTags?.map((tag) => ({ TagName: tag.name, TagValue: tag.value })),
    TriggerStrategy: wanted.triggerStrategy && triggerItems(wanted.triggerStrategy),
    ConcurrencyLimit: wanted.concurrencyLimit,
  };
  return {
    NotBefore: wanted.notBefore,
    Callers: wanted.callers,
    ...calleeMembers(wanted.callees),
    Description: `${wanted.description ?? ""} ${marker.own}`.trim(),
    ...optional,
  };
}

function timeRange(range: { start: string; end: string }): { StartTime: string; EndTime: string } {
  return { StartTime: range.start, EndTime: range.end };
}

function stateOf(value: number | null | undefined): TaskState {
  return states[Number(value ?? 0)] ?? "running";
}
