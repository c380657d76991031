import type { Handler } from "../context";
import { checkPage, slice, total } from "../paging";
import { liveTasks, shownNotAfter } from "../tasks";
import type * as ccc from "../types";

type Request = ccc.DescribeAutoCalloutTasksRequest;

/** The list has no description: that is in DescribeAutoCalloutTask only. */
export const DescribeAutoCalloutTasks: Handler<Request, ccc.DescribeAutoCalloutTasksResponse> = (context, request) => {
  const page = checkPage(context, request);
  const tasks = liveTasks(context.view, context);
  return {
    TotalCount: total(context, tasks.length, context.view.calloutTasks.size),
    Tasks: slice(context, tasks, page).map((task) => ({
      Name: task.name,
      CalleeCount: task.callees.length,
      Callers: task.callers,
      NotBefore: task.notBefore,
      ...shownNotAfter(task, context),
      IvrId: task.ivrId,
      State: task.state,
      TaskId: task.taskId,
      ...(task.maxRingSeconds === null ? {} : { MaxRingTimeoutSecond: task.maxRingSeconds }),
    })),
  };
};
