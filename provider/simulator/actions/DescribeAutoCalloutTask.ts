import type { Handler } from "../context";
import { invalidValue, refuseUnknown } from "../errors";
import { findTask, shownTask } from "../tasks";
import type * as ccc from "../types";

type Request = ccc.DescribeAutoCalloutTaskRequest;

/** Tries, variables, time ranges and the AI agent are never shown. */
export const DescribeAutoCalloutTask: Handler<Request, ccc.DescribeAutoCalloutTaskResponse> = (context, { TaskId }) => {
  const task = findTask(context.view, context, TaskId);
  if (task === undefined) {
    refuseUnknown(context.dialect.describeOneUnknown, invalidValue("The task does not exist."));
    return { Name: "", Description: "", NotBefore: 0, NotAfter: 0, Callers: [], Callees: [], IvrId: 0, State: 0 };
  }
  return {
    ...shownTask(task, context),
    Description: task.description,
    Callees: task.callees.map((one) => ({ Callee: one.callee, State: one.state, Sessions: one.sessions })),
  };
};
