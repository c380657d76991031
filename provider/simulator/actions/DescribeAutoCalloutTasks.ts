import type { Handler } from "../context";
import { checkPage, slice, total } from "../paging";
import { liveTasks, shownTask } from "../tasks";
import type * as ccc from "../types";

type Request = ccc.DescribeAutoCalloutTasksRequest;

/** The list has no description: that is in DescribeAutoCalloutTask only. */
export const DescribeAutoCalloutTasks: Handler<Request, ccc.DescribeAutoCalloutTasksResponse> = (context, request) => {
  const { taskPageLimit, taskPageBase } = context.dialect;
  const first = taskPageBase === "0" ? 0 : 1;
  const PageNumber = request.PageNumber < 0 ? request.PageNumber : Math.max(request.PageNumber - first, 0);
  const page = checkPage(context, { ...request, PageNumber }, taskPageLimit === "none" ? undefined : taskPageLimit);
  const tasks = liveTasks(context.view, context);
  return {
    TotalCount: total(context, tasks.length, context.view.calloutTasks.size),
    Tasks: slice(context, tasks, page).map((task) => ({
      ...shownTask(task, context),
      CalleeCount: task.callees.length,
      TaskId: task.taskId,
    })),
  };
};
