import type { Handler } from "../context";
import { unsupported } from "../errors";
import { advance, requireTask, state } from "../tasks";
import type * as ccc from "../types";

/** A task that was paused before its start waits for its start again. */
export const ResumeAutoCalloutTask: Handler<ccc.ResumeAutoCalloutTaskRequest, ccc.ResumeAutoCalloutTaskResponse> = (
  context,
  { TaskId },
) => {
  const task = requireTask(context, TaskId);
  if (task.state !== state.paused) {
    if (context.dialect.resumeNotPaused === "ok") return {};
    throw unsupported("Only a paused task can be resumed.");
  }
  task.state = state.initial;
  advance(task, context);
  return {};
};
