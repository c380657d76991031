import type { Handler } from "../context";
import { unsupported } from "../errors";
import { end, requireTask, state } from "../tasks";
import type * as ccc from "../types";

/** Ends a task for good, whatever it was doing. */
export const StopAutoCalloutTask: Handler<ccc.StopAutoCalloutTaskRequest, ccc.StopAutoCalloutTaskResponse> = (
  context,
  { TaskId },
) => {
  const task = requireTask(context, TaskId);
  const finished = task.state === state.completed || task.state === state.ending || task.state === state.stopped;
  if (finished) {
    if (context.dialect.stopFinished === "ok") return {};
    throw unsupported("The task has ended already.");
  }
  const { stopInitial, stopPaused } = context.dialect;
  const refused =
    (task.state === state.initial && stopInitial !== "ok") || (task.state === state.paused && stopPaused !== "ok");
  if (refused) throw unsupported("Only a running task can be stopped.");
  end(task, context, context.now);
  return {};
};
