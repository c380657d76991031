import type { CalloutTaskRecord } from "../../../provider/simulator";
import type { Centre } from "../centre";

/** A day from now on: the simulator's clock runs a hundred times as fast as the provider's, a day are 15 minutes. */
export const tomorrow = (): number => Math.floor(Date.now() / 1000) + 86_400;

export const callees = ["008613800138765", "008613800138766"];
export const callers = ["008675500000001"];

/** What most tests declare. */
export const declared = (notBefore = tomorrow()) => ({ notBefore, callers, callees, ivrId: 42 });

export const tasks = ({ data }: Centre): CalloutTaskRecord[] => [...data.calloutTasks.values()];
export const living = (centre: Centre): number[] =>
  tasks(centre).flatMap(({ state, taskId }) => ([0, 1, 5].includes(state) ? [taskId] : []));
export const creates = (centre: Centre): number =>
  centre.writes().filter((one) => one === "CreateAutoCalloutTask").length;

/** A task that somebody made in the console. */
export function byHand({ data, sim }: Centre, notBefore: number, more: Partial<CalloutTaskRecord> = {}): number {
  const taskId = more.taskId ?? sim.data.newId();
  data.calloutTasks.set(taskId, {
    ...{ taskId, name: "By hand", description: "", notBefore, notAfter: null, callers, ivrId: 42 },
    ...{ maxRingSeconds: null, state: 0, endsAt: null, settings: {} as CalloutTaskRecord["settings"] },
    callees: callees.map((callee) => ({ callee, state: 0, sessions: [] })),
    ...more,
  });
  return taskId;
}
