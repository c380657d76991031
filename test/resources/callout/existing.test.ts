import assert from "node:assert/strict";
import type { CalloutTaskRecord } from "../../../provider/simulator";
import { urnOf } from "../../core/thing";
import { type Centre, failureOf, withCentre } from "../centre";
import { byHand, callees, creates, declared, living, tasks, tomorrow } from "./tasks";

const calling = (numbers: string[]) => numbers.map((callee) => ({ callee, state: 0, sessions: [] }));

/** A program that declares what is there already. */
const withOne = (more: Partial<CalloutTaskRecord>, body: (centre: Centre, at: number, id: number) => Promise<void>) =>
  withCentre({}, async (centre) => {
    const at = tomorrow();
    await body(centre, at, byHand(centre, at, more));
  });

describe("a callout task that somebody made in the console", () => {
  it("and that looks the same is not made a second time: refused with its id and the ways out", () =>
    withOne({}, async (centre, at, id) => {
      const { message } = await failureOf(centre.declare("AutoCalloutTask", declared(at), "it"));
      assert.equal(
        message,
        `creating AutoCalloutTask "it": task ${id} exists already, made elsewhere, and looks the same (start ${new Date(at * 1000).toISOString()}, callers, IVR 42, number of callees 2). ` +
          'Nothing was made, so that nobody is called twice. Set onExisting: "adopt" if it is this one; ' +
          'set onExisting: "ignore" to make another one on purpose, or stop the other in the console',
      );
      assert.deepEqual([creates(centre), living(centre)], [0, [id]]);
    }));

  it("is refused also where callers are spelled otherwise, it runs or is paused, or its callees are others", async () => {
    const same = [
      { callers: ["0755 0000 0001"] },
      { state: 1 },
      { state: 5 },
      { callees: calling(["008613900000001", "008613900000002"]) },
    ];
    for (const more of same) {
      await withOne(more, async (centre, at) => {
        const { message } = await failureOf(centre.declare("AutoCalloutTask", { ...declared(at), onExisting: "fail" }));
        assert.match(message, /exists already, made elsewhere, and looks the same/);
        assert.equal(creates(centre), 0);
      });
    }
  });

  it("and that differs, has ended, or is another resource's keeps nobody from making one", async () => {
    const others = [
      { notBefore: tomorrow() + 5 },
      { callers: ["008675500000002"] },
      { ivrId: 43 },
      { ivrId: 0 },
      { callees: calling(callees.slice(1)) },
      { state: 4 },
      { state: 2 },
      { ...{ description: "November #tccc:0123456789ab" }, callees: calling(["008613900000001", "008613900000002"]) },
    ];
    for (const more of others) {
      await withOne(more, async (centre, at) => {
        await centre.declare("AutoCalloutTask", declared(at));
        assert.equal(creates(centre), 1);
      });
    }
  });

  it("of an AI agent looks the same as another one that has no flow", () =>
    withOne({ ivrId: 0 }, async (centre, at) => {
      const { ivrId: _, ...rest } = declared(at);
      const { message } = await failureOf(centre.declare("AutoCalloutTask", { ...rest, aiAgentId: 7 }));
      assert.match(message, /looks the same \(start .*, callers, an AI agent, number of callees 2\)/);
    }));

  it("becomes this resource with onExisting: adopt, which is no part of the declaration", () =>
    withOne({}, async (centre, at, id) => {
      const task = await centre.declare("AutoCalloutTask", { ...declared(at), onExisting: "adopt" });
      assert.deepEqual([task.outs.taskId, creates(centre)], [id, 0]);
      const [notice] = centre.said("took over existing AutoCalloutTask");
      assert.match(
        notice!,
        new RegExp(
          `took over existing AutoCalloutTask ${id}, which was made elsewhere and cannot be edited\\. Tries, times of the day, variables, uui, agent and what follows a call cannot be read, so nobody can say whether they are as declared`,
        ),
      );
      assert.deepEqual(await task.drift(), {});
      assert.equal(await task.change(declared(at)), "update");
      assert.deepEqual([task.outs.taskId, creates(centre), living(centre)], [id, 0, [id]]);
      // From now on it is as any other: replaced before its start, and stopped when it is removed.
      assert.equal(await task.change({ ...declared(at), tries: 2 }), "replace");
      assert.equal(living(centre).length, 1);
      await task.remove();
      assert.deepEqual(living(centre), []);
    }));

  it("that is adopted says what differs, and is refused where it calls others", () =>
    withOne({ notAfter: tomorrow() + 999 }, async (centre, at) => {
      const adopt = { ...declared(at), onExisting: "adopt" };
      const others = { ...adopt, callees: ["008613900000001", "008613900000002"] };
      const { message } = await failureOf(centre.declare("AutoCalloutTask", others));
      assert.match(message, /but it calls others than are declared\. Nothing was made/);
      assert.doesNotMatch(message, /13900000001/);
      await centre.declare("AutoCalloutTask", adopt);
      assert.equal(centre.said("It differs in notAfter.").length, 1);
    }));

  it("beside another of the same looks is not adopted", () =>
    withOne({}, async (centre, at, id) => {
      const second = byHand(centre, at);
      const { message } = await failureOf(
        centre.declare("AutoCalloutTask", { ...declared(at), onExisting: "adopt" }, "it"),
      );
      assert.match(message, new RegExp(`tasks ${second}, ${id} exist already, .* Stop all but one in the console`));
    }));

  it("is left alone with onExisting: ignore, and another one is made, once", () =>
    withOne({}, async (centre, at, id) => {
      const declaration = { ...declared(at), onExisting: "ignore" };
      const task = await centre.declare("AutoCalloutTask", declaration);
      const again = await centre.declare("AutoCalloutTask", { ...declaration, onExisting: "fail" });
      assert.deepEqual([again.id, creates(centre), living(centre).length], [task.id, 1, 2]);
      await task.remove();
      assert.deepEqual(living(centre), [id]);
    }));

  it("is seen before the task that it would keep from being replaced is stopped", () =>
    withCentre({}, async (centre) => {
      const at = tomorrow();
      const task = await centre.declare("AutoCalloutTask", declared(at));
      const other = byHand(centre, at);
      const before = living(centre);
      const { message } = await failureOf(task.change({ ...declared(at), tries: 2 }));
      assert.match(
        message,
        new RegExp(`^replacing AutoCalloutTask "it": task ${other} exists already, made elsewhere`),
      );
      assert.match(message, new RegExp(`\\nTask ${task.outs.taskId}, which was to be replaced, was left as it was$`));
      assert.deepEqual([living(centre), centre.writes()], [before, ["CreateAutoCalloutTask"]]);
      assert.equal(await task.change(declared(at)), "same");
      assert.equal(await task.change({ ...declared(at), tries: 2, onExisting: "ignore" }), "replace");
      assert.deepEqual([living(centre).length, creates(centre)], [2, 2]);
    }));

  it("or a start that has passed keeps a task that is to be replaced from being stopped", () =>
    withCentre({}, async (centre) => {
      const task = await centre.declare("AutoCalloutTask", declared());
      const passed = declared(Math.floor(Date.now() / 1000) - 60);
      const { message } = await failureOf(task.change(passed));
      assert.match(message, /has passed, so phones would ring at once.*\nTask \d+, .* was left as it was$/);
      assert.deepEqual(living(centre), [task.outs.taskId]);
    }));

  it("that cannot be paused as declared is left as it was", () =>
    withOne({}, async (centre, at, id) => {
      const { message } = await failureOf(
        centre.declare("AutoCalloutTask", { ...declared(at), onExisting: "adopt", paused: true }),
      );
      assert.match(message, /Only a running task can be paused.*\nIt was made elsewhere, so it was left as it was$/);
      assert.deepEqual(living(centre), [id]);
    }));
});

