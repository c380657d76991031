import { allCalloutTasks, type CalloutTaskAnswer, type CalloutTaskRow, phoneKey } from "../../api";
import { UserError } from "../../base/errors";
import type { TaskChecked } from "../auto-callout-task";
import type { Context } from "../session";
import { type Marker, sharedOf } from "./identity";
import { ended, isPast } from "./rules";
import { calleeNumber } from "./schema";
import { stateOf, type Task } from "./task-life";

/** A task that was found by its marker. */
export interface Marked extends Task {
  /** False: made under another resource's name. */
  own: boolean;
}

/** A living task that looks the same: one that nobody has marked, or one of another declaration. */
export interface Alike extends Task {
  answer: CalloutTaskAnswer;
  /** The half of its marker that is the same whatever its resource is called. */
  shared?: string;
}

export interface Findings {
  /**
   * Those that carry the marker, and those of the same declaration and run under another resource's name. The likeliest
   * comes first: one that lives before one that has ended, then one of this name, then the newest.
   */
  marked: Marked[];
  alike: Alike[];
}

/**
 * Looks for the tasks of a declaration, as often as it is called. The list shows no descriptions, so those that may be it
 * are asked one by one, until one is found that lives and has this name; what a task was made with never changes, so it is
 * asked once.
 */
export function createFinder(ctx: Context, wanted: TaskChecked, marker: Marker): () => Promise<Findings> {
  const answers = new Map<number, CalloutTaskAnswer>();
  return async () => {
    const rows = await allCalloutTasks(ctx.instance);
    const likely = rows.filter((row) => mayBe(row, wanted, ctx.clock.now()));
    likely.sort((a, b) => Number(b.TaskId) - Number(a.TaskId));
    const findings: Findings = { marked: [], alike: [] };
    for (const row of likely) {
      const id = Number(row.TaskId);
      const known = answers.get(id);
      const answer = known ?? (await described(ctx, id, row, wanted));
      if (!answer) continue;
      answers.set(id, answer);
      const description = answer.Description ?? "";
      const shown = stateOf((known ? row.State : answer.State) ?? row.State);
      // What this process was seen to stop is over, however late a list shows it.
      const task: Task = { id, state: ctx.memory.stopped.has(id) && !ended(shown) ? "stopped" : shown };
      if (description.includes(marker.shared)) {
        const own = description.includes(marker.own);
        if (own && !ended(task.state)) return { marked: [{ ...task, own }], alike: [] };
        findings.marked.push({ ...task, own });
      } else if (!ended(task.state) && looksTheSame(row, answer, wanted)) {
        const shared = sharedOf(description);
        // A program may have several at the same time: they call others, or have names of their own.
        const isApart = namedApart(answer, wanted) || !mayCallOne(answer, wanted);
        if (shared === undefined || !isApart) findings.alike.push({ ...task, answer, shared });
      }
    }
    const rank = ({ state, own }: Marked): number => Number(ended(state)) * 2 + Number(!own);
    findings.marked.sort((a, b) => rank(a) - rank(b));
    return findings;
  };
}

/**
 * A row as it is described. One that lives, or that may be the one looked for, and of which the service will not say what
 * it is, leaves a doubt in which nobody may be called.
 */
async function described(
  ctx: Context,
  id: number,
  row: CalloutTaskRow,
  wanted: TaskChecked,
): Promise<CalloutTaskAnswer | undefined> {
  const began = ctx.clock.now();
  let answer = await ctx.instance.calloutTask(id);
  const certain = ended(stateOf(row.State)) && !(sameStart(row, wanted) && sameCount(row, wanted));
  if (answer || certain) return answer;
  if (await ctx.instance.lag.over(began)) answer = await ctx.instance.calloutTask(id);
  if (answer || ended(stateOf(row.State))) return answer;
  throw new UserError(
    `the service lists task ${id} and does not say what it is, so nobody knows whether it is this one; run again, or look at it in the console`,
  );
}

/**
 * Only a task of which start and number of callees are known, and both differ, is another one: a start that had passed may
 * be shown as the moment at which the task really began.
 */
function mayBe(row: CalloutTaskRow, wanted: TaskChecked, nowMs: number): boolean {
  const start = row.NotBefore ?? wanted.notBefore;
  const began = start > wanted.notBefore && isPast(wanted.notBefore, nowMs);
  return sameStart(row, wanted) || began || sameCount(row, wanted);
}

const sameStart = ({ NotBefore }: CalloutTaskRow, wanted: TaskChecked): boolean =>
  (NotBefore ?? wanted.notBefore) === wanted.notBefore;

const sameCount = ({ CalleeCount }: CalloutTaskRow, wanted: TaskChecked): boolean =>
  (CalleeCount ?? wanted.callees.length) === wanted.callees.length;

/** Start, callers, who answers and the number of callees: what the service does not show counts as the same. */
function looksTheSame(row: CalloutTaskRow, answer: CalloutTaskAnswer, wanted: TaskChecked): boolean {
  const CalleeCount = row.CalleeCount ?? answer.Callees?.length;
  const { NotBefore, Callers, IvrId } = { ...row, ...answer };
  const callers = new Set(wanted.callers.map(phoneKey));
  const same = (Callers ?? []).length === 0 || sameSet(callers, new Set((Callers ?? []).map(phoneKey)));
  // The agent is not shown; a task that has one has no flow.
  const answers = wanted.ivrId === undefined ? !IvrId : Number(IvrId) === wanted.ivrId;
  return sameStart({ NotBefore }, wanted) && sameCount({ CalleeCount }, wanted) && same && answers;
}

/** What can be seen of a task that differs from the declaration; shows no number. */
export function differencesOf({ answer }: Alike, wanted: TaskChecked): string[] {
  const shown = calleesShown(answer);
  const differ: [string, boolean][] = [
    ["callees", shown !== undefined && !sameSet(calleesOf(wanted), shown)],
    ["notAfter", (answer.NotAfter || undefined) !== wanted.notAfter],
    ["name", wanted.name !== undefined && (answer.Name ?? "") !== wanted.name],
    [
      "maxRingSeconds",
      wanted.maxRingSeconds !== undefined && (answer.MaxRingTimeoutSecond ?? undefined) !== wanted.maxRingSeconds,
    ],
  ];
  return differ.flatMap(([field, differs]) => (differs ? [field] : []));
}

const namedApart = ({ Name }: CalloutTaskAnswer, { name }: TaskChecked): boolean =>
  Boolean(Name) && Boolean(name) && Name !== name;

/** Whether a task calls one of those who are declared, as far as its callees can be seen. */
function mayCallOne(answer: CalloutTaskAnswer, wanted: TaskChecked): boolean {
  const shown = calleesShown(answer);
  return shown === undefined || [...calleesOf(wanted)].some((number) => shown.has(number));
}

const calleesOf = ({ callees }: TaskChecked): Set<string> =>
  new Set(callees.map((callee) => phoneKey(calleeNumber(callee))));

/** Some pages show numbers with stars in them, or none. */
function calleesShown({ Callees }: CalloutTaskAnswer): Set<string> | undefined {
  const shown = (Callees ?? []).flatMap(({ Callee }) => (Callee ? [phoneKey(Callee)] : []));
  return shown.length > 0 && shown.every((number) => /^\d+$/.test(number)) ? new Set(shown) : undefined;
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((item) => b.has(item));
