import assert from "node:assert/strict";
import { addSkillGroup } from "../../provider/simulator";
import { centreSuite } from "./afresh";
import { type Centre, expectNoStack, SOON } from "./centre";

const PAST = SOON - 2 * 86_400;
const CREATE = "CreatePredictiveDialingCampaign";
const UPDATE = "UpdatePredictiveDialingCampaign";
const REMOVE = ["AbortPredictiveDialingCampaign", "DeletePredictiveDialingCampaign"];

interface Declared {
  more?: string;
  first?: string;
  start?: number;
  priority?: number;
}

const campaign = ({ more = "", first = "13800138765", start = SOON, priority = 3 }: Declared = {}) => `
  const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
  exports.campaign = new tccc.PredictiveDialingCampaign("winter", {
    name: "Winter", skillGroupId: sales.skillGroupId, callOrder: "sequential", priority: ${priority},
    callers: ["075500000001"], callees: ["${first}", { callee: "13900139000", uui: "uui-of-two" }],
    expectedAbandonRate: 5, retryInterval: 600, startTime: ${start}, endTime: ${SOON + 86_400}, ${more}
  }).campaignId;
`;
const running = (more: string, priority?: number) =>
  campaign({ more: `startNow: true, ${more}`, start: PAST, ...(priority === undefined ? {} : { priority }) });

const all = ({ live }: Centre) => [...live.campaigns.values()];
const writes = (centre: Centre) => centre.writes.map(({ action }) => action);