describe("a callout task of the provider's own that no resource of the program has", () => {
  const refused = (id: unknown) =>
    new RegExp(
      `task ${id} exists already, made by a resource that this program, as it is now, does not have, and looks the same .*` +
        'give the old name as an alias \\(aliases: \\[\\{ name: "…" \\}\\]\\); if it was taken out, run `pulumi up` without this one first',
    );

  it("is not doubled by another declaration that calls one of the same people", () =>
    withCentre({}, async (centre) => {
      const at = tomorrow();
      const lost = await centre.declare("AutoCalloutTask", declared(at));
      const others = [{ tries: 2 }, { run: "2" }, { name: "November" }, { callees: [callees[0]!, "008613900000001"] }];
      for (const other of others) {
        const { message } = await failureOf(centre.declare("AutoCalloutTask", { ...declared(at), ...other }));
        assert.match(message, refused(lost.outs.taskId));
      }
      assert.deepEqual([creates(centre), living(centre)], [1, [lost.outs.taskId]]);
      // Two names are two tasks.
      tasks(centre)[0]!.name = "October";
      await centre.declare("AutoCalloutTask", { ...declared(at), name: "November" }).then((other) => other.remove());
      const adopted = await centre.declare("AutoCalloutTask", { ...declared(at), tries: 2, onExisting: "adopt" });
      assert.deepEqual([adopted.id, creates(centre)], [lost.id, 2]);
      await centre.declare("AutoCalloutTask", { ...declared(at), tries: 3, onExisting: "ignore" });
      assert.equal(creates(centre), 3);
    }));

  it("is not doubled by its resource when that is renamed without an alias and changed, while it runs too", () =>
    withCentre({}, async (centre) => {
      const past = { ...declared(Math.floor(Date.now() / 1000) - 60), startNow: true };
      const old = await centre.declare("AutoCalloutTask", { ...past, run: "1" }, "old");
      const { message } = await failureOf(centre.declare("AutoCalloutTask", { ...past, run: "2" }, "new"));
      assert.match(message, refused(old.outs.taskId));
      assert.deepEqual(living(centre), [old.outs.taskId]);
      // What the message says helps.
      old.rename("new");
      assert.equal(await old.change({ ...past, run: "2" }), "replace");
      assert.deepEqual([living(centre), creates(centre)], [[old.outs.taskId], 2]);
    }));

  it("is told from those of the program's other resources, in whatever order they come", () =>
    withCentre({}, async (centre) => {
      const at = tomorrow();
      const program = { one: { ...declared(at), tries: 1 }, two: { ...declared(at), tries: 2 } };
      // Neither is in a state; the second was made by a run that died.
      const first = centre.process();
      const two = await centre.declare("AutoCalloutTask", program.two, "two", first);
      const second = centre.process();
      await second.AutoCalloutTask.check!({}, { ...program.two, ...internal("two") });
      const one = await centre.declare("AutoCalloutTask", program.one, "one", second);
      assert.equal((await centre.declare("AutoCalloutTask", program.two, "two", second)).id, two.id);
      // Both are: each is changed, the other one was not compared yet.
      const third = centre.process();
      await third.AutoCalloutTask.check!(
        { ...two.inputs, __identity: `${urnOf("AutoCalloutTask", "two")}#0123456789ab` },
        { ...program.two, tries: 3, ...internal("two") },
      );
      assert.equal(await one.change({ ...program.one, uui: "x" }, third), "replace");
      assert.equal(await two.change({ ...program.two, tries: 3 }, third), "replace");
      assert.deepEqual(living(centre), [one.outs.taskId, two.outs.taskId]);
    }));
});

