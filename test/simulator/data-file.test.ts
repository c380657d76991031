import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSimulator } from "../../provider/simulator";
import { app, clientOf, person, withSimulator } from "./support";

describe("simulator: data file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "tccc-data-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("brings everything back after a restart, without plain passwords", async () => {
    const dataFile = path.join(folder, "centre.json");
    let before = "";
    await withSimulator({ dataFile }, async ({ sim, client }) => {
      await client.CreateStaff({ SdkAppId: app, Staffs: [person("li"), person("wang")] });
      await client.ModifyStaffPassword({ SdkAppId: app, Email: "li@example.com", Password: "Example-pass-1" });
      const group = { SdkAppId: app, SkillGroupName: "sales", SkillGroupType: 0 };
      const id = (await client.CreateCCCSkillGroup(group)).SkillGroupId!;
      const StaffSkillGroupList = [{ SkillGroupId: id }];
      await client.BindStaffSkillGroupList({ SdkAppId: app, StaffEmail: "li@example.com", StaffSkillGroupList });
      await client.CreateExtension({ SdkAppId: app, ExtensionId: "8001", ExtensionName: "desk" });
      const task = { SdkAppId: app, NotBefore: 4e9, Callees: ["0086130"], Callers: ["0086755"], IvrId: 1 };
      await client.CreateAutoCalloutTask(task);
      const campaign = { ...task, Name: "renewals", CallOrder: 1, SkillGroupId: id, Priority: 1, StartTime: 4e9 };
      const { NotBefore: _, IvrId: __, ...body } = campaign;
      const rates = { ExpectedAbandonRate: 5, RetryInterval: 60, EndTime: 4e9 + 1 };
      await client.CreatePredictiveDialingCampaign({ ...body, ...rates });
      before = JSON.stringify(sim.data);
      assert.equal(readFileSync(dataFile, "utf8"), before, "in the file before the answer");
    });
    assert.ok(!before.includes("Example-pass-1"));
    await withSimulator({ dataFile }, async ({ sim, client }) => {
      assert.equal(JSON.stringify(sim.data), before);
      const group = { SdkAppId: app, SkillGroupName: "next", SkillGroupType: 0 };
      assert.equal((await client.CreateCCCSkillGroup(group)).SkillGroupId, 1004, "ids go on");
    });
  });

  it("reads a file from before there were campaigns, interfaces and features", async () => {
    const dataFile = path.join(folder, "centre.json");
    await (await startSimulator({ dataFile })).close();
    const json = JSON.parse(readFileSync(dataFile, "utf8"));
    for (const one of json.instances) {
      for (const member of ["campaigns", "callInInterfaces", "features"]) delete one[member];
    }
    writeFileSync(dataFile, JSON.stringify(json));
    await withSimulator({ dataFile }, async ({ client }) => {
      const list = await client.DescribePredictiveDialingCampaigns({ SdkAppId: app, PageNumber: 0, PageSize: 100 });
      assert.deepEqual(list.CampaignList, []);
    });
  });

  it("holds every answered write while many are under way, and leaves no temporary file", async () => {
    const dataFile = path.join(folder, "centre.json");
    await withSimulator({ dataFile }, async ({ client }) => {
      const names = Array.from({ length: 60 }, (_, i) => `p${i}`);
      await Promise.all(
        names.map(async (name) => {
          await client.CreateStaff({ SdkAppId: app, Staffs: [person(name)] });
          assert.ok(readFileSync(dataFile, "utf8").includes(`"${name}@example.com"`));
        }),
      );
    });
    assert.deepEqual(readdirSync(folder), ["centre.json"]);
  });

  it("keeps what was changed by hand at the next write and at close, and leaves the seed out once there is content", async () => {
    const dataFile = path.join(folder, "centre.json");
    const sim = await startSimulator({ dataFile });
    sim.data.addInstance(1400000009).name = "by hand";
    await sim.close();
    const seed = () => assert.fail("the file has content");
    const again = await startSimulator({ dataFile, seed: (data) => void (data.instances.size > 1 && seed()) });
    assert.equal(again.data.instance(1400000009).name, "by hand");
    await again.close();
  });

  it("refuses a file that is not its own with one clear message, and leaves it alone", async () => {
    const dataFile = path.join(folder, "centre.json");
    const lists = { skillGroups: [], extensions: [], calloutTasks: [], numbers: [] };
    const nobody = { sdkAppId: 1400000000, purchases: {}, staff: [null], ...lists };
    const broken = JSON.stringify({ version: 1, nextId: 1, instances: [nobody] });
    const noLists = '{"version":1,"nextId":1,"instances":[{"sdkAppId":1}]}';
    for (const text of ["", "{", "[]", '{"version":2}', noLists, broken]) {
      writeFileSync(dataFile, text);
      await assert.rejects(
        startSimulator({ dataFile }),
        /centre.json is not a data file of the simulator \((?!.*reading ').*\)\. Move/,
      );
      assert.equal(readFileSync(dataFile, "utf8"), text);
    }
    await assert.rejects(startSimulator({ dataFile: folder }), /^Error: cannot read the data file/);
  });

  it("answers InternalError, and says why, when the file cannot be written", async () => {
    const complaints: string[] = [];
    const sub = path.join(folder, "sub");
    const { mkdirSync } = await import("node:fs");
    mkdirSync(sub);
    const sim = await startSimulator({ dataFile: path.join(sub, "c.json"), complain: (line) => complaints.push(line) });
    rmSync(sub, { recursive: true });
    const call = clientOf(sim).CreateStaff({ SdkAppId: app, Staffs: [person("li")] });
    await assert.rejects(call, { code: "InternalError" });
    assert.match(complaints[0]!, /cannot write the data file/);
    mkdirSync(sub);
    await sim.close();
  });
});
