import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { surroundedBy } from "../../provider/lookups/lookup";
import * as outputs from "../../provider/lookups/outputs";
import {
  getCalloutTaskOutput,
  getExtensionOutput,
  getSkillGroupOutput,
  getStaffOutput,
  listStaffOutput,
} from "../../provider/lookups/outputs";
import { stack } from "../../provider/lookups/twin";
import { Provider } from "../../provider/resources/provider";
import {
  addExtension,
  addSkillGroup,
  addStaff,
  type Data,
  type Simulator,
  startSimulator,
} from "../../provider/simulator";
import { app, asking, withFake } from "./support";

interface Resolved<T> {
  promise(): Promise<T>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
}

const inside = <T>(output: pulumi.Output<T>): Resolved<T> => output as unknown as Resolved<T>;

const start = Date.parse("2026-11-01T00:00:00Z") / 1000;

function seed(data: Data): void {
  const centre = data.instance(app);
  addSkillGroup(centre, { skillGroupId: 501, name: "Sales" });
  addStaff(centre, { mail: "li@example.com", name: "Li", lastModified: start });
  addExtension(centre, { extensionId: "1001", password: "example-sip-password" });
}

/** A program in preview or in `up`, with the settings of its stack. */
async function inProgram(preview: boolean, body: (sim: Simulator) => Promise<void>): Promise<void> {
  const sim = await startSimulator({ rate: 0, seed });
  const config = { "tccc:sdkAppId": String(app), "tccc:endpoint": sim.url };
  try {
    await pulumi.runtime.setMocks(
      { newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: () => ({}) },
      ...(["project", "stack", preview] as const),
    );
    pulumi.runtime.setAllConfig(config);
    const { TENCENTCLOUD_SECRET_ID = "", TENCENTCLOUD_SECRET_KEY = "" } = sim.env;
    await asking({ TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY }, async () => {
      surroundedBy(stack);
      await body(sim);
    });
  } finally {
    pulumi.runtime.setAllConfig({});
    await sim.close();
  }
}

