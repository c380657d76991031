import assert from "node:assert/strict";
import { type Dialect, dialectValues } from "../../../provider/simulator";
import { type Centre, type Failure, failureOf, withCentre } from "../centre";
import { creates, declared, living, tasks } from "./tasks";

/** Under each reading of which questions it is that lag. */
async function withLag(writeDelayMs: number, body: (centre: Centre) => Promise<void>): Promise<void> {
  for (const writeDelayOf of dialectValues.writeDelayOf as Dialect["writeDelayOf"][]) {
    await withCentre({ dialect: { writeDelayMs, writeDelayOf } }, body);
  }
}

describe("a callout task of a service whose lists lag", () => {
  for (const lag of [400, 3000]) {
    it(`by ${lag} ms is stopped by a destroy right after`, () =>
      withLag(lag, async (centre) => {
        const task = await centre.declare("AutoCalloutTask", declared());
        await task.remove();
        assert.deepEqual(living(centre), []);
      }));

    it(`by ${lag} ms is kept by a refresh right after, and not made again`, () =>
      withLag(lag, async (centre) => {
        const task = await centre.declare("AutoCalloutTask", declared());
        assert.deepEqual(await task.drift(), {});
        assert.equal(creates(centre), 1);
      }));

    it(`by ${lag} ms is stopped when it is replaced right after`, () =>
      withLag(lag, async (centre) => {
        const task = await centre.declare("AutoCalloutTask", declared());
        assert.equal(await task.change({ ...declared(), tries: 2 }), "replace");
        assert.deepEqual(living(centre), [task.outs.taskId]);
      }));

    it(`by ${lag} ms is paused right after`, () =>
      withLag(lag, async (centre) => {
        centre.sim.dialect.pauseInitial = "ok";
        const task = await centre.declare("AutoCalloutTask", declared());
        await task.change({ ...task.inputs, paused: true });
        assert.deepEqual([tasks(centre)[0]!.state, task.outs.state], [5, "paused"]);
      }));

    it(`by ${lag} ms is not made again by the run after one that died`, () =>
      withLag(lag, async (centre) => {
        const declaration = declared();
        // The run dies with the answer: nothing of it is in the state.
        const { arrived, release } = centre.sim.hold({ action: "CreateAutoCalloutTask", when: "after" });
        void centre.declare("AutoCalloutTask", declaration).catch(() => undefined);
        await arrived;
        const task = await centre.declare("AutoCalloutTask", declaration);
        assert.deepEqual([creates(centre), living(centre)], [1, [task.outs.taskId]]);
        release();
      }));
  }

  it("beyond patience is kept in the state with its id; the next run looks on, makes no other, and pauses it", () =>
    withCentre({ dialect: { writeDelayMs: 600_000 } }, async (centre) => {
      centre.sim.dialect.pauseInitial = "ok";
      const declaration = { ...declared(), paused: true };
      const {
        message,
        declared: kept,
        reasons,
      } = (await failureOf(centre.declare("AutoCalloutTask", declaration))) as Failure;
      const { taskId } = tasks(centre)[0]!;
      const told = `the service accepted AutoCalloutTask ${taskId} and does not show it yet, so nobody knows whether it will call. It is kept in the state: run \`pulumi up\` again, which looks for it and makes no other`;
      assert.deepEqual([message, reasons], [told, [told]]);
      assert.equal(kept!.outs.taskId, taskId);
      assert.equal((await failureOf(kept!.change(declaration))).message, told);
      centre.sim.dialect.writeDelayMs = 0;
      assert.equal(await kept!.change(declaration), "update");
      assert.deepEqual([creates(centre), tasks(centre)[0]!.state, kept!.outs.unshown], [1, 5, undefined]);
    }));

  it("beyond patience is stopped by a destroy all the same", () =>
    withCentre({ dialect: { writeDelayMs: 600_000 } }, async (centre) => {
      const { declared: kept } = (await failureOf(centre.declare("AutoCalloutTask", declared()))) as Failure;
      await kept!.remove();
      assert.deepEqual(living(centre), []);
    }));
});

describe("a callout task of a service that fails to say", () => {
  const failing = (centre: Centre, action: string) =>
    centre.sim.faults.push({ action, times: Number.POSITIVE_INFINITY, kind: { code: "InternalError.DBError" } });

  for (const action of ["DescribeAutoCalloutTask", "DescribeAutoCalloutTasks"]) {
    it(`(${action}) what it is, is not dialled a second time`, () =>
      withCentre({}, async (centre) => {
        const declaration = { ...declared(Math.floor(Date.now() / 1000) - 60), startNow: true };
        await centre.declare("AutoCalloutTask", declaration);
        failing(centre, action);
        const { message } = await failureOf(centre.declare("AutoCalloutTask", declaration));
        assert.match(message, /^creating AutoCalloutTask "it" failed: .*InternalError\.DBError/);
        centre.sim.faults.length = 0;
        await centre.declare("AutoCalloutTask", declaration);
        assert.equal(creates(centre), 1);
      }));

    it(`(${action}) whether it was made keeps its id, and the next run ends`, () =>
      withCentre({}, async (centre) => {
        const hold = centre.sim.hold({ action: "CreateAutoCalloutTask" });
        const declaration = declared();
        const making = failureOf(centre.declare("AutoCalloutTask", declaration));
        await hold.arrived;
        failing(centre, action);
        hold.release();
        const { message, declared: kept } = (await making) as Failure;
        assert.match(message, /the service accepted AutoCalloutTask \d+ and does not show it yet \(.*DBError.*\)/);
        centre.sim.faults.length = 0;
        assert.equal(await kept!.change(declaration), "update");
        assert.deepEqual([creates(centre), living(centre)], [1, [kept!.outs.taskId]]);
      }));

    it(`(${action}) whether it is there is neither dropped by a refresh nor taken for gone by a destroy`, () =>
      withCentre({}, async (centre) => {
        const task = await centre.declare("AutoCalloutTask", declared());
        failing(centre, action);
        if (action === "DescribeAutoCalloutTask") {
          await failureOf(task.drift());
          await failureOf(task.remove());
          assert.equal(living(centre).length, 1);
        }
        centre.sim.faults.length = 0;
        await task.remove();
        assert.deepEqual(living(centre), []);
      }));
  }
});
