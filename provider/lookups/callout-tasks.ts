import { allCalloutTasks, type CalloutTaskAnswer, type Instance, type ResponseOf } from "../api";
import { UserError } from "../base/errors";
import type { TaskState } from "../resources/callout/task-life";
import {
  type Coded,
  coded,
  count,
  type Instants,
  id,
  instant,
  list,
  num,
  type Raw,
  type RowOf,
  text,
  texts,
} from "./decode";
import { NotFound, plain, type Scoped } from "./lookup";

const states: Readonly<Record<number, TaskState>> = {
  ...{ 0: "initial", 1: "running", 2: "completed", 3: "ending", 4: "stopped", 5: "paused" },
};

export type CalleeState = "initial" | "answered" | "unanswered" | "calling" | "pendingRetry";

const calleeStates: Readonly<Record<number, CalleeState>> = {
  ...{ 0: "initial", 1: "answered", 2: "unanswered", 3: "calling", 4: "pendingRetry" },
};

/** A callout task, as the service lists it (AutoCalloutTaskInfo). */
export interface CalloutTaskInfo extends Coded<"state", TaskState>, Instants<"notBefore" | "notAfter"> {
  taskId: number;
  name: string;
  calleeCount: number;
  callers: string[];
  ivrId?: number;
  maxRingSeconds?: number;
}

/** A callout task with whom it calls and what became of it. */
export interface CalloutTaskDetail extends CalloutTaskInfo {
  description: string;
  callees: CalloutCallee[];
}

/** One of the numbers a task calls (AutoCalloutTaskCalleeInfo). */
export interface CalloutCallee extends Coded<"state", CalleeState> {
  callee: string;
  /** Session ids of the calls made. */
  sessions: string[];
}

export interface GetCalloutTaskArgs extends Scoped {
  /** Id given by the service: `taskId` of an `AutoCalloutTask`. */
  taskId: number;
}

/** One task. The `…Output` form is a secret, since it holds the numbers of people. Throws {@link NotFound}. */
export const getCalloutTask = plain<GetCalloutTaskArgs, CalloutTaskDetail>(
  "reading a callout task",
  async ({ instance }, { taskId }) => {
    const answer = await describe(instance, taskId);
    const callees = list(answer.Callees, callee);
    return {
      // The answer does not repeat the id; with it, it is a row of the list.
      ...taskInfo({ ...answer, TaskId: taskId, CalleeCount: callees.length }),
      description: text(answer.Description),
      callees,
    };
  },
);

/** All tasks that the service still lists. */
export const listCalloutTasks = plain<Scoped, CalloutTaskInfo[]>("listing callout tasks", async ({ instance }) =>
  (await allCalloutTasks(instance)).map(taskInfo),
);

type Row = RowOf<ResponseOf<"DescribeAutoCalloutTasks">["Tasks"]>;

/** An unknown id is answered by a refusal or by nothing: nobody documents which. The list has the last word. */
async function describe(instance: Instance, taskId: number): Promise<CalloutTaskAnswer> {
  const answer = await instance.calloutTask(taskId);
  if (answer) return answer;
  if ((await allCalloutTasks(instance)).some((row) => num(row.TaskId) === taskId)) {
    throw new UserError(`the service lists callout task ${taskId} but does not describe it; try again in a minute`);
  }
  throw new NotFound(`Callout task ${taskId}`, instance.sdkAppId);
}

function taskInfo(row: Raw<Row>): CalloutTaskInfo {
  return {
    taskId: count(row.TaskId),
    name: text(row.Name),
    ...coded("state", states, row.State),
    calleeCount: count(row.CalleeCount),
    callers: texts(row.Callers),
    ...instant("notBefore", row.NotBefore),
    ...instant("notAfter", row.NotAfter),
    ivrId: id(row.IvrId),
    maxRingSeconds: num(row.MaxRingTimeoutSecond),
  };
}

function callee(row: Raw<RowOf<CalloutTaskAnswer["Callees"]>>): CalloutCallee {
  return { callee: text(row.Callee), ...coded("state", calleeStates, row.State), sessions: texts(row.Sessions) };
}
