import assert from "node:assert/strict";
import { centreSuite } from "./afresh";
import { type Centre, expectNoStack, SOON } from "./centre";

const now = () => Math.floor(Date.now() / 1000);

const task = (more: string, notBefore: number = SOON) => `
  new tccc.AutoCalloutTask("reminder", {
    notBefore: ${notBefore}, callers: ["075500000001"], callees: ["13800138000", "13900139000"], ivrId: 42, ${more}
  });
`;
const running = (more: string) => task(`startNow: true, ${more}`, PAST);
const PAST = SOON - 2 * 86_400;

const INITIAL = 0;
const RUNNING = 1;
const STOPPED = 4;
const PAUSED = 5;

/** States of all tasks that ever were, the oldest first. */
const states = ({ live }: Centre) => [...live.calloutTasks.values()].map(({ state }) => state);
const last = ({ live }: Centre) => [...live.calloutTasks.values()].at(-1)!;
const writes = (centre: Centre) => centre.writes.map(({ action }) => action);

centreSuite("a callout task", { inline: true }, (get) => {
  it("changed before its start is replaced, the old one stopped first", async () => {
    const centre = get();
    await centre.up(task('name: "First"'));
    await centre.declare(task('name: "Second"'));
    const ops = (await centre.preview()).map(({ op }) => op);
    assert.deepEqual(ops, ["replace"]);
    await centre.up();
    assert.deepEqual(writes(centre), ["StopAutoCalloutTask", "CreateAutoCalloutTask"]);
    assert.deepEqual(states(centre), [STOPPED, INITIAL]);
    assert.equal(last(centre).name, "Second");
    await centre.expectQuiet();
  });

  it("stopped by a replacement that failed is made again when the program is put back, as the preview shows", async () => {
    const centre = get();
    await centre.up(task(""));
    centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: { code: "InvalidParameterValue" } });
    await centre.up(task("tries: 2"), { expectFail: true });
    assert.deepEqual(states(centre), [STOPPED]);
    await centre.declare(task(""));
    const ops = (await centre.preview()).map(({ op }) => op);
    assert.deepEqual(ops, ["replace"]);
    await centre.up();
    assert.deepEqual(states(centre), [STOPPED, INITIAL]);
    await centre.expectQuiet();
  });

  it("that looks like one of the console is refused with its id, and adopted where the program says so", async () => {
    const centre = get();
    await centre.up(task(""));
    const console = last(centre);
    await centre.project.run(["state", "delete", "--all", "--yes", "--force"]);
    console.description = "made by hand";
    const { all } = await centre.up(undefined, { expectFail: true });
    assert.match(all, new RegExp(`task ${console.taskId} exists already, made elsewhere, and looks the same`));
    await centre.up(task('onExisting: "adopt"'));
    assert.deepEqual(states(centre), [INITIAL]);
    await centre.expectQuiet();
    await centre.project.destroy();
    assert.deepEqual(states(centre), [STOPPED]);
  });

  it("changed after its start is refused in preview, unless run changes too", async () => {
    const centre = get();
    await centre.up(running('run: "1"'));
    assert.deepEqual(states(centre), [RUNNING]);
    await centre.declare(running('run: "1", tries: 2'));
    const result = await centre.project.preview({ expectFail: true });
    expectNoStack(result);
    assert.match(
      result.all,
      /tries: the task started or starts within 2 minutes .*change `run` as well to stop this task and dial the new declaration/,
    );
    assert.deepEqual(writes(centre), []);

    await centre.up(running('run: "2", tries: 2'));
    assert.deepEqual(writes(centre), ["StopAutoCalloutTask", "CreateAutoCalloutTask"]);
    assert.deepEqual(states(centre), [STOPPED, RUNNING]);
    await centre.expectQuiet();
  });

  it("counts as started from two minutes before its start", async () => {
    const centre = get();
    const soon = now() + 115;
    await centre.up(task("", soon));
    assert.deepEqual(states(centre), [INITIAL]);
    await centre.declare(task("tries: 2", soon));
    const { all } = await centre.project.preview({ expectFail: true });
    assert.match(all, /tries: the task started or starts within 2 minutes/);
    assert.deepEqual(states(centre), [INITIAL]);
  });

  it("that started earlier than announced is not replaced, and not touched", async () => {
    const centre = get();
    await centre.up(task(""));
    last(centre).state = RUNNING;
    const { all } = await centre.up(task("tries: 2"), { expectFail: true });
    assert.match(all, /was to be replaced before its start, but is running by now; nothing was touched/);
    assert.match(all, /Put its declaration back, or change `run` as well/);
    assert.deepEqual(writes(centre), []);
    assert.deepEqual(states(centre), [RUNNING]);
    await centre.up(task(""));
    assert.deepEqual(writes(centre), []);
  });

  it("is paused and resumed while it runs; resumed by hand is drift, stopped by hand is finished", async () => {
    const centre = get();
    await centre.up(running("paused: false"));
    await centre.up(running("paused: true"));
    assert.deepEqual(writes(centre), ["PauseAutoCalloutTask"]);
    assert.deepEqual(states(centre), [PAUSED]);

    last(centre).state = RUNNING;
    assert.match((await centre.project.expectDrift()).all, /paused\s*: true => false/);
    await centre.up(undefined, { refresh: true });
    assert.deepEqual(states(centre), [PAUSED]);

    await centre.up(running("paused: false"));
    assert.deepEqual(writes(centre), ["ResumeAutoCalloutTask"]);
    assert.deepEqual(states(centre), [RUNNING]);

    last(centre).state = STOPPED;
    await centre.expectQuiet();
    assert.equal((await centre.stateOf("AutoCalloutTask", "reminder")).outputs?.state, "stopped");
  });

  it("that is declared paused and cannot be is stopped, and the create says why", async () => {
    const centre = get();
    const result = await centre.up(task("paused: true"), { expectFail: true });
    expectNoStack(result);
    assert.match(result.all, /pausing AutoCalloutTask \d+ failed: .*Only a running task can be paused/);
    assert.match(
      result.all,
      /A task that is declared paused must not ring, so it was stopped\. Leave out `paused`, and pause the task once it runs/,
    );
    assert.deepEqual(states(centre), [STOPPED]);
    assert.deepEqual(await centre.project.resources(), []);

    centre.sim.dialect.pauseInitial = "ok";
    await centre.up();
    assert.deepEqual(states(centre), [STOPPED, PAUSED]);
    await centre.expectQuiet();
  });

  it("that vanished before its start is made again; after its start it is finished", async () => {
    const centre = get();
    await centre.up(task(""));
    centre.live.calloutTasks.clear();
    await centre.project.expectDrift();
    await centre.up(undefined, { refresh: true });
    assert.deepEqual(states(centre), [INITIAL]);

    await centre.up(running('run: "now"'));
    assert.deepEqual(states(centre), [STOPPED, RUNNING]);
    centre.live.calloutTasks.clear();
    await centre.expectQuiet();
    assert.deepEqual(states(centre), []);
  });

  it("is made exactly once when the answer of its create is lost, and never sent twice in doubt", async () => {
    const centre = get();
    centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: "reset-after" });
    await centre.up(task(""));
    assert.equal(centre.callsOf("CreateAutoCalloutTask").length, 1);
    assert.deepEqual(states(centre), [INITIAL]);
    await centre.project.destroy();

    centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: "reset-before" });
    const { all } = await centre.up(task('name: "Other"'), { expectFail: true });
    assert.match(all, /creating AutoCalloutTask "reminder": the answer was lost .*#tccc:[0-9a-f]{12}/);
    assert.match(all, /Nothing was sent again, so that nobody is called twice/);
    assert.equal(centre.callsOf("CreateAutoCalloutTask").length, 1);
    await centre.up();
    assert.deepEqual(states(centre), [STOPPED, INITIAL]);
  });

  it("whose start has passed is refused, unless it may start now", async () => {
    const centre = get();
    const result = await centre.up(task("", PAST), { expectFail: true });
    expectNoStack(result);
    assert.match(
      result.all,
      /notBefore \(.*\) has passed, so phones would ring at once\. Set a later notBefore, or startNow: true/,
    );
    assert.deepEqual(states(centre), []);
    await centre.up(running(""));
    assert.deepEqual(states(centre), [RUNNING]);
  });

  it("declared again after a destroy is made again before its start, and not after it", async () => {
    const centre = get();
    await centre.up(task(""));
    await centre.project.destroy();
    assert.deepEqual(states(centre), [STOPPED]);
    await centre.up();
    assert.deepEqual(states(centre), [STOPPED, INITIAL]);

    await centre.up(running('run: "now"'));
    await centre.project.destroy();
    const { all } = await centre.up();
    assert.match(
      all,
      /took over existing AutoCalloutTask \d+, which is stopped: nobody is called again unless `run` changes/,
    );
    assert.deepEqual(states(centre), [STOPPED, STOPPED, STOPPED]);
  });
});
