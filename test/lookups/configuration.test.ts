import assert from "node:assert/strict";
import { getCalloutTask, listCalloutTasks } from "../../provider/lookups/callout-tasks";
import { getCampaign } from "../../provider/lookups/campaigns";
import { getExtension, listExtensions } from "../../provider/lookups/extensions";
import { NotFound } from "../../provider/lookups/lookup";
import { getNumber, listNumbers } from "../../provider/lookups/numbers";
import { getPurchases } from "../../provider/lookups/purchases";
import { getSkillGroup, listSkillGroups } from "../../provider/lookups/skill-groups";
import { getStaff, listStaff } from "../../provider/lookups/staff";
import {
  addExtension,
  addSkillGroup,
  addStaff,
  type Data,
  type Dialect,
  dialectValues,
  type Instance,
} from "../../provider/simulator";
import { app, refusal, withSimulator } from "./support";

const start = Date.parse("2026-11-01T00:00:00Z") / 1000;

function seed(data: Data): void {
  const centre = data.instance(app);
  addSkillGroup(centre, { skillGroupId: 501, name: "Sales", type: 0, ringAll: true, usingLastSeat: 1, alias: "701" });
  addSkillGroup(centre, { skillGroupId: 502, name: "客服", type: 3 });
  addStaff(centre, {
    ...{ mail: "Li@example.com", name: "李", staffNumber: "8", phone: "13800000000", lastModified: start },
    skillGroups: [{ skillGroupId: 501, priority: 2 }],
    forwarding: { Enabled: true, Condition: 2, Target: { Type: 3, Extension: "1001" } },
  });
  addStaff(centre, { mail: "wang@example.com", lastModified: start + 100 });
  addExtension(centre, {
    ...{ extensionId: "1001", name: "Desk", skillGroupIds: [501, 502], staff: "Li@example.com", status: 100 },
    ...{ registered: true, created: start, password: "example-sip-password" },
  });
  for (let taskId = 1; taskId <= 3; taskId++) {
    centre.calloutTasks.set(taskId, {
      ...{
        taskId,
        name: `task ${taskId}`,
        description: "d",
        notBefore: start,
        notAfter: null,
        callers: ["075500000001"],
      },
      callees: [{ callee: "13900000000", state: 4, sessions: ["s1"] }],
      ...{ ivrId: 7, maxRingSeconds: 30, state: 4, endsAt: null, settings: {} as never },
    });
  }
}

type Campaign = Instance["campaigns"] extends Map<number, infer Record> ? Record : never;

/** One that waits for its start. */
const campaign = (campaignId: number): Campaign => ({
  ...{ campaignId, name: "c", callees: ["13900000000"], callers: ["075500000001"], callOrder: 0, skillGroupId: 501 },
  ...{ priority: 3, expectedAbandonRate: 5, retryInterval: 60, startTime: start + 1e9, endTime: start + 2e9, ivrId: 7 },
  ...{ retryTimes: 0, variables: [], uui: "", calleeAttributes: [], timeZone: "", availableTime: [], status: 0 },
  ...{ statusReason: 0, runs: [], finishedCallees: 0, deleted: false },
});

const names = (groups: readonly { name: string }[]): string[] => groups.map(({ name }) => name).sort();

