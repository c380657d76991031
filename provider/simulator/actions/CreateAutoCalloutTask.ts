import type { Context, Handler } from "../context";
import { invalid, invalidValue } from "../errors";
import { advance, state } from "../tasks";
import type * as ccc from "../types";

type Request = ccc.CreateAutoCalloutTaskRequest;

/** The service dials by itself from NotBefore on. */
export const CreateAutoCalloutTask: Handler<Request, ccc.CreateAutoCalloutTaskResponse> = (context, request) => {
  check(request, context);
  const { SdkAppId: _, NotBefore, NotAfter, Callees, Callers, Name, Description, IvrId, ...settings } = request;
  const { dialect } = context;
  const taskId = context.data.newId();
  const task = {
    taskId,
    name: Name ?? "",
    description: Description ?? "",
    notBefore: NotBefore,
    notAfter: NotAfter || null,
    callers: Callers,
    callees: (dialect.duplicateCallees === "merged" ? [...new Set(Callees)] : Callees).map((callee) => ({
      callee,
      state: 0,
      sessions: [],
    })),
    ivrId: IvrId ?? 0,
    maxRingSeconds: request.MaxRingTimeoutSecond ?? null,
    state: state.initial as number,
    endsAt: null,
    settings,
  };
  context.centre.calloutTasks.set(taskId, task);
  advance(task, context);
  return { TaskId: taskId };
};

function check(
  { Callees, Callers, IvrId, AIAgentId, NotBefore, NotAfter, Tries, RetryInterval }: Request,
  { dialect, seconds }: Context,
): void {
  if (Callees.length === 0) throw invalidValue("Callees must not be empty.");
  if (Callers.length === 0) throw invalidValue("Callers must not be empty.");
  if (!IvrId && !AIAgentId) throw invalid("IvrId or AIAgentId must be given.");
  if (NotBefore < 0) throw invalidValue("NotBefore must be a Unix timestamp in seconds.");
  if (NotBefore < seconds && dialect.taskStartPast !== "starts")
    throw invalidValue("NotBefore must not be in the past.");
  if (new Set(Callees).size < Callees.length && dialect.duplicateCallees === "InvalidParameterValue") {
    throw invalidValue("Callees must not hold a number twice.");
  }
  if (NotAfter && NotAfter <= NotBefore) throw invalidValue("NotAfter must be later than NotBefore.");
  if (Tries !== undefined && (Tries < 1 || Tries > 3)) throw invalidValue("Tries must be from 1 to 3.");
  if (RetryInterval !== undefined && (RetryInterval < 600 || RetryInterval > 86400)) {
    throw invalidValue("RetryInterval must be from 600 to 86400 seconds.");
  }
}
