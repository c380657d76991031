import assert from "node:assert/strict";
import { CREATE, campaign, creates, only, REMOVE, records, running, type, withPhones } from "./campaigns";
import { type Centre, failureOf } from "./centre";
import { winter } from "./lives/campaign";

const late = (writeDelayMs: number) => ({ dialect: { writeDelayMs } });
const living = (centre: Centre) => records(centre).filter(({ status }) => status < 3);

/** Made, but the service shows it for none of the time that the provider is patient. */
async function unseen(centre: Centre, inputs = winter) {
  const failure = await failureOf(campaign(centre, inputs));
  assert.match(
    failure.message,
    /^creating PredictiveDialingCampaign "winter": the service made campaign \d+, but did not show it within 10 s\nIts id is kept in the state, and the next `pulumi up` goes on with it; nothing is sent again$/,
  );
  return failure.declared!;
}

describe("PredictiveDialingCampaign of a service that shows late what it made", () => {
  it("is deleted, refreshed and replaced by the runs that follow", () =>
    withPhones(async (centre) => {
      const first = await campaign(centre);
      assert.deepEqual(await first.drift(), {});
      await first.change({ ...winter, run: "2" });
      assert.equal(living(centre).length, 1);
      await first.remove();
      assert.deepEqual([living(centre), creates(centre)], [[], 2]);
    }, late(3000)));

  it("is paused by the run that follows", () =>
    withPhones(async (centre) => {
      const inputs = running({ paused: false });
      const declared = await campaign(centre, inputs);
      await declared.change({ ...inputs, paused: true });
      assert.equal(only(centre).status, 2);
    }, late(3000)));

  it("is not made again by a run that follows at once on one that was killed", () =>
    withPhones(async (centre) => {
      const made = centre.sim.hold({ action: CREATE, when: "after" });
      const killed = campaign(centre).catch(() => undefined);
      await made.arrived;
      assert.equal(creates(centre), 1);
      const next = campaign(centre, winter, "renamed");
      made.release();
      assert.equal((await next).outs.campaignId, only(centre).campaignId);
      assert.equal(creates(centre), 1);
      await killed;
    }, late(3000)));

  it("keeps its id where it does not show at all, and the next run goes on with it", () =>
    withPhones(async (centre) => {
      const declared = await unseen(centre);
      const { campaignId } = only(centre);
      assert.equal(declared.outs.campaignId, campaignId);
      assert.match(
        (await failureOf(declared.change(winter))).message,
        /^updating PredictiveDialingCampaign \d+: the service gave this id when it was created, and has not shown it since\. If the console lists it, run again in a minute; if not, take it out with `pulumi state delete`/,
      );
      await declared.refresh();
      centre.sim.dialect.writeDelayMs = 0;
      await declared.change({ ...winter, priority: 1 });
      assert.deepEqual([only(centre).priority, declared.outs.unseen, creates(centre)], [1, undefined, 1]);
      assert.equal(await declared.change({ ...winter, priority: 1 }), "same");
    }, late(60_000)));

  it("is stopped and deleted although nothing shows it", () =>
    withPhones(async (centre) => {
      const declared = await unseen(centre);
      centre.sim.calls.length = 0;
      await declared.remove();
      assert.deepEqual([records(centre), centre.writes()], [[], REMOVE]);
    }, late(60_000)));

  it("that is declared paused does not ring where it does not show", () =>
    withPhones(
      async (centre) => {
        const { message } = await failureOf(campaign(centre, { ...winter, paused: true }));
        assert.match(
          message,
          /did not show it within 10 s\nA campaign that is declared paused must not ring, so it was deleted\./,
        );
        assert.deepEqual([records(centre), centre.writes()], [[], [CREATE, ...REMOVE]]);
      },
      { dialect: { writeDelayMs: 60_000, campaignPauseReady: "ok" } },
    ));
});

const failing = { action: `Describe${type}`, times: Number.POSITIVE_INFINITY };

