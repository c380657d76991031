import type { Handler } from "../context";
import { unsupported } from "../errors";
import { requireTask, state } from "../tasks";
import type * as ccc from "../types";

export const PauseAutoCalloutTask: Handler<ccc.PauseAutoCalloutTaskRequest, ccc.PauseAutoCalloutTaskResponse> = (
  context,
  { TaskId },
) => {
  const task = requireTask(context, TaskId);
  const early = task.state === state.initial && context.dialect.pauseInitial === "ok";
  if (task.state !== state.running && !early) throw unsupported("Only a running task can be paused.");
  task.state = state.paused;
  return {};
};