describe("lookups of the configuration", () => {
  it("show a person with her groups and forwarding, whatever the case of her mail", async () => {
    await withSimulator({ seed }, async () => {
      const staff = await getStaff({ mail: "li@EXAMPLE.com" });
      assert.equal(staff.mail, "Li@example.com");
      assert.deepEqual(
        staff.skillGroups.map(({ name, priority }) => [name, priority]),
        [["Sales", 2]],
      );
      assert.deepEqual(staff.forwarding, { enabled: true, when: "conditional", to: { extensionId: "1001" } });
      assert.deepEqual([staff.lastModified, staff.lastModifiedSeconds], [new Date(start * 1000), start]);
    });
  });

  it("list people, of a group or since an instant", async () => {
    await withSimulator({ seed }, async () => {
      const mails = (staff: readonly { mail: string }[]) => staff.map(({ mail }) => mail).sort();
      assert.deepEqual(mails(await listStaff()), ["Li@example.com", "wang@example.com"]);
      assert.deepEqual(mails(await listStaff({ skillGroupId: 501 })), ["Li@example.com"]);
      assert.deepEqual(mails(await listStaff({ modifiedSince: new Date((start + 100) * 1000) })), ["wang@example.com"]);
    });
  });

  it("show a skill group by its name and by its id", async () => {
    await withSimulator({ seed }, async () => {
      const sales = await getSkillGroup({ name: "Sales" });
      assert.deepEqual(sales, await getSkillGroup({ skillGroupId: 501 }));
      assert.deepEqual([sales.type, sales.typeCode, sales.ringAll, sales.usingLastSeat], ["phone", 0, true, true]);
      assert.equal((await getSkillGroup({ name: "客服" })).type, "audio");
      assert.deepEqual(names(await listSkillGroups()), ["Sales", "客服"]);
      assert.deepEqual(names(await listSkillGroups({ name: "sal" })), ["Sales"]);
    });
  });

  it("do not guess between two groups of one name, nor between a name and an id", async () => {
    await withSimulator({ seed }, async (sim) => {
      addSkillGroup(sim.data.instance(app), { skillGroupId: 777, name: "Sales" });
      assert.match(await refusal(getSkillGroup({ name: "Sales" })), /more than one is named "Sales": 501, 777; ask by/);
      sim.calls.length = 0;
      for (const args of [{}, { name: "Sales", skillGroupId: 501 }]) {
        assert.match(await refusal(getSkillGroup(args as never)), /expected either name or skillGroupId/);
      }
      assert.equal(sim.calls.length, 0);
    });
  });

  it("show a SIP phone with what it needs to register, and list phones without passwords", async () => {
    await withSimulator({ seed }, async () => {
      const phone = await getExtension({ extensionId: "1001" });
      assert.deepEqual([phone.name, phone.staff, phone.skillGroupIds], ["Desk", "Li@example.com", [501, 502]]);
      assert.deepEqual([phone.status, phone.statusCode, phone.registered], ["free", 100, true]);
      assert.ok(phone.password !== "" && phone.domain !== "" && phone.outboundProxy !== "" && phone.transport !== "");
      assert.doesNotMatch(JSON.stringify(await listExtensions()), /password/i);
      assert.equal((await listExtensions({ keyword: "Desk" })).length, 1);
      assert.deepEqual(await listExtensions({ keyword: "no such" }), []);
    });
  });

  it("find a number in any of its forms", async () => {
    await withSimulator({ seed }, async () => {
      const [first] = await listNumbers();
      assert.ok(first);
      assert.deepEqual(await getNumber({ number: first.number }), first);
      assert.deepEqual(await getNumber({ number: first.number.replace(/^0086/, "+86") }), first);
      assert.deepEqual([first.state, first.stateCode], ["normal", 1]);
    });
  });

  it("show a callout task with whom it calls", async () => {
    await withSimulator({ seed }, async () => {
      const task = await getCalloutTask({ taskId: 2 });
      assert.deepEqual([task.taskId, task.name, task.state, task.stateCode], [2, "task 2", "stopped", 4]);
      assert.deepEqual([task.notBefore, task.notAfter], [new Date(start * 1000), undefined]);
      assert.deepEqual(task.callees, [
        { callee: "13900000000", state: "pendingRetry", stateCode: 4, sessions: ["s1"] },
      ]);
      assert.deepEqual((await listCalloutTasks()).map(({ taskId }) => taskId).sort(), [1, 2, 3]);
    });
  });

  it("show what was bought, of one instance or of all", async () => {
    await withSimulator({ seed: (data) => void data.addInstance(1400000009) }, async () => {
      const one = await getPurchases({ sdkAppIds: [app] });
      assert.deepEqual(
        one.applications.map(({ sdkAppId }) => sdkAppId),
        [app],
      );
      assert.ok(one.applications[0]!.seatCount > 0 && one.applications[0]!.seats[0]!.ends instanceof Date);
      assert.equal((await getPurchases()).applications.length, 2);
    });
  });

  it("say what is not there, as an error of its own kind", async () => {
    await withSimulator({ seed }, async () => {
      const absent: [() => Promise<unknown>, RegExp][] = [
        [
          () => getStaff({ mail: "no@example.com" }),
          /^Staff no@example.com is not in instance 1400000000; look at what is there/,
        ],
        [() => getSkillGroup({ name: "Nobody" }), /^Skill group "Nobody" is not in/],
        [() => getSkillGroup({ skillGroupId: 999 }), /^Skill group 999 is not in/],
        [() => getExtension({ extensionId: "9999" }), /^Extension 9999 is not in/],
        [() => getNumber({ number: "0755999" }), /^Number 0755999 is not in/],
        [() => getCalloutTask({ taskId: 99 }), /^Callout task 99 is not in/],
      ];
      for (const [question, message] of absent) {
        await assert.rejects(question(), (error) => error instanceof NotFound && message.test(error.message));
      }
    });
  });

  it("say so under every reading of an unknown id", async () => {
    for (const describeOneUnknown of dialectValues.describeOneUnknown as Dialect["describeOneUnknown"][]) {
      await withSimulator({ seed, dialect: { describeOneUnknown } }, async () => {
        await assert.rejects(getCalloutTask({ taskId: 99 }), NotFound, describeOneUnknown);
        await assert.rejects(getCampaign({ campaignId: 99 }), NotFound, describeOneUnknown);
        await assert.rejects(getExtension({ extensionId: "9999" }), NotFound, describeOneUnknown);
      });
    }
  });

  it("are told apart from a service that fails, whatever it answers for an unknown id", async () => {
    for (const describeOneUnknown of dialectValues.describeOneUnknown as Dialect["describeOneUnknown"][]) {
      for (const code of ["InternalError.DBError", "InternalError", "FailedOperation"]) {
        await withSimulator({ seed, dialect: { describeOneUnknown } }, async (sim) => {
          const action = ["DescribeAutoCalloutTask", "DescribePredictiveDialingCampaign"];
          sim.faults.push({ action, times: Number.POSITIVE_INFINITY, kind: { code } });
          const centre = sim.data.instance(app);
          centre.calloutTasks.set(11, { ...centre.calloutTasks.get(1)!, taskId: 11, state: 5 });
          centre.campaigns.set(12, campaign(12));
          for (const ask of [() => getCalloutTask({ taskId: 99 }), () => getCampaign({ campaignId: 99 })]) {
            assert.match(await refusal(ask()), new RegExp(`failed: ${code}`), `${describeOneUnknown} ${code}`);
          }
        });
      }
    }
  });

  it("are looked for in a list of now, not only in one from before they were made", async () => {
    await withSimulator({ seed }, async (sim) => {
      await Promise.all([listStaff(), listSkillGroups(), listNumbers()]);
      const centre = sim.data.instance(app);
      addStaff(centre, { mail: "late@example.com" });
      addSkillGroup(centre, { skillGroupId: 6000, name: "Late" });
      assert.equal((await getStaff({ mail: "late@example.com" })).mail, "late@example.com");
      assert.equal((await getSkillGroup({ name: "Late" })).skillGroupId, 6000);
      addSkillGroup(centre, { skillGroupId: 6001, name: "Later" });
      assert.equal((await getSkillGroup({ skillGroupId: 6001 })).name, "Later");
    });
  });

  it("are empty in an empty instance, in whatever form the service gives an empty list", async () => {
    for (const emptyLists of ["[]", "null", "absent"] as const) {
      await withSimulator({ dialect: { emptyLists } }, async (sim) => {
        sim.data.instance(app).numbers.clear();
        const found = await Promise.all([
          ...[listStaff(), listSkillGroups(), listExtensions(), listNumbers(), listCalloutTasks()],
        ]);
        assert.deepEqual(found, [[], [], [], [], []]);
      });
    }
  });

  it("read all pages, however small they must be and whether larger ones are refused or cut", async () => {
    const limits: Partial<Dialect>[] = [
      { pageLimit: 15 },
      { pageLimit: 15, pageTooLarge: "clamped", totals: "zero" },
      { pageLimit: 1 },
    ];
    for (const dialect of [{}, ...limits])
      await withSimulator({ dialect }, async (sim) => {
        const centre = sim.data.instance(app);
        for (let at = 0; at < 230; at++) addExtension(centre, { extensionId: String(1000 + at) });
        for (let at = 0; at < 230; at++) addSkillGroup(centre, { skillGroupId: 5000 + at, name: `group ${at}` });
        assert.equal((await listExtensions()).length, 230);
        assert.equal((await listSkillGroups()).length, 230);
      });
  });

  it("name the instance, or say how to", async () => {
    await withSimulator({ seed }, async (sim) => {
      sim.data.addInstance(1400000009);
      assert.deepEqual(await listStaff({ sdkAppId: 1400000009 }), []);
      assert.match(await refusal(listStaff({ sdkAppId: 0 })), /sdkAppId: expected the number of an instance/);
      delete process.env.TCCC_SDK_APP_ID;
      assert.equal(
        await refusal(listStaff()),
        "listing staff failed: no instance is named; give sdkAppId, or set TCCC_SDK_APP_ID",
      );
      assert.match(await refusal(listStaff({ sdkAppId: 1499999999 })), /There is no such instance in this account/);
    });
  });
});
