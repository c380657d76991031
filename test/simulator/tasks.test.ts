import assert from "node:assert/strict";
import type { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import { app, codeOf, withSimulator } from "./support";

const start = 2_000_000_000;
const task = {
  SdkAppId: app,
  NotBefore: start,
  Callees: ["008613000000001", "008613000000002"],
  Callers: ["008675500000001"],
  IvrId: 7,
  Name: "survey",
  Description: "spring survey",
};

/** The state that the service shows, and whether a paused or stopped task says the same in the list. */
async function stateOf(client: Client, TaskId: number): Promise<number | undefined> {
  const { State } = await client.DescribeAutoCalloutTask({ SdkAppId: app, TaskId });
  const { Tasks } = await client.DescribeAutoCalloutTasks({ SdkAppId: app, PageNumber: 0, PageSize: 50 });
  assert.equal(Tasks?.find((one) => one.TaskId === TaskId)?.State, State);
  return State;
}

describe("simulator: callout tasks", () => {
  it("starts by the clock, can be paused, resumed and stopped, and ends at NotAfter", () => {
    let seconds = start - 100;
    return withSimulator({ now: () => seconds * 1000 }, async ({ client }) => {
      const made = await client.CreateAutoCalloutTask({ ...task, NotAfter: start + 100 });
      const one = { SdkAppId: app, TaskId: made.TaskId! };
      const shown = await client.DescribeAutoCalloutTask(one);
      assert.deepEqual(
        [shown.Name, shown.Description, shown.State, shown.NotAfter, shown.Callees?.map((callee) => callee.Callee)],
        ["survey", "spring survey", 0, start + 100, task.Callees],
      );
      assert.equal(await codeOf(client.PauseAutoCalloutTask(one)), "UnsupportedOperation");
      seconds = start;
      assert.equal(await stateOf(client, one.TaskId), 1);
      await client.PauseAutoCalloutTask(one);
      assert.equal(await stateOf(client, one.TaskId), 5);
      await client.ResumeAutoCalloutTask(one);
      assert.equal(await stateOf(client, one.TaskId), 1);
      assert.equal(await codeOf(client.ResumeAutoCalloutTask(one)), "UnsupportedOperation");
      seconds = start + 100;
      assert.equal(await stateOf(client, one.TaskId), 4);
      assert.equal(await codeOf(client.StopAutoCalloutTask(one)), "UnsupportedOperation");
      const past = await client.CreateAutoCalloutTask(task);
      assert.equal(await stateOf(client, past.TaskId!), 1);
      assert.equal((await client.DescribeAutoCalloutTask({ SdkAppId: app, TaskId: past.TaskId! })).NotAfter, null);
      await client.StopAutoCalloutTask({ SdkAppId: app, TaskId: past.TaskId! });
      assert.equal(await stateOf(client, past.TaskId!), 4);
    });
  });

  it("refuses what the service's documentation rules out", () =>
    withSimulator({}, async ({ client }) => {
      const create = (change: object) => codeOf(client.CreateAutoCalloutTask({ ...task, ...change }));
      assert.equal(await create({ IvrId: undefined }), "InvalidParameter");
      assert.equal(await create({ Tries: 4 }), "InvalidParameterValue");
      assert.equal(await create({ RetryInterval: 599 }), "InvalidParameterValue");
      assert.equal(await create({ NotAfter: start }), "InvalidParameterValue");
      assert.equal(await create({ Callees: [] }), "InvalidParameterValue");
      assert.equal(await create({ IvrId: undefined, AIAgentId: 3, Tries: 3, NotAfter: 0 }), "ok");
      const unknown = { SdkAppId: app, TaskId: 99 };
      assert.equal(await codeOf(client.StopAutoCalloutTask(unknown)), "InvalidParameterValue");
      assert.equal(await codeOf(client.DescribeAutoCalloutTask(unknown)), "InvalidParameterValue");
    }));

  it("can be moved by hand", () =>
    withSimulator({}, async ({ client, sim }) => {
      const { TaskId } = await client.CreateAutoCalloutTask({ ...task, Tries: 2 });
      const record = sim.data.instance(app).calloutTasks.get(TaskId!)!;
      assert.equal(record.settings.Tries, 2);
      record.state = 2;
      assert.equal(await stateOf(client, TaskId!), 2);
      sim.data.instance(app).calloutTasks.delete(TaskId!);
      const list = await client.DescribeAutoCalloutTasks({ SdkAppId: app, PageNumber: 0, PageSize: 50 });
      assert.deepEqual(list.Tasks, []);
    }));
});
