import { firstLine, UserError } from "../../base/errors";
import { holderOf } from "../../core/claiming";
import type { Address } from "../../core/define";
import { PartialFailure } from "../../core/failures";
import { formatId } from "../../core/ids";
import { hasUnknown } from "../../core/unknown";
import { type Plain, shown } from "../../core/values";
import type { TaskChecked } from "../auto-callout-task";
import type { Context } from "../session";
import { calling } from "../shared";
import { type Marker, markerOf } from "./identity";
import { ended, isPast, refusePast } from "./rules";
import { type CreatedTask, createTask, startOf } from "./task-create";
import { type Alike, createFinder, differencesOf, type Findings, type Marked } from "./task-find";
import { pauseOrResume, stopTask, type Task, type TaskState } from "./task-life";

/** A task of this very declaration that exists is ours: it is never created a second time. */
export async function findOrCreate(
  ctx: Context,
  wanted: TaskChecked,
  marker: Marker,
  address: Address,
): Promise<CreatedTask> {
  const doing = `creating AutoCalloutTask "${address.name}"`;
  const find = createFinder(ctx, wanted, marker);
  const look = () => calling(doing, find);
  let findings = await look();
  // A run that died a moment ago may have made one that the service does not show yet.
  const lives = findings.marked.some(({ state }) => !ended(state));
  if (!lives && (await ctx.instance.lag.over())) findings = await look();
  const judged = judge(ctx, doing, wanted, findings, address);
  if (!judged) return createTask(ctx, doing, wanted, marker, find, findings.marked);
  ctx.log.notice(judged.notice);
  return judged.task;
}

/**
 * Asks before a task is stopped for the sake of one that replaces it what the create of that one would ask: where it would be
 * refused, the old one stays as it is.
 */
export async function refuseSuccessor(ctx: Context, old: Task, address: Address): Promise<void> {
  const renewed = ctx.memory.renewed.get(formatId(ctx.sdkAppId, old.id));
  if (!renewed || hasUnknown(renewed.wanted)) return;
  const wanted = renewed.wanted as unknown as TaskChecked;
  const doing = `replacing AutoCalloutTask "${address.name}"`;
  const { marked, alike } = await calling(doing, createFinder(ctx, wanted, markerOf(address.origin, renewed.wanted)));
  const isOther = ({ id }: Task): boolean => id !== old.id;
  try {
    judge(ctx, doing, wanted, { marked: marked.filter(isOther), alike: alike.filter(isOther) }, address);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${error.message}\nTask ${old.id}, which was to be replaced, was left as it was`, {
      cause: error,
    });
  }
}

/**
 * Claims the tasks that a resource may have: the one it declares, and the one of its state. Another resource's create may
 * find it before this one's own verbs have said that they have it.
 */
export function expectTasks(ctx: Context, address: Address, ...declarations: (Plain | undefined)[]): void {
  for (const one of declarations) {
    if (one === undefined || hasUnknown(one)) continue;
    const { shared } = markerOf(address.origin, one);
    ctx.claims.claim(expected(one.sdkAppId ?? ctx.sdkAppId, shared), address, "declared");
  }
}

const expected = (sdkAppId: unknown, shared: string): string => `${shown(sdkAppId)}/task ${shared}`;

/** The task that is there already and becomes this resource's, with what the user is told; nothing: one is to be made. */
function judge(
  ctx: Context,
  doing: string,
  wanted: TaskChecked,
  findings: Findings,
  address: Address,
): { task: CreatedTask; notice: string } | undefined {
  const [found] = findings.marked;
  if (found && isOurs(ctx, found, wanted, address)) {
    if (!found.own) refuseTwin(ctx, doing, found, address);
    const over = ended(found.state) ? `, which is ${found.state}: nobody is called again unless \`run\` changes` : "";
    const renamed = found.own ? "" : ", made by a resource of another name in this stack";
    return { task: found, notice: `took over existing AutoCalloutTask ${found.id}${renamed}${over}` };
  }
  const others = findings.alike.filter(
    ({ id, shared }) =>
      holderOf(ctx, formatId(ctx.sdkAppId, id), address) === undefined &&
      (shared === undefined || ctx.claims.keeper(expected(ctx.sdkAppId, shared), address) === undefined),
  );
  if (others.length > 0 && wanted.onExisting !== "ignore") return adopted(doing, wanted, others);
  refusePast(doing, startOf(wanted), ctx.clock.now());
  return undefined;
}