describe("lookups inside a program", () => {
  it("take their settings from the stack, and outputs for arguments", async () => {
    await inProgram(false, async () => {
      const group = getSkillGroupOutput({ name: pulumi.output("Sales") });
      assert.equal((await inside(group).promise()).skillGroupId, 501);
      assert.equal(await inside(group.skillGroupId).promise(), 501);
      assert.equal((await inside(listStaffOutput()).promise()).length, 1);
    });
  });

  it("show instants as texts, which Pulumi can carry", async () => {
    await inProgram(false, async () => {
      const staff = await inside(getStaffOutput({ mail: "li@example.com" })).promise();
      assert.equal(staff.lastModified, "2026-11-01T00:00:00.000Z");
      assert.equal(staff.lastModifiedSeconds, start);
      const since = new Date(start * 1000);
      assert.equal((await inside(listStaffOutput({ modifiedSince: since })).promise()).length, 1);
    });
  });

  it("are unknown in a preview while there is nothing, since it may be about to be made", async () => {
    await inProgram(true, async () => {
      const absent = getSkillGroupOutput({ name: "Support" });
      assert.equal(await inside(absent).isKnown, false);
      assert.equal(await inside(absent.skillGroupId).isKnown, false);
      assert.equal(await inside(getSkillGroupOutput({ name: "Sales" })).isKnown, true);
    });
  });

  it("fail in `up` when there is nothing", async () => {
    await inProgram(false, async () => {
      await assert.rejects(inside(getSkillGroupOutput({ name: "Support" })).promise(), {
        message: /^Skill group "Support" is not in instance 1400000000/,
      });
    });
  });

  it("make no call while an argument is unknown", async () => {
    await inProgram(true, async (sim) => {
      const unknown = pulumi.output(pulumi.unknown as unknown as string);
      assert.equal(await inside(getStaffOutput({ mail: unknown })).isKnown, false);
      assert.deepEqual(sim.calls, []);
    });
  });

  it("keep what must not be seen a secret", async () => {
    await inProgram(false, async (sim) => {
      const phone = getExtensionOutput({ extensionId: "1001" });
      assert.equal(await inside(phone).isSecret, true);
      assert.equal(await inside(phone.password).isSecret, true);
      assert.equal(await inside(phone.password).promise(), "example-sip-password");
      sim.data.instance(app).calloutTasks.set(1, {
        ...{ taskId: 1, name: "t", description: "", notBefore: start, notAfter: null, callers: [] },
        callees: [{ callee: "13900000000", state: 0, sessions: [] }],
        ...{ ivrId: 7, maxRingSeconds: null, state: 4, endsAt: null, settings: {} as never },
      });
      assert.equal(await inside(getCalloutTaskOutput({ taskId: 1 })).isSecret, true);
      assert.equal(await inside(getStaffOutput({ mail: "li@example.com" })).isSecret, false);
    });
  });

  it("are a secret where they show whom people talk to, and each of them is one or is not", async () => {
    const from = start;
    const secret: Record<string, () => pulumi.Output<unknown>> = {
      getCalloutTaskOutput: () => outputs.getCalloutTaskOutput({ taskId: 1 }),
      getCampaignOutput: () => outputs.getCampaignOutput({ campaignId: 1 }),
      getExtensionOutput: () => outputs.getExtensionOutput({ extensionId: "1001" }),
      getTelSessionOutput: () => outputs.getTelSessionOutput({ sessionId: "s1" }),
      listActiveSessionsOutput: () => outputs.listActiveSessionsOutput(),
      listCallRecordsOutput: () => outputs.listCallRecordsOutput({ from }),
      listProtectedCallRecordsOutput: () => outputs.listProtectedCallRecordsOutput({ from }),
    };
    const plain: Record<string, () => pulumi.Output<unknown>> = {
      getCallInMetricsOutput: () => outputs.getCallInMetricsOutput(),
      getNumberOutput: () => outputs.getNumberOutput({ number: "0755" }),
      getPurchasesOutput: () => outputs.getPurchasesOutput(),
      getSkillGroupOutput: () => outputs.getSkillGroupOutput({ skillGroupId: 1 }),
      getStaffOutput: () => outputs.getStaffOutput({ mail: "li@example.com" }),
      getStaffStatusHistoryOutput: () => outputs.getStaffStatusHistoryOutput({ mail: "li@example.com", from }),
      getStaffStatusOutput: () => outputs.getStaffStatusOutput(),
      listCalloutTasksOutput: () => outputs.listCalloutTasksOutput(),
      listCampaignSessionsOutput: () => outputs.listCampaignSessionsOutput({ campaignId: 1 }),
      listCampaignsOutput: () => outputs.listCampaignsOutput(),
      listExtensionsOutput: () => outputs.listExtensionsOutput(),
      listNumbersOutput: () => outputs.listNumbersOutput(),
      listSkillGroupsOutput: () => outputs.listSkillGroupsOutput(),
      listStaffOutput: () => outputs.listStaffOutput(),
    };
    assert.deepEqual(Object.keys({ ...secret, ...plain }).sort(), Object.keys(outputs).sort());
    const record = { Time: start, SessionId: "s1", Caller: "13900000000", ProtectedCallee: "p-1", Uui: "order 7" };
    const session = { SessionID: "s1", Caller: "13900000000", Callee: "075512345678" };
    const answers = {
      DescribeAutoCalloutTask: () => ({ NotBefore: start, Callees: [{ Callee: "13900000000" }], State: 0 }),
      DescribePredictiveDialingCampaign: () => ({ Name: "c", CampaignId: 1, UUI: "order 7" }),
      DescribePredictiveDialingCampaigns: () => ({ CampaignList: [{ CampaignId: 1, Name: "c" }] }),
      DescribeExtensions: () => ({ ExtensionList: [{ ExtensionId: "1001" }] }),
      DescribeExtension: () => ({ Password: "example-sip-password" }),
      DescribeTelSession: () => ({ Session: session }),
      DescribePSTNActiveSessionList: () => ({ Sessions: [session] }),
      DescribeTelCdr: () => ({ TelCdrs: [record] }),
      DescribeProtectedTelCdr: () => ({ TelCdrs: [record] }),
    };
    await pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: () => ({}) });
    await withFake(answers, async () => {
      for (const [name, ask] of Object.entries(secret)) {
        const found = inside(ask());
        assert.notEqual(await found.promise(), undefined, name);
        assert.equal(await found.isSecret, true, name);
      }
    });
  });

  it("ask the account of a provider, and are no secret for its key", async () => {
    await inProgram(false, async () => {
      const other = await startSimulator({ rate: 0, sdkAppId: 1400000001 });
      try {
        addStaff(other.data.instance(1400000001), { mail: "zhao@example.com" });
        const provider = new Provider("abroad", {
          ...{ sdkAppId: 1400000001, endpoint: other.url },
          secretId: other.env.TENCENTCLOUD_SECRET_ID,
          secretKey: other.env.TENCENTCLOUD_SECRET_KEY,
        });
        const staff = listStaffOutput({}, { provider });
        assert.deepEqual(
          (await inside(staff).promise()).map(({ mail }) => mail),
          ["zhao@example.com"],
        );
        assert.equal(await inside(staff).isSecret, false);
      } finally {
        await other.close();
      }
    });
  });

  it("load Pulumi; the plain functions and `tccc get` do not", () => {
    const provider = path.resolve(__dirname, "../../provider");
    const loads = (file: string): boolean => {
      const script = `require(${JSON.stringify(path.join(provider, file))});
        process.stdout.write(String(Object.keys(require.cache).some((name) => name.includes("@pulumi"))))`;
      const node = ["-r", "ts-node/register/transpile-only", "-e", script];
      return execFileSync(process.execPath, node, { encoding: "utf8" }) === "true";
    };
    assert.equal(loads("lookups/outputs"), true);
    assert.equal(loads("lookups/questions"), false);
    assert.equal(loads("cli/get/run"), false);
  });
});
