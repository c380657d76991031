import assert from "node:assert/strict";
import type { CalloutTaskRecord } from "../../../provider/simulator";
import type { Life } from "./life";

/** Far enough for every clock in the test. */
const notBefore = Math.floor(Date.now() / 1000) + 30 * 86_400;

export async function calloutTaskLife(life: Life): Promise<void> {
  const { centre } = life;
  addOldTasks(life);
  const first = { notBefore, callers: ["008675500000001"], callees: ["+86 138 0013 8000"], ivrId: 42 };
  const calling = await centre.declare("AutoCalloutTask", first, "calling");
  const tasks = (): CalloutTaskRecord[] => [...centre.data.calloutTasks.values()].filter(({ taskId }) => taskId > OLD);
  const record = (): CalloutTaskRecord => centre.data.calloutTasks.get(Number(calling.outs.taskId))!;
  const numbers = (): string[] => record().callees.map(({ callee }) => callee);
  await life.step(
    "create",
    async () => undefined,
    () => {
      assert.deepEqual([tasks().length, record().notBefore, numbers()], [1, notBefore, ["008613800138000"]]);
    },
  );
  await life.calm("create", calling);
  await life.step(
    "create again, the state lost",
    () => centre.declare("AutoCalloutTask", first, "calling"),
    () => assert.deepEqual(tasks(), [record()]),
  );
  const callees = ["+86 138 0013 8000", { callee: "+86 138 0013 8001", uui: "second" }];
  const done = await life.change("callees", calling, { ...first, callees }, (now) => {
    const called = ["008613800138000", "008613800138001"].slice(0, (now.callees as unknown[]).length);
    assert.deepEqual(numbers(), called);
    assert.deepEqual(living(tasks()), [record()]);
  });
  if (!done) return;
  record().state = 1;
  await life.change("paused", calling, { ...calling.inputs, paused: true }, () => assert.equal(record().state, 5));
  await life.byHand(
    "paused",
    calling,
    () => Object.assign(record(), { state: 1 }),
    () => {
      assert.equal(record().state, 5);
    },
  );
  await life.change("resumed", calling, { ...calling.inputs, paused: false }, () => assert.notEqual(record().state, 5));
  const stop = async (name: string): Promise<void> => {
    const stopped = (): void => assert.deepEqual(living(tasks()), []);
    // Whom the service does not let stop it, the user is told to.
    if (!(await life.step(name, () => calling.remove(), stopped))) record().state = 4;
  };
  await stop("delete");
  record().state = 5;
  await stop("delete, paused");
  await life.step(
    "delete twice",
    () => calling.remove(),
    () => assert.deepEqual(living(tasks()), []),
  );
  await life.step(
    "create paused",
    () => centre.declare("AutoCalloutTask", { ...first, paused: true, run: "2" }, "paused"),
    () =>
      assert.deepEqual(
        living(tasks()).map((task) => task.state),
        [5],
      ),
  );
  if (/could not be stopped either: stop it/.test(life.failures["AutoCalloutTask: create paused"] ?? "")) return;
  for (const task of living(tasks())) assert.equal(task.state, 5, "a task that was to be paused must not ring");
}

const OLD = 200;

/** More tasks than are on one page, all of them over. */
function addOldTasks({ centre }: Life): void {
  for (let taskId = OLD - 110; taskId < OLD; taskId += 1) {
    const over = {
      state: 2,
      endsAt: null,
      notBefore: 1,
      notAfter: null,
      settings: {} as CalloutTaskRecord["settings"],
    };
    const callees = ["008613900000007", "008613900000008", "008613900000009"];
    centre.data.calloutTasks.set(taskId, {
      ...{
        taskId,
        name: `old ${taskId}`,
        description: "",
        callers: ["008675500000001"],
        ivrId: 1,
        maxRingSeconds: null,
      },
      ...over,
      callees: callees.map((callee) => ({ callee, state: 1, sessions: [] })),
    });
  }
}

function living(tasks: CalloutTaskRecord[]): CalloutTaskRecord[] {
  return tasks.filter(({ state }) => state === 0 || state === 1 || state === 5);
}