/** What the constructor gives with the arguments. */
const internal = (name: string) => ({
  __identity: urnOf("AutoCalloutTask", name),
  __told: JSON.stringify({ self: `AutoCalloutTask/${name}` }),
});

describe("a callout task that was stopped by hand before its start", () => {
  const stopped = (centre: Centre): void => {
    for (const task of tasks(centre)) task.state = 4;
  };

  it("stays finished when its resource is renamed without an alias, and dials again with another run", () =>
    withCentre({}, async (centre) => {
      const declaration = declared();
      const old = await centre.declare("AutoCalloutTask", declaration, "old");
      stopped(centre);
      const run = centre.process();
      const renamed = await centre.declare("AutoCalloutTask", declaration, "new", run);
      await old.remove(run);
      assert.deepEqual([creates(centre), renamed.id, renamed.outs.state], [1, old.id, "stopped"]);
      assert.equal(
        centre.said("another name in this stack, which is stopped: nobody is called again unless `run` changes").length,
        1,
      );
      assert.equal(await renamed.change({ ...declaration, run: "2" }), "replace");
      assert.deepEqual([creates(centre), living(centre).length], [2, 1]);
    }));

  it("is told from one that a replacement stopped: changed and put back, it is made again, also under a new name", () =>
    withCentre({}, async (centre) => {
      const declaration = declared();
      for (const name of ["t", "u"]) {
        const task = await centre.declare("AutoCalloutTask", declaration, "t");
        task.rename(name);
        assert.equal(await task.change(declaration), "same");
        assert.equal(await task.change({ ...declaration, tries: 2 }), "replace");
        assert.equal(await task.change(declaration), "replace");
        assert.deepEqual([living(centre), task.outs.state], [[task.outs.taskId], "initial"]);
        await task.remove();
      }
      assert.equal(creates(centre), 6);
    }));

  it("stays finished once that was seen, though the list shows it no more", () =>
    withCentre({}, async (centre) => {
      const declaration = declared();
      const task = await centre.declare("AutoCalloutTask", declaration);
      stopped(centre);
      await task.refresh();
      centre.sim.dialect.stoppedListed = false;
      assert.deepEqual(await task.drift(), {});
      assert.equal(await task.change({ ...declaration, startNow: true }), "update");
      assert.deepEqual([task.outs.state, creates(centre)], ["stopped", 1]);
      await task.remove();
      assert.deepEqual(living(centre), []);
    }));

  it("by this very run does not keep another resource from dialling", () =>
    withCentre({}, async (centre) => {
      const declaration = declared();
      const one = await centre.declare("AutoCalloutTask", declaration, "one");
      const run = centre.process();
      await one.change({ ...declaration, tries: 2 }, run);
      await centre.declare("AutoCalloutTask", declaration, "two", run);
      assert.deepEqual([creates(centre), living(centre).length], [3, 2]);
    }));
});
