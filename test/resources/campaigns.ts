import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import type { CampaignRecord } from "../../provider/simulator";
import { type Centre, type CentreOptions, type Declared, withCentre } from "./centre";
import { addPhoneGroup, winter } from "./lives/campaign";

export const type = "PredictiveDialingCampaign";
export const CREATE = `Create${type}`;
export const UPDATE = `Update${type}`;
export const REMOVE = [`Abort${type}`, `Delete${type}`];

export const soon = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
export const day = 86_400;
export const from = (startTime: number): Plain => ({ ...winter, startTime, endTime: startTime + 30 * day });
/** Its start has passed, and it may ring at once. */
export const running = (more: Plain = {}): Plain => ({ ...from(soon(-60)), startNow: true, ...more });

export const records = ({ data }: Centre): CampaignRecord[] => [...data.campaigns.values()];
export const only = (centre: Centre): CampaignRecord => {
  assert.equal(records(centre).length, 1, "expected exactly one campaign");
  return records(centre)[0]!;
};
export const creates = (centre: Centre): number => centre.writes().filter((action) => action === CREATE).length;
export const campaign = (centre: Centre, inputs: Plain = winter, name = "winter"): Promise<Declared> =>
  centre.declare(type, inputs, name);
export const withPhones = (body: (centre: Centre) => Promise<void>, options: CentreOptions = {}): Promise<void> =>
  withCentre(options, async (centre) => {
    addPhoneGroup(centre.data);
    await body(centre);
  });