describe("PredictiveDialingCampaign of a service that fails to say what it has", () => {
  for (const code of ["InternalError.DBError", "FailedOperation"]) {
    it(`is not made again: ${code}`, () =>
      withPhones(async (centre) => {
        const inputs = running();
        const { id } = await campaign(centre, inputs);
        centre.sim.faults.push({ ...failing, kind: { code } });
        for (const status of [1, 2, 3, 4]) {
          only(centre).status = status;
          const { message } = await failureOf(campaign(centre, inputs, "renamed"));
          assert.match(
            message,
            /^creating PredictiveDialingCampaign "renamed" failed: campaign \d+ may be the declared one, and the service fails to say: .*\. Nothing was created, so that nobody is called twice: run again/,
          );
        }
        assert.equal(creates(centre), 1);
        centre.sim.faults.length = 0;
        assert.equal((await campaign(centre, inputs, "renamed")).id, id);
        assert.equal(creates(centre), 1);
      }));

    it(`is not dropped from the state by a refresh: ${code}`, () =>
      withPhones(
        async (centre) => {
          const declared = await campaign(centre);
          only(centre).status = 3;
          // In no list, since it was ended by hand, and for some seconds nothing can be asked for.
          centre.sim.faults.push({ action: failing.action, times: 4, kind: { code } });
          assert.deepEqual(await declared.drift(), {});
        },
        { dialect: { campaignEndedListed: false } },
      ));
  }

  for (const describeOneUnknown of ["ResourceNotFound", "FailedOperation", "InternalError.DBError", "empty"] as const) {
    it(`is deleted, twice, and found gone where what is not there is told by ${describeOneUnknown}`, () =>
      withPhones(
        async (centre) => {
          const first = await campaign(centre);
          await first.change({ ...winter, timeZone: "Asia/Shanghai" });
          await first.remove();
          assert.deepEqual(records(centre), []);
          await first.remove();
          assert.equal(await first.drift(), "gone");
          await campaign(centre);
          assert.equal(creates(centre), 3);
        },
        { dialect: { describeOneUnknown } },
      ));
  }

  for (const code of ["FailedOperation", "UnsupportedOperation", "InternalError.DBError", "ResourceNotFound"]) {
    it(`is removed, paused and resumed after its end where that is told by ${code}`, () =>
      withPhones(async (centre) => {
        const inputs = running({ paused: false });
        const declared = await campaign(centre, inputs);
        only(centre).status = 1;
        const over = () => {
          Object.assign(only(centre), { status: 4 });
          return true;
        };
        const actions = [`Abort${type}`, `Pause${type}`, `Resume${type}`];
        const times = Number.POSITIVE_INFINITY;
        centre.sim.faults.push({ action: actions, match: over, times, kind: { code, message: "It has ended." } });
        await declared.change({ ...inputs, paused: true });
        assert.equal(declared.outs.status, "completed");
        await declared.change(inputs);
        only(centre).status = 1;
        await declared.remove();
        assert.deepEqual(records(centre), []);
      }));
  }
});

describe("PredictiveDialingCampaign of two instances that count alike", () => {
  it("is not taken for the one that was removed in the other", () =>
    withPhones(async (centre) => {
      const other = { ...winter, sdkAppId: 1400000001 };
      const there = centre.sim.data.addInstance(other.sdkAppId);
      there.skillGroups.set(801, structuredClone(centre.data.skillGroups.get(801)!));
      centre.sim.data.nextId = 5001;
      const here = await campaign(centre);
      centre.sim.data.nextId = 5001;
      const first = await campaign(centre, other);
      assert.deepEqual([here.outs.campaignId, first.outs.campaignId], [5001, 5001]);
      const run = centre.process();
      await here.remove(run);
      assert.equal((await centre.declare(type, other, "renamed", run)).id, first.id);
      assert.deepEqual([creates(centre), there.campaigns.size], [2, 1]);
    }));
});