/**
 * Whether a marked task is this resource's. One that has ended is, once its start has passed: nobody is called again. Before
 * its start one of this name is not: it was stopped by a destroy, or by a replacement that failed. One of another name was
 * stopped by hand before its resource was renamed, unless this run has stopped it, or replaces what this resource had: then
 * the program was changed and put back, and an earlier replacement may have stopped it.
 */
function isOurs(ctx: Context, found: Marked, wanted: TaskChecked, address: Address): boolean {
  if (!ended(found.state) || isPast(wanted.notBefore, ctx.clock.now())) return true;
  const resource = ctx.claims.resourceOf(address);
  const replaces = [...ctx.memory.renewed.values()].some((renewed) => renewed.resource === resource);
  return !found.own && !replaces && !ctx.memory.stopped.has(found.id);
}

/** Living tasks that look the same and that no resource of this program has: without a word of the user's, two would call everybody. */
function adopted(doing: string, wanted: TaskChecked, others: readonly Alike[]): { task: CreatedTask; notice: string } {
  const ids = others.map(({ id }) => id).join(", ");
  const [first, ...more] = others;
  const start = `start ${new Date(wanted.notBefore * 1000).toISOString()}`;
  const flow = wanted.ivrId === undefined ? "an AI agent" : `IVR ${wanted.ivrId}`;
  const same = `${start}, callers, ${flow}, number of callees ${wanted.callees.length}`;
  const which = more.length === 0 ? `task ${ids} exists` : `tasks ${ids} exist`;
  const isMarked = others.some(({ shared }) => shared !== undefined);
  const made = isMarked ? "made by a resource that this program, as it is now, does not have" : "made elsewhere";
  const refuse = (why: string, ways: string): never => {
    throw new UserError(
      `${doing}: ${which} already, ${made}, and looks the same (${same})${why}. Nothing was made, so that nobody is called twice. ${ways}`,
    );
  };
  const another = 'set onExisting: "ignore" to make another one on purpose, or stop the other in the console';
  const renamed =
    'If its resource was renamed, give the old name as an alias (aliases: [{ name: "…" }]); if it was taken out, run `pulumi up` without this one first. Else set';
  const adopt = `${isMarked ? renamed : "Set"} onExisting: "adopt" if it is this one; ${another}`;
  if (wanted.onExisting !== "adopt") refuse("", adopt);
  if (more.length > 0) refuse(', and onExisting is "adopt"', `Stop all but one in the console; or ${another}`);
  const differences = differencesOf(first!, wanted);
  if (differences.includes("callees")) {
    refuse(", but it calls others than are declared", `It cannot be edited: declare whom it calls, or ${another}`);
  }
  const differ = differences.length > 0 ? ` It differs in ${differences.join(", ")}.` : "";
  const notice = `took over existing AutoCalloutTask ${first!.id}, which was made elsewhere and cannot be edited.${differ} Tries, times of the day, variables, uui, agent and what follows a call cannot be read, so nobody can say whether they are as declared`;
  return { task: { ...first!, foreign: true }, notice };
}

/** Two equal tasks in one program would call everybody twice. */
function refuseTwin(ctx: Context, doing: string, task: Task, address: Address): void {
  const keeper = holderOf(ctx, formatId(ctx.sdkAppId, task.id), address);
  if (keeper === undefined) return;
  throw new UserError(
    `${doing}: ${keeper} declares the same task (${task.id}), and two would call everybody twice. Take one away, or give them different \`run\`s`,
  );
}

/**
 * Pauses a task just made. One that was to be paused and cannot be must not ring: it is stopped. One that was made elsewhere
 * is left as it was, and is not taken over.
 */
export async function pauseNew(ctx: Context, wanted: TaskChecked, task: CreatedTask, outs: Plain): Promise<TaskState> {
  const doing = `pausing AutoCalloutTask ${task.id}`;
  try {
    return await pauseOrResume(ctx, doing, task, wanted.paused!);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (task.foreign) throw new UserError(`${error.message}\nIt was made elsewhere, so it was left as it was`);
    const why = `${error.message}\nA task that is declared paused must not ring`;
    try {
      await stopTask(ctx, task);
    } catch (failure) {
      const still = `${why}, but it could not be stopped either: stop it in the console (${firstLine(failure)})`;
      throw new PartialFailure(formatId(ctx.sdkAppId, task.id), { ...outs, paused: false }, [still]);
    }
    throw new UserError(`${why}, so it was stopped. Leave out \`paused\`, and pause the task once it runs`, {
      cause: error,
    });
  }
}