centreSuite("a predictive dialling campaign", { inline: true }, (get) => {
  it("is made, updated before its start, found changed by hand, repaired and deleted", async () => {
    const centre = get();
    await centre.up(campaign());
    const [made] = all(centre);
    assert.deepEqual(
      [made!.name, made!.callees, made!.callOrder],
      ["Winter", ["008613800138765", "008613900139000"], 1],
    );
    await centre.expectQuiet();
    const state = centre.project.stateText();
    for (const secret of ["13800138765", "13900139000", "uui-of-two"]) assert.ok(!state.includes(secret), secret);
    const { outputs } = await centre.stateOf("PredictiveDialingCampaign", "winter");
    assert.deepEqual([outputs?.calleeCount, outputs?.status], [2, "ready"]);

    await centre.declare(campaign({ priority: 1 }));
    assert.deepEqual(
      (await centre.preview()).map(({ op }) => op),
      ["update"],
    );
    await centre.up();
    assert.deepEqual(writes(centre), [UPDATE]);
    assert.deepEqual(
      [all(centre).length, all(centre)[0]!.campaignId, all(centre)[0]!.priority],
      [1, made!.campaignId, 1],
    );
    await centre.expectQuiet();

    all(centre)[0]!.expectedAbandonRate = 50;
    assert.match((await centre.project.expectDrift()).all, /expectedAbandonRate\s*: 5 => 50/);
    await centre.up(undefined, { refresh: true });
    assert.equal(all(centre)[0]!.expectedAbandonRate, 5);
    await centre.expectQuiet();

    await centre.project.destroy();
    assert.deepEqual(all(centre), []);
  });

  it("changed after its start is refused in preview, unless run changes too", async () => {
    const centre = get();
    await centre.up(running('run: "1"'));
    assert.deepEqual(
      all(centre).map(({ status }) => status),
      [1],
    );
    await centre.declare(running('run: "1"', 2));
    const result = await centre.project.preview({ expectFail: true });
    expectNoStack(result);
    assert.match(
      result.all,
      /priority: the campaign started or starts within 2 minutes .*change `run` as well to stop this campaign and dial the new/,
    );
    assert.deepEqual(writes(centre), []);

    await centre.up(running('run: "2"', 2));
    assert.deepEqual(writes(centre), [...REMOVE, CREATE]);
    assert.deepEqual(
      all(centre).map(({ status, priority }) => [status, priority]),
      [[1, 2]],
    );
    await centre.expectQuiet();
  });

  it("is told again whom to call after an update of which nobody knows, also where a refresh comes in between", async () => {
    const centre = get();
    await centre.up(campaign());
    const fault = { action: UPDATE, times: Number.POSITIVE_INFINITY, kind: "reset-before" } as const;
    centre.sim.faults.push({ ...fault });
    await centre.up(campaign({ first: "13700137000" }), { expectFail: true });
    centre.sim.faults.length = 0;
    assert.deepEqual(all(centre)[0]!.callees, ["008613800138765", "008613900139000"]);
    await centre.up(undefined, { refresh: true });
    assert.deepEqual(all(centre)[0]!.callees, ["008613700137000", "008613900139000"]);
    await centre.expectQuiet();

    // Refused for certain: the state says what it said before, whatever comes in between.
    centre.sim.faults.push({ action: UPDATE, kind: { code: "InvalidParameterValue", message: "not this" } });
    await centre.up(campaign({ first: "13600136000" }), { expectFail: true });
    await centre.up(campaign({ first: "13700137000" }), { refresh: true });
    assert.deepEqual(writes(centre), []);
    await centre.up(campaign({ first: "13600136000" }), { refresh: true });
    assert.deepEqual(all(centre)[0]!.callees, ["008613600136000", "008613900139000"]);
    await centre.expectQuiet();
  });

  it("may be like another one of the program, and not like one of the console", async () => {
    const centre = get();
    addSkillGroup(centre.live, { skillGroupId: 801, name: "Phones" });
    const several = (...names: string[]) => `
      for (const name of ${JSON.stringify(names)}) new tccc.PredictiveDialingCampaign(name, {
        name, skillGroupId: 801, callOrder: "random", priority: 3, callers: ["075500000001"],
        callees: ["13800138765"], expectedAbandonRate: 3, retryInterval: 600, startTime: ${SOON}, endTime: ${SOON + 60},
      });
    `;
    await centre.up(several("b", "c"));
    await centre.up(several("a", "b", "c"));
    assert.deepEqual([all(centre).length, writes(centre)], [3, [CREATE]]);
    await centre.expectQuiet();
    const console = structuredClone(all(centre)[0]!);
    centre.live.campaigns.set(999, { ...console, campaignId: 999, name: "By hand" });
    const refused = await centre.up(several("a", "b", "c", "d"), { expectFail: true });
    expectNoStack(refused);
    assert.match(
      refused.all,
      /creating PredictiveDialingCampaign "d": campaign 999 \("By hand"\) exists already, under another name/,
    );
    assert.equal(all(centre).length, 4);
  });

  it("is made exactly once when the answer of its create is lost, and never sent twice in doubt", async () => {
    const centre = get();
    centre.sim.faults.push({ action: CREATE, kind: "reset-before" });
    const { all: said } = await centre.up(campaign(), { expectFail: true });
    assert.match(said, /creating PredictiveDialingCampaign "winter": the answer was lost .*Nothing was sent again/);
    assert.deepEqual([centre.callsOf(CREATE).length, all(centre).length], [1, 0]);

    centre.sim.faults.push({ action: CREATE, kind: "reset-after" });
    await centre.up();
    assert.deepEqual([centre.callsOf(CREATE).length, all(centre).length], [2, 1]);
    await centre.expectQuiet();
  });

  it("declared twice is refused in the program where all is known, and by the second check where it is not", async () => {
    const centre = get();
    addSkillGroup(centre.live, { skillGroupId: 801, name: "Phones" });
    const twice = (group: string) => `
      for (const name of ["first", "second"]) new tccc.PredictiveDialingCampaign(name, {
        name: "Winter", skillGroupId: ${group}, callOrder: "random", priority: 3, callers: ["075500000001"],
        callees: ["13800138765"], expectedAbandonRate: 5, retryInterval: 600, startTime: ${SOON}, endTime: ${SOON + 60},
      });
    `;
    await centre.declare(twice("801"));
    const early = await centre.project.preview({ expectFail: true });
    assert.match(
      early.all,
      /"second" and PredictiveDialingCampaign "first" both declare campaign "Winter" of skill group 801/,
    );
    assert.deepEqual(writes(centre), []);
    const late = await centre.up(twice("pulumi.output(801)"), { expectFail: true });
    expectNoStack(late);
    assert.match(late.all, /both declare campaign "Winter" of skill group 801 from .*: each would undo the other/);
    assert.equal(all(centre).length, 1);
  });

  it("is paused and resumed while it runs; what it has come to is no difference", async () => {
    const centre = get();
    await centre.up(running("paused: false"));
    await centre.up(running("paused: true"));
    assert.deepEqual(writes(centre), ["PausePredictiveDialingCampaign"]);
    all(centre)[0]!.status = 1;
    assert.match((await centre.project.expectDrift()).all, /paused\s*: true => false/);
    await centre.up(undefined, { refresh: true });
    assert.equal(all(centre)[0]!.status, 2);
    Object.assign(all(centre)[0]!, { status: 3, statusReason: 1 });
    await centre.expectQuiet();
  });
});
