import assert from "node:assert/strict";
import { createAccount } from "../../provider/api/account";
import { readSettings } from "../../provider/api/config";
import type { Directory } from "../../provider/api/directory";
import type { Instance } from "../../provider/api/instance";
import { createLag } from "../../provider/api/lag";
import { systemClock } from "../../provider/base/clock";
import { addNumber, addSkillGroup, type Simulator, startSimulator } from "../../provider/simulator/index";
import { fakeCaller, fakeClock, quietLog, settingsFor } from "./fakes";

const SCALE = 0.02;

/** A simulator whose lists lag, its clock as much faster as the provider's waits are shorter; each `process()` is a new one. */
async function lagging(writeDelayMs: number, body: (process: () => Instance, sim: Simulator) => Promise<void>) {
  const started = Date.now();
  const now = (): number => started + (Date.now() - started) / SCALE;
  const sim = await startSimulator({ rate: 0, now, dialect: { writeDelayMs } });
  const settings = readSettings(() => undefined, sim.env);
  const options = { clock: systemClock({ TCCC_TIME_SCALE: String(SCALE) }), log: quietLog(), env: {} };
  try {
    await body(() => createAccount(settings, options).instance(1400000000), sim);
  } finally {
    await sim.close();
  }
}

interface Kind {
  make(instance: Instance, group: number): Promise<string>;
  directory(instance: Instance): Directory<unknown>;
}

const kinds: Readonly<Record<string, Kind>> = {
  staff: {
    make: async (instance) => {
      await instance.createStaff({ Mail: "li@example.com", Name: "Li", StaffNumber: "1" }, false);
      return "li@example.com";
    },
    directory: ({ staff }) => staff,
  },
  "a skill group": {
    make: async (instance) =>
      String((await instance.call("CreateCCCSkillGroup", { SkillGroupName: "New", SkillGroupType: 0 })).SkillGroupId),
    directory: ({ skillGroups }) => skillGroups,
  },
  "an extension": {
    make: async (instance, group) => {
      await instance.call("CreateExtension", { ExtensionId: "1001", ExtensionName: "n", SkillGroupIds: [group] });
      return "1001";
    },
    directory: ({ extensions }) => extensions,
  },
  "a campaign": {
    make: async (instance, group) => {
      const times = { StartTime: 4_000_000_000, EndTime: 4_000_010_000 };
      const lists = { Callees: ["008613800138000"], Callers: ["00860755123456"] };
      const made = await instance.call("CreatePredictiveDialingCampaign", {
        ...{ Name: "c", CallOrder: 0, SkillGroupId: group, Priority: 3, ExpectedAbandonRate: 5, RetryInterval: 600 },
        ...{ ...times, ...lists },
      });
      return String(made.CampaignId);
    },
    directory: ({ campaigns }) => campaigns,
  },
};

describe("what was made a moment ago is not gone, in the next process either", () => {
  for (const [name, { make, directory }] of Object.entries(kinds)) {
    it(`${name}, however long the lists lag`, async () => {
      for (const lag of [400, 1500, 3000]) {
        await lagging(lag, async (process, sim) => {
          const centre = sim.data.instance(1400000000);
          addSkillGroup(centre, { skillGroupId: 501, name: "Sales", type: 0 });
          addNumber(centre, { number: "00860755123456" });
          const before = process();
          await directory(before).all();
          const key = await make(before, 501);
          // Its list is read before the object shows.
          const next = process();
          await directory(next).all();
          assert.equal(await directory(next).isGone(key), false, `${lag} ms: the next process`);
        });
      }
    });
  }

  it("nor in the process that made it, long after its beginning", async () => {
    await lagging(3000, async (process) => {
      const instance = process();
      await instance.staff.all();
      await new Promise((resolve) => setTimeout(resolve, 6000 * SCALE));
      await instance.createStaff({ Mail: "li@example.com", Name: "Li", StaffNumber: "1" }, false);
      assert.equal(await instance.staff.isGone("li@example.com"), false);
    });
  });
});

describe("the wait for a lagging service", () => {
  const waits = (slept: number[]): number[] => slept.filter((ms) => ms > 1000);

  it("is one for a whole refresh, however many objects are missing and however they come", async () => {
    const clock = fakeClock();
    const { caller } = fakeCaller({ DescribeStaffInfoList: () => ({ StaffList: [{ Mail: "other@example.com" }] }) });
    const settings = settingsFor("http://127.0.0.1:1");
    const { staff } = createAccount(settings, { clock, log: quietLog(), env: {}, caller }).instance(1400000000);
    for (let round = 0; round < 20; round++) {
      const mails = Array.from({ length: 16 }, (_, index) => `p${round}-${index}@example.com`);
      assert.ok((await Promise.all(mails.map((mail) => staff.isGone(mail)))).every(Boolean));
    }
    assert.equal(waits(clock.slept).length, 1, clock.slept.join());
    assert.ok(waits(clock.slept)[0]! <= 4000);
  });

  it("is none for what this process deleted and has seen to be gone, and comes back with another write", async () => {
    const clock = fakeClock();
    const { caller } = fakeCaller({ DescribeStaffInfoList: () => ({ StaffList: [{ Mail: "other@example.com" }] }) });
    const settings = settingsFor("http://127.0.0.1:1");
    const { staff } = createAccount(settings, { clock, log: quietLog(), env: {}, caller }).instance(1400000000);
    staff.wrote("Li@example.com");
    staff.left("li@example.com");
    assert.equal(await staff.isGone("Li@example.com"), true);
    assert.deepEqual(waits(clock.slept), []);
    staff.wrote("li@example.com");
    assert.equal(await staff.isGone("li@example.com"), true);
    assert.equal(waits(clock.slept).length, 1);
  });

  it("ends 4 s after the beginning or the write, and is never longer where the clock is set back", async () => {
    const clock = fakeClock();
    const lag = createLag(clock);
    const began = clock.now();
    await clock.sleep(1500);
    assert.equal(await lag.over(), true);
    assert.equal(clock.now() - began, 4000);
    assert.equal(await lag.over(), false);
    assert.equal(await lag.over(clock.now()), true);
    assert.equal(clock.now() - began, 8000);
    assert.equal(await lag.over(clock.now() + 1e9), true);
    assert.equal(clock.now() - began, 12_000);
  });
});
