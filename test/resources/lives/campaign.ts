import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { addSkillGroup, type CampaignRecord } from "../../../provider/simulator";
import type { Life } from "./life";

/** Far enough for every clock in the test. */
const startTime = Math.floor(Date.now() / 1000) + 30 * 86_400;

const TYPE = "PredictiveDialingCampaign";

const READY = 0;
const RUNNING = 1;
const PAUSED = 2;

/** A campaign of a phone group that starts in a month. */
export const winter = {
  name: "Winter",
  callees: ["+86 138 0013 8000"],
  callers: ["008675500000001"],
  callOrder: "random",
  skillGroupId: 801,
  priority: 3,
  expectedAbandonRate: 5,
  retryInterval: 600,
  startTime,
  endTime: startTime + 3600,
};

export function addPhoneGroup(data: Life["centre"]["data"]): void {
  addSkillGroup(data, { skillGroupId: 801, name: "Phones", type: 0 });
}

export async function campaignLife(life: Life): Promise<void> {
  const { data } = life.centre;
  addPhoneGroup(data);
  const campaign = await life.centre.declare(TYPE, winter, "winter");
  const record = (): CampaignRecord => data.campaigns.get(Number(campaign.outs.campaignId))!;
  const first = record().campaignId;
  const change = (name: string, news: Plain, holds: (now: Plain) => void): Promise<boolean> =>
    life.change(name, campaign, { ...campaign.inputs, ...news }, (now) => {
      assert.deepEqual(living(life), [record()], JSON.stringify(life.failures));
      holds(now);
    });
  await life.step(
    "create",
    async () => undefined,
    () => {
      assert.deepEqual(living(life), [record()], JSON.stringify(life.failures));
      assert.deepEqual(
        [record().name, record().callees, record().startTime, record().callOrder],
        ["Winter", ["008613800138000"], startTime, 0],
      );
    },
  );
  await life.calm("create", campaign);
  // Nobody declares these two.
  Object.assign(record(), { ivrId: 7, retryTimes: 1 });
  await change("priority", { priority: 1 }, () => {
    const { campaignId, priority, ivrId, retryTimes } = record();
    assert.deepEqual([campaignId, priority, ivrId, retryTimes], [first, 1, 7, 1]);
  });
  const callees = ["+86 138 0013 8000", { callee: "+86 138 0013 8001", uui: "second" }];
  await change("callees", { callees, variables: { city: "Beijing" } }, () => {
    assert.deepEqual(record().callees, ["008613800138000", "008613800138001"]);
    assert.deepEqual(record().variables, [{ Key: "city", Value: "Beijing" }]);
  });
  await life.byHand(
    "priority",
    campaign,
    () => Object.assign(record(), { priority: 5 }),
    () => {
      assert.deepEqual([record().campaignId, record().priority, record().callees.length], [first, 1, 2]);
    },
  );
  const availableTimes = [{ start: "09:00:00", end: "18:00:00" }];
  const hours = (now: Plain): void => {
    const live = [{ StartTime: "09:00:00", EndTime: "18:00:00" }];
    assert.deepEqual(record().availableTime, now.availableTimes ? live : []);
  };
  await change("availableTimes", { availableTimes, timeZone: "Asia/Shanghai" }, hours);
  await change("expectedAbandonRate within availableTimes", { expectedAbandonRate: 9 }, (now) => {
    hours(now);
    assert.equal(record().expectedAbandonRate, 9);
  });
  await ring(life, campaign, record, change);
  await life.step(
    "delete",
    () => campaign.remove(),
    () => assert.deepEqual(living(life), []),
  );
  await life.step(
    "delete twice",
    () => campaign.remove(),
    () => assert.deepEqual(living(life), []),
  );
  await life.step(
    "create paused",
    () => life.centre.declare(TYPE, { ...winter, paused: true }, "paused"),
    () =>
      assert.deepEqual(
        living(life).map(({ status }) => status),
        [PAUSED],
      ),
  );
  // Where the service lets nobody end one before its start, the user is told to.
  if (/could not be stopped either: stop it in the console/.test(life.failures[`${TYPE}: create paused`] ?? "")) return;
  for (const one of living(life)) assert.equal(one.status, PAUSED, "a campaign that was to be paused must not ring");
}

async function ring(
  life: Life,
  campaign: Parameters<Life["change"]>[1],
  record: () => CampaignRecord,
  change: (name: string, news: Plain, holds: (now: Plain) => void) => Promise<boolean>,
): Promise<void> {
  const dial = (): unknown =>
    Object.assign(record(), { status: RUNNING, runs: [{ from: Math.floor(Date.now() / 1000), to: null }] });
  const paused = (): void => assert.equal(record().status, PAUSED);
  dial();
  await life.calm("started", campaign);
  await change("paused", { paused: true }, paused);
  await life.byHand("paused", campaign, dial, paused);
  await change("resumed", { paused: false }, () => assert.equal(record().status, RUNNING));
}

function living({ centre }: Life): CampaignRecord[] {
  return [...centre.data.campaigns.values()].filter(
    ({ status, deleted }) => !deleted && [READY, RUNNING, PAUSED].includes(status),
  );
}
