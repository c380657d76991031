import assert from "node:assert/strict";
import type { CalloutTaskRecord } from "../../provider/simulator";
import { type Centre, failureOf, Refused, withCentre } from "./centre";

const soon = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const secretNumber = "008613800138765";
const calling = (notBefore: number) => ({
  notBefore,
  callers: ["008675500000001"],
  callees: [secretNumber],
  ivrId: 42,
});
const tasks = ({ data }: Centre): CalloutTaskRecord[] => [...data.calloutTasks.values()];
const living = (centre: Centre): CalloutTaskRecord[] => tasks(centre).filter(({ state }) => [0, 1, 5].includes(state));
const creates = (centre: Centre): number => centre.writes().filter((one) => one === "CreateAutoCalloutTask").length;
/** The simulator's clock runs a hundred times as fast as the provider's: a day of it are 15 minutes of a test. */
const day = 86_400;

describe("AutoCalloutTask", () => {
  it("is made once, with its marker behind the description, and shows nobody who is called", () =>
    withCentre({}, async (centre) => {
      const task = await centre.declare("AutoCalloutTask", {
        ...calling(soon(day)),
        ...{ description: "November", uui: "secret-uui", variables: { code: "secret-variable" } },
      });
      assert.match(tasks(centre)[0]!.description, /^November #tccc:[0-9a-f]{12}$/);
      const { calleeCount, calleesDigest, state, taskId } = task.outs;
      assert.deepEqual([calleeCount, state, taskId], [1, "initial", tasks(centre)[0]!.taskId]);
      assert.doesNotMatch(String(calleesDigest), /13800138765/);
      const seen = [...centre.lines, JSON.stringify(centre.sim.calls)].join("\n");
      assert.doesNotMatch(seen, /13800138765|secret-uui|secret-variable/);
      assert.deepEqual(await task.drift(), {});
    }));

  it("has a digest of its callees that tells nothing without its key, changes with them and stays with them", () =>
    withCentre({}, async (centre) => {
      const declaration = calling(soon(day));
      const run = centre.process();
      const task = await centre.declare("AutoCalloutTask", declaration, "one", run);
      const other = await centre.declare("AutoCalloutTask", { ...declaration, run: "2" }, "two", run);
      const { calleesDigest, digestKey } = task.outs;
      // Two resources with one list share nothing.
      assert.notEqual(other.outs.calleesDigest, calleesDigest);
      assert.notEqual(other.outs.digestKey, digestKey);
      assert.match(String(digestKey), /^[0-9a-f]{32}$/);
      await task.change({ ...declaration, paused: false });
      await task.refresh();
      assert.deepEqual([task.outs.calleesDigest, task.outs.digestKey], [calleesDigest, digestKey]);
      await task.change({ ...declaration, callees: ["008613800138766"] });
      assert.notEqual(task.outs.calleesDigest, calleesDigest);
    }));

  it("of which the state has no key of the digest is given one by its next update", () =>
    withCentre({}, async (centre) => {
      const declaration = calling(soon(day));
      const task = await centre.declare("AutoCalloutTask", declaration);
      const { digestKey: _, ...outs } = task.outs;
      const handler = centre.process().AutoCalloutTask;
      const urn = "urn:pulumi:stack::project::pulumi-nodejs:dynamic/tccc:AutoCalloutTask::it";
      const internal = { __identity: `${urn}#000000000000` };
      const update = await handler.update!(task.id, { ...internal, ...outs }, { ...internal, ...task.inputs });
      assert.match(String(update.outs.digestKey), /^[0-9a-f]{32}$/);
      const again = await handler.update!(task.id, update.outs, { ...internal, ...task.inputs });
      assert.equal(again.outs.calleesDigest, update.outs.calleesDigest);
    }));

  it("that names one person twice is refused in whatever spelling, with both places and without the number", () =>
    withCentre({}, async (centre) => {
      const callees = [
        "+86 138 0013 8765",
        "010-12345678",
        "13900139000",
        { callee: "138-0013-8765" },
        "+86 10 1234 5678",
      ];
      const error = await centre
        .declare("AutoCalloutTask", { ...calling(soon(day)), callees })
        .catch((reason: unknown) => reason);
      assert.ok(error instanceof Refused);
      const told = (first: number, again: number) =>
        `callees[${again}]: expected each number once, but callees[${first}] and callees[${again}] are the same number, which would be called twice; take one out`;
      assert.deepEqual(error.failures, [told(0, 3), told(1, 4)]);
    }));

  it("with an extension behind a number is refused, never dialled as one number", () =>
    withCentre({}, async (centre) => {
      for (const callee of ["021-12345678-123", "021-12345678转123", "0755-1234567-1", "13800138765,123"]) {
        const error = await centre
          .declare("AutoCalloutTask", { ...calling(soon(day)), callees: [callee] })
          .catch((reason: unknown) => reason);
        assert.ok(error instanceof Refused, callee);
        assert.equal(
          error.message,
          "callees[0]: expected a phone number without extension, or { callee, uui?, variables? }, got another value (not shown, it is secret)",
        );
      }
      assert.equal(creates(centre), 0);
    }));

  it("with a number that is no text, or a Date, is told what to write", () =>
    withCentre({}, async (centre) => {
      for (const date of [new Date(), {}]) {
        const wrong = { ...calling(soon(day)), callees: [13800138765], notBefore: date, variables: { n: 1 } };
        const error = await centre.declare("AutoCalloutTask", wrong).catch((reason: unknown) => reason);
        assert.ok(error instanceof Refused);
        assert.match(
          error.message,
          /^notBefore: expected an instant such as .*, or Unix seconds \(of a Date, its toISO/m,
        );
        assert.match(
          error.message,
          /^callees\[0\]: .*variables\? }, got a number \(not shown, it is secret\); write it as a text$/m,
        );
        assert.match(
          error.message,
          /^variables\.n: expected a text, got a number \(not shown, it is secret\); write it as a text$/m,
        );
        assert.doesNotMatch(error.message, /13800138765/);
      }
    }));

  it("is refused with all that is wrong, and shows no secret", () =>
    withCentre({}, async (centre) => {
      const notBefore = soon(day);
      const wrong = {
        ...{ notBefore, notAfter: notBefore - 1, callers: [], callees: ["hunter2"], tries: 4, retryInterval: 10 },
        ...{ timeZone: "Moon", variables: { a: 1 } },
      };
      const error = await centre.declare("AutoCalloutTask", wrong).catch((reason: unknown) => reason);
      assert.ok(error instanceof Refused);
      const fields = error.failures.map((failure) => failure.split(":")[0]).sort();
      const named = ["callees[0]", "callers", "ivrId", "notAfter", "retryInterval", "timeZone", "tries", "variables.a"];
      assert.deepEqual(fields, named);
      assert.doesNotMatch(error.message, /hunter2/);
      const both = { ...calling(notBefore), aiAgentId: 1 };
      const second = await centre.declare("AutoCalloutTask", both).catch((reason: unknown) => reason);
      assert.equal((second as Refused).message, "ivrId: expected exactly one of ivrId and aiAgentId, got both");
    }));

  it("is never made twice when the answer was lost", () =>
    withCentre({}, async (centre) => {
      centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: "reset-after" });
      const task = await centre.declare("AutoCalloutTask", calling(soon(day)));
      assert.deepEqual([creates(centre), tasks(centre).length], [1, 1]);
      assert.equal(task.outs.taskId, tasks(centre)[0]!.taskId);
    }));

  it("that may or may not have been made is searched for, not sent again, and the message says where to look", () =>
    withCentre({}, async (centre) => {
      centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: "reset-before" });
      const { message } = await failureOf(centre.declare("AutoCalloutTask", calling(soon(day))));
      assert.match(
        message,
        /the answer was lost .*no task with #tccc:[0-9a-f]{12} in its description showed within 10 s/,
      );
      assert.deepEqual([creates(centre), tasks(centre).length], [1, 0]);
    }));

  it("whose like was stopped before is not taken for made when the answer was lost", () =>
    withCentre({}, async (centre) => {
      const declaration = calling(soon(day));
      await (await centre.declare("AutoCalloutTask", declaration)).remove();
      centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: "reset-before" });
      const { message } = await failureOf(centre.declare("AutoCalloutTask", declaration));
      assert.match(message, /the answer was lost .*showed within 10 s\. Nothing was sent again/);
      const made = await centre.declare("AutoCalloutTask", declaration);
      assert.deepEqual(
        living(centre).map(({ taskId }) => taskId),
        [made.outs.taskId],
      );
      await made.remove();
      centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: "reset-after" });
      const found = await centre.declare("AutoCalloutTask", declaration);
      assert.deepEqual(
        living(centre).map(({ taskId }) => taskId),
        [found.outs.taskId],
      );
      assert.equal(tasks(centre).length, 3);
    }));

  it("that a killed run made is taken over by the next, not made again", () =>
    withCentre({}, async (centre) => {
      const declaration = calling(soon(day));
      const first = await centre.declare("AutoCalloutTask", declaration);
      const second = await centre.declare("AutoCalloutTask", declaration);
      assert.deepEqual([creates(centre), second.id], [1, first.id]);
      assert.equal(centre.said("took over existing AutoCalloutTask").length, 1);
    }));

  it("of another run, or another declaration, is another task", () =>
    withCentre({}, async (centre) => {
      const declaration = calling(soon(day));
      const run = centre.process();
      await centre.declare("AutoCalloutTask", declaration, "one", run);
      await centre.declare("AutoCalloutTask", { ...declaration, run: "2" }, "two", run);
      await centre.declare("AutoCalloutTask", { ...declaration, tries: 2 }, "three", run);
      assert.equal(tasks(centre).length, 3);
    }));

  it("whose resource was renamed without an alias keeps its task: nobody is called twice", () =>
    withCentre({}, async (centre) => {
      const declaration = { ...calling(soon(-60)), startNow: true };
      const old = await centre.declare("AutoCalloutTask", declaration, "old");
      const run = centre.process();
      const renamed = await centre.declare("AutoCalloutTask", declaration, "new", run);
      await old.remove(run);
      assert.deepEqual([creates(centre), living(centre).length, renamed.id], [1, 1, old.id]);
      assert.equal(centre.said("made by a resource of another name in this stack").length, 1);
      assert.equal(centre.said('AutoCalloutTask "new" holds it now').length, 1);
    }));

  it("renamed there and back without an alias keeps the task that lives, not the one that was stopped", () =>
    withCentre({}, async (centre) => {
      const declaration = calling(soon(day));
      const first = centre.process();
      await (await centre.declare("AutoCalloutTask", declaration, "old")).remove(first);
      const renamed = await centre.declare("AutoCalloutTask", declaration, "new", first);
      const run = centre.process();
      const back = await centre.declare("AutoCalloutTask", declaration, "old", run);
      await renamed.remove(run);
      assert.deepEqual([creates(centre), back.id], [2, renamed.id]);
      assert.equal(living(centre).length, 1);
    }));

  it("whose renaming run died before the old resource let go keeps its task in the next run too", () =>
    withCentre({}, async (centre) => {
      const declaration = { ...calling(soon(-60)), startNow: true };
      const old = await centre.declare("AutoCalloutTask", declaration, "old");
      const renamed = await centre.declare("AutoCalloutTask", declaration, "new");
      // The run dies here. In the next one only the old resource has something left to do.
      const run = centre.process();
      assert.equal(await renamed.change(declaration, run), "same");
      await old.remove(run);
      assert.equal(living(centre).length, 1);
      assert.equal(centre.said('AutoCalloutTask "new" holds it now').length, 1);
      // Once it is taken out of the program, it is stopped.
      await renamed.remove();
      assert.equal(living(centre).length, 0);
    }));

  it("that another resource of the program declares too is refused", () =>
    withCentre({}, async (centre) => {
      const run = centre.process();
      const declaration = calling(soon(day));
      const results = await Promise.allSettled(
        ["one", "two"].map((name) => centre.declare("AutoCalloutTask", declaration, name, run)),
      );
      const refused = results
        .filter((result) => result.status === "rejected")
        .map(({ reason }) => String(reason.message));
      assert.equal(creates(centre), 1);
      assert.match(
        refused.join(),
        /AutoCalloutTask "one" declares the same task \(\d+\), and two would call everybody twice/,
      );
    }));

  it("with a start in the past is refused before anybody is called, unless startNow says so", () =>
    withCentre({}, async (centre) => {
      const past = calling(soon(-60));
      const { message } = await failureOf(centre.declare("AutoCalloutTask", past));
      assert.match(
        message,
        /notBefore \(.*\) has passed, so phones would ring at once\. Set a later notBefore, or startNow/,
      );
      assert.equal(creates(centre), 0);
      await centre.declare("AutoCalloutTask", { ...past, startNow: true });
      assert.equal(creates(centre), 1);
    }));

  it("whose start passes while its create waits for its turn is refused, nothing sent, unless startNow says so", () =>
    withCentre({ env: { TCCC_TIME_SCALE: "0.25" } }, async (centre) => {
      const throttled = { action: "CreateAutoCalloutTask", kind: "throttle" as const, times: 5 };
      centre.sim.faults.push(throttled);
      const { message } = await failureOf(centre.declare("AutoCalloutTask", calling(soon(3)), "late"));
      assert.match(
        message,
        /^creating AutoCalloutTask "late": notBefore \(.*\) has passed while the call waited for its turn \(nothing was sent\), so phones would ring at once\. Set a later notBefore, or startNow: true to dial now$/,
      );
      assert.deepEqual(tasks(centre), []);
      centre.sim.faults.length = 0;
      centre.sim.faults.push({ ...throttled, times: 2 });
      await centre.declare("AutoCalloutTask", { ...calling(soon(2)), startNow: true }, "now");
      assert.equal(tasks(centre).length, 1);
    })).timeout(20_000);

  it("whose start passes on its way is not moved unasked where the service refuses it", () =>
    withCentre({ dialect: { taskStartPast: "InvalidParameterValue" } }, async (centre) => {
      const declaration = calling(soon(2));
      const hold = centre.sim.hold({ action: "CreateAutoCalloutTask" });
      const failing = failureOf(centre.declare("AutoCalloutTask", declaration));
      await hold.arrived;
      while (Date.now() <= declaration.notBefore * 1000) await new Promise((resolve) => setTimeout(resolve, 20));
      hold.release();
      const { message } = await failing;
      assert.match(message, /has passed meanwhile \(nothing was made\), so phones would ring at once/);
      assert.deepEqual(tasks(centre), []);
    }));

  it("is replaced before its start, the old one stopped first", () =>
    withCentre({}, async (centre) => {
      const task = await centre.declare("AutoCalloutTask", calling(soon(day)));
      assert.equal(await task.change({ ...calling(soon(day)), callees: ["008613800138766"] }), "replace");
      assert.deepEqual(centre.writes(), ["CreateAutoCalloutTask", "StopAutoCalloutTask", "CreateAutoCalloutTask"]);
      assert.deepEqual(
        living(centre).map(({ callees }) => callees[0]!.callee),
        ["008613800138766"],
      );
    }));

  it("that started meanwhile is not touched by its replacement", () =>
    withCentre({}, async (centre) => {
      const task = await centre.declare("AutoCalloutTask", calling(soon(day)));
      tasks(centre)[0]!.state = 1;
      const run = centre.process();
      const { message } = await failureOf(task.change({ ...calling(soon(day)), callees: ["008613800138766"] }, run));
      assert.match(message, /was to be replaced before its start, but is running by now; nothing was touched/);
      assert.deepEqual(centre.writes(), ["CreateAutoCalloutTask"]);
    }));

  it("refuses a change after its start, unless `run` changes too", () =>
    withCentre({}, async (centre) => {
      const started = { ...calling(soon(60)), startNow: true };
      const task = await centre.declare("AutoCalloutTask", started);
      const error = await task.change({ ...started, tries: 2 }).catch((reason: unknown) => reason);
      assert.ok(error instanceof Refused);
      assert.match(error.message, /^tries: the task started or starts within 2 minutes .*change `run` as well/);
      assert.equal(await task.change({ ...started, tries: 2, run: "again" }), "replace");
      assert.equal(creates(centre), 2);
    }));

  it("that vanishes before its start is gone; after it, it is over", () =>
    withCentre({}, async (centre) => {
      const early = await centre.declare("AutoCalloutTask", calling(soon(day)), "early");
      const late = await centre.declare("AutoCalloutTask", { ...calling(soon(-1)), startNow: true }, "late");
      centre.data.calloutTasks.clear();
      assert.equal(await early.drift(), "gone");
      assert.deepEqual(await late.drift(), {});
      await late.refresh();
      assert.equal(late.outs.state, "completed");
      await late.remove();
      assert.equal(creates(centre), 2);
    }));

  it("that cannot be paused from the start is stopped, so that nobody is called, and says why", () =>
    withCentre({}, async (centre) => {
      const paused = { ...calling(soon(day)), paused: true };
      const { message } = await failureOf(centre.declare("AutoCalloutTask", paused));
      assert.match(
        message,
        /A task that is declared paused must not ring, so it was stopped\. Leave out `paused`, and pause the task once it runs/,
      );
      assert.deepEqual(living(centre), []);
    }));
});
