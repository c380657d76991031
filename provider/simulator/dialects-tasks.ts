/** What the service's documentation leaves open about callout tasks. */
export interface TaskDialect {
  /** NotBefore in the past: the task starts at once, or the call is refused [CreateAutoCalloutTask]. */
  taskStartPast: "starts" | "InvalidParameterValue";
  /** A number given twice: called twice, called once, or refused [CreateAutoCalloutTask: "duplicates in Callees"]. */
  duplicateCallees: "kept" | "merged" | "InvalidParameterValue";
  /** The name of a task that was given none [CreateAutoCalloutTask: "default Name when omitted"]. */
  taskNameUnset: "empty" | "generated";
  /** State after a stop or at NotAfter [StopAutoCalloutTask]. */
  stopGoesTo: "4" | "3-then-4";
  /** How long a task stays in state 3, in milliseconds of the simulator's clock. */
  endingMs: number;
  /** Stopping a task before its start, state 0 [StopAutoCalloutTask]. */
  stopInitial: "ok" | "UnsupportedOperation";
  /** Stopping a paused task, state 5 [StopAutoCalloutTask]. */
  stopPaused: "ok" | "UnsupportedOperation";
  /** Stopping a task that is completed, ending or stopped [StopAutoCalloutTask]. */
  stopFinished: "UnsupportedOperation" | "ok";
  /** Pausing a task that has not started [PauseAutoCalloutTask]. */
  pauseInitial: "refuse" | "ok";
  /** Resuming a task that is not paused [ResumeAutoCalloutTask]. */
  resumeNotPaused: "UnsupportedOperation" | "ok";
  /** Whether NotAfter ends a paused task [PauseAutoCalloutTask]; one that it does not end can be resumed, and then ends. */
  notAfterEndsPaused: boolean;
  /** A task that does not exist [Stop-, Pause- and ResumeAutoCalloutTask]. */
  unknownTask: "InvalidParameterValue" | "InternalError.DBError";
  /** Whether stopped tasks (state 4) stay in lists and can be described. */
  stoppedListed: boolean;
  /** How a task without an end shows NotAfter. */
  notAfterUnset: "null" | "0" | "absent";
  /** How a task of an AI agent shows IvrId [DescribeAutoCalloutTask]. */
  ivrUnset: "0" | "absent";
  /** Largest PageSize, if there is one; `pageTooLarge` says what a larger one does [DescribeAutoCalloutTasks]. */
  taskPageLimit: "none" | 50 | 20;
  /** Number of the first page; 0 in the example. `0-and-1`: counted from 1, and 0 means the first one too [DescribeAutoCalloutTasks]. */
  taskPageBase: "0" | "0-and-1";
}

export const defaultTaskDialect: Readonly<TaskDialect> = {
  taskStartPast: "starts",
  duplicateCallees: "kept",
  taskNameUnset: "empty",
  stopGoesTo: "4",
  endingMs: 1000,
  stopInitial: "ok",
  stopPaused: "ok",
  stopFinished: "UnsupportedOperation",
  pauseInitial: "refuse",
  resumeNotPaused: "UnsupportedOperation",
  notAfterEndsPaused: true,
  unknownTask: "InvalidParameterValue",
  stoppedListed: true,
  notAfterUnset: "null",
  ivrUnset: "0",
  taskPageLimit: "none",
  taskPageBase: "0",
};

export const taskDialectValues: { readonly [K in keyof TaskDialect]: readonly TaskDialect[K][] } = {
  taskStartPast: ["starts", "InvalidParameterValue"],
  duplicateCallees: ["kept", "merged", "InvalidParameterValue"],
  taskNameUnset: ["empty", "generated"],
  stopGoesTo: ["4", "3-then-4"],
  endingMs: [],
  stopInitial: ["ok", "UnsupportedOperation"],
  stopPaused: ["ok", "UnsupportedOperation"],
  stopFinished: ["UnsupportedOperation", "ok"],
  pauseInitial: ["refuse", "ok"],
  resumeNotPaused: ["UnsupportedOperation", "ok"],
  notAfterEndsPaused: [true, false],
  unknownTask: ["InvalidParameterValue", "InternalError.DBError"],
  stoppedListed: [true, false],
  notAfterUnset: ["null", "0", "absent"],
  ivrUnset: ["0", "absent"],
  taskPageLimit: ["none", 50, 20],
  taskPageBase: ["0", "0-and-1"],
};
