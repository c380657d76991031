import { type RequestOf, ServiceError } from "../../api";
import { firstLine, UserError } from "../../base/errors";
import type { TaskChecked } from "../auto-callout-task";
import type { Context } from "../session";
import { calling } from "../shared";
import type { Marker } from "./identity";
import { laterStart, type Start, stillAhead } from "./rules";
import { calleeMembers, variableList } from "./schema";
import type { Findings } from "./task-find";
import { PATIENCE_MS, stateOf, type Task, witnesses } from "./task-life";
import { triggerItems } from "./trigger";

type TaskRequest = Omit<RequestOf<"CreateAutoCalloutTask">, "SdkAppId">;

/** A task that was created. */
export interface CreatedTask extends Task {
  /** Set where the service has given its id and does not show it. */
  unshown?: string;
  /** Made elsewhere and taken over. */
  foreign?: true;
}

/** When a task starts to call. */
export const startOf = ({ notBefore, startNow }: TaskChecked): Start => ({
  field: "notBefore",
  at: notBefore,
  startNow,
});

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
  look: () => Promise<Findings>,
  known: readonly Task[],
): Promise<CreatedTask> {
  let lost: ServiceError | undefined;
  try {
    const made = await sendCreate(ctx, doing, wanted, requestOf(wanted, marker));
    if (made.TaskId) return await untilShown(ctx, Number(made.TaskId));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.applied === "no") return calling(doing, () => Promise.reject(error));
    lost = error;
  }
  const { found, failure } = await searchFor(ctx, look, known);
  if (found) return found;
  const failed = failure === undefined ? "" : ` (the last look failed: ${firstLine(failure)})`;
  throw new UserError(
    lost
      ? `${doing}: the answer was lost (${lost.code}), and no task with ${marker.own} in its description showed within ${PATIENCE_MS / 1000} s${failed}. Nothing was sent again, so that nobody is called twice. Look in the console's task list for ${marker.own}; then run \`pulumi up\` again, which takes it over if it is there`
      : `${doing}: the service gave no TaskId and lists no task with ${marker.own} in its description${failed}; look in the console before you run again`,
    { cause: lost },
  );
}

/** What a program is told of a task that was made and that nobody can see: the next run looks on. */
export const unshownText = (id: number, why = ""): string =>
  `the service accepted AutoCalloutTask ${id} and does not show it yet${why}, so nobody knows whether it will call. It is kept in the state: run \`pulumi up\` again, which looks for it and makes no other`;

/**
 * A create has ended when the list and the service's own question both show the task: else a deletion, a refresh or a pause
 * that comes right after it would find nothing.
 */
async function untilShown(ctx: Context, id: number): Promise<CreatedTask> {
  for (let waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    let why = "";
    try {
      const { answer, row } = await witnesses(ctx, id, true);
      if (answer && row) return { id, state: stateOf(answer.State ?? row.State) };
    } catch (error) {
      why = ` (${firstLine(error)})`;
    }
    if (waited >= PATIENCE_MS) return { id, state: "initial", unshown: unshownText(id, why) };
    await ctx.clock.sleep(pause);
  }
}

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

/** Looks for a task that may have been made. A look that fails is no answer, and the next one may tell. */
async function searchFor(
  ctx: Context,
  look: () => Promise<Findings>,
  known: readonly Task[],
): Promise<{ found?: Task; failure?: unknown }> {
  for (let waited = 0, pause = 200; ; waited += pause, pause *= 2) {
    let failure: unknown;
    try {
      const { marked } = await look();
      const found = marked.find(({ id }) => !known.some((task) => task.id === id));
      if (found) return { found };
    } catch (error) {
      failure = error;
    }
    if (waited >= PATIENCE_MS) return { failure };
    await ctx.clock.sleep(pause);
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
