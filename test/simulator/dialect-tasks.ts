import { type Cases, future, page, past, type Setup, task } from "./dialect-support";
import { app, codeOf } from "./support";

const settings = { SdkAppId: app, Callers: ["0086755"], NotBefore: future };
const made = async ({ client }: Setup, more: object) => {
  const request = { ...settings, Callees: ["0086130"], IvrId: 1, ...more };
  return { SdkAppId: app, TaskId: (await client.CreateAutoCalloutTask(request)).TaskId! };
};
const stateOf = async ({ client }: Setup, one: { SdkAppId: number; TaskId: number }) =>
  (await client.DescribeAutoCalloutTask(one)).State;
const recordOf = ({ sim }: Setup, { TaskId }: { TaskId: number }) => sim.data.instance(app).calloutTasks.get(TaskId)!;

/** What callout tasks do under each reading. */
export const tasks = {
  taskStartPast: [
    (setup) => codeOf(task(setup, past)),
    ["starts", "ok"],
    ["InvalidParameterValue", "InvalidParameterValue"],
  ],
  duplicateCallees: [
    async (setup) => {
      const twice = made(setup, { Callees: ["0086130", "0086130"] });
      const code = await codeOf(twice);
      return code === "ok" ? recordOf(setup, await twice).callees.length : code;
    },
    ["kept", 2],
    ["merged", 1],
    ["InvalidParameterValue", "InvalidParameterValue"],
  ],
  taskNameUnset: [
    async (setup) => (await setup.client.DescribeAutoCalloutTask(await made(setup, {}))).Name?.replace(/\d+/, "N"),
    ["empty", ""],
    ["generated", "task-N"],
  ],
  stopGoesTo: [
    async (setup) => {
      const one = await task(setup, past);
      await setup.client.StopAutoCalloutTask(one);
      return (await setup.client.DescribeAutoCalloutTask(one)).State;
    },
    ["4", 4],
    ["3-then-4", 3],
  ],
  endingMs: [
    async (setup) => {
      setup.sim.dialect.stopGoesTo = "3-then-4";
      const one = await task(setup, past);
      await setup.client.StopAutoCalloutTask(one);
      return (await setup.client.DescribeAutoCalloutTask(one)).State;
    },
    [0, 4],
    [60_000, 3],
  ],
  stopFinished: [
    async (setup) => {
      const one = await task(setup, past);
      await setup.client.StopAutoCalloutTask(one);
      return codeOf(setup.client.StopAutoCalloutTask(one));
    },
    ["UnsupportedOperation", "UnsupportedOperation"],
    ["ok", "ok"],
  ],
  pauseInitial: [
    async (setup) => {
      const one = await task(setup, future);
      const code = await codeOf(setup.client.PauseAutoCalloutTask(one));
      return [code, (await setup.client.DescribeAutoCalloutTask(one)).State];
    },
    ["refuse", ["UnsupportedOperation", 0]],
    ["ok", ["ok", 5]],
  ],
  stoppedListed: [
    async (setup) => {
      const one = await task(setup, past);
      await setup.client.StopAutoCalloutTask(one);
      return (await setup.client.DescribeAutoCalloutTasks(page)).Tasks?.length;
    },
    [true, 1],
    [false, 0],
  ],
  notAfterUnset: [
    async (setup) => (await setup.client.DescribeAutoCalloutTask(await task(setup, future))).NotAfter,
    ["null", null],
    ["0", 0],
    ["absent", undefined],
  ],
  stopInitial: [
    async (setup) => {
      const one = await task(setup, future);
      return [await codeOf(setup.client.StopAutoCalloutTask(one)), await stateOf(setup, one)];
    },
    ["ok", ["ok", 4]],
    ["UnsupportedOperation", ["UnsupportedOperation", 0]],
  ],
  stopPaused: [
    async (setup) => {
      const one = await task(setup, past);
      await setup.client.PauseAutoCalloutTask(one);
      return [await codeOf(setup.client.StopAutoCalloutTask(one)), await stateOf(setup, one)];
    },
    ["ok", ["ok", 4]],
    ["UnsupportedOperation", ["UnsupportedOperation", 5]],
  ],
  resumeNotPaused: [
    async (setup) => codeOf(setup.client.ResumeAutoCalloutTask(await task(setup, past))),
    ["UnsupportedOperation", "UnsupportedOperation"],
    ["ok", "ok"],
  ],
  notAfterEndsPaused: [
    async (setup) => {
      const one = await task(setup, past);
      await setup.client.PauseAutoCalloutTask(one);
      recordOf(setup, one).notAfter = past + 1;
      const paused = await stateOf(setup, one);
      const code = await codeOf(setup.client.ResumeAutoCalloutTask(one));
      return [paused, code, await stateOf(setup, one)];
    },
    [true, [4, "UnsupportedOperation", 4]],
    [false, [5, "ok", 4]],
  ],
  unknownTask: [
    async ({ client }) => {
      const one = { SdkAppId: app, TaskId: 9 };
      return new Set([
        await codeOf(client.StopAutoCalloutTask(one)),
        await codeOf(client.PauseAutoCalloutTask(one)),
        await codeOf(client.ResumeAutoCalloutTask(one)),
      ]);
    },
    ["InvalidParameterValue", new Set(["InvalidParameterValue"])],
    ["InternalError.DBError", new Set(["InternalError.DBError"])],
  ],
  ivrUnset: [
    async (setup) =>
      (await setup.client.DescribeAutoCalloutTask(await made(setup, { IvrId: undefined, AIAgentId: 3 }))).IvrId,
    ["0", 0],
    ["absent", undefined],
  ],
  taskPageLimit: [
    async (setup) => {
      setup.sim.dialect.pageTooLarge = "clamped";
      for (let i = 0; i < 60; i++) await task(setup, future);
      return (await setup.client.DescribeAutoCalloutTasks(page)).Tasks?.length;
    },
    ["none", 60],
    [50, 50],
    [20, 20],
  ],
  taskPageBase: [
    async (setup) => {
      for (let i = 0; i < 3; i++) await task(setup, future);
      const list = async (PageNumber: number) =>
        (await setup.client.DescribeAutoCalloutTasks({ ...page, PageSize: 2, PageNumber })).Tasks?.length;
      return [await list(0), await list(1), await list(2)];
    },
    ["0", [2, 1, 0]],
    ["0-and-1", [2, 2, 1]],
  ],
} satisfies Partial<Cases>;
