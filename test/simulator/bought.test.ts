import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { addNumber, interfaceKey } from "../../provider/simulator";
import { app, clientOf, codeOf, withSimulator } from "./support";

describe("simulator: what was bought", () => {
  it("shows seats, phones, numbers and packages, in lots that add up", () =>
    withSimulator({ numbers: ["008675500000009", { number: "4000000001", state: 2, callType: 1 }] }, async (setup) => {
      const { client, sim } = setup;
      sim.data.instance(app).purchases = { seats: 12, sipPhones: 5 };
      const info = await client.DescribeCCCBuyInfoList({});
      assert.equal(info.TotalCount, 1);
      const [bought] = info.SdkAppIdBuyList!;
      assert.deepEqual([bought?.SdkAppId, bought?.StaffBuyNum, bought?.SipBuyNum], [app, 12, 5]);
      const lots = bought!.StaffBuyList!.map((lot) => [lot.Num, lot.SipNum]);
      assert.deepEqual(lots, [
        [10, 4],
        [2, 1],
      ]);
      assert.deepEqual(
        bought?.PhoneNumBuyList?.map((one) => [one.PhoneNum, one.Type, one.CallType, one.State]),
        [
          ["008675500000009", 0, 3, 1],
          ["4000000001", 3, 1, 2],
        ],
      );
      const nowSeconds = Date.now() / 1000;
      const packages = info.PackageBuyList!;
      assert.deepEqual(
        packages.map((one) => one.Type),
        [0, 1],
      );
      for (const one of [...packages, ...bought!.StaffBuyList!, ...bought!.PhoneNumBuyList!]) {
        assert.ok(one.BuyTime! <= nowSeconds && one.EndTime! > nowSeconds);
      }
      assert.ok(packages.every((one) => one.CapacityRemain! < one.CapacitySize!));
      const term = { bought: 1, ends: 2 };
      sim.data.instance(app).purchases.packages = [{ packageId: "p", type: 1, size: 10, remaining: 3, ...term }];
      const [own] = (await client.DescribeCCCBuyInfoList({})).PackageBuyList!;
      assert.deepEqual(own, { PackageId: "p", Type: 1, CapacitySize: 10, CapacityRemain: 3, BuyTime: 1, EndTime: 2 });
    }));

  it("has the numbers that it was started with, and those that are bought later", () =>
    withSimulator({ numbers: ["008675500000009"] }, async ({ client, sim }) => {
      addNumber(sim.data.instance(app), { number: "008675500000010", state: 4 });
      const { Numbers } = await client.DescribeNumbers({ SdkAppId: app });
      assert.deepEqual(
        Numbers?.map((one) => [one.Number, one.State]),
        [
          ["008675500000009", 1],
          ["008675500000010", 4],
        ],
      );
    }));
});

describe("simulator: call-in interfaces", () => {
  const number = "008675500000001";

  it("are kept for each number and type, and over a restart, though no call shows them", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tccc-interfaces-"));
    const dataFile = path.join(folder, "centre.json");
    try {
      await withSimulator({ dataFile }, async ({ client, sim }) => {
        const bind = (URL: string, more: object = {}) =>
          codeOf(
            client.BindNumberCallInInterface({ SdkAppId: app, Number: number, CallInInterface: { URL }, ...more }),
          );
        assert.equal(await bind("https://example.com/old"), "ok");
        assert.equal(await bind("https://example.com/new"), "ok");
        assert.equal(await bind("https://example.com/inner", { NumberType: "inner", Number: "8001" }), "ok");
        assert.equal(await bind("https://example.com/x", { NumberType: "other" }), "InvalidParameterValue");
        assert.equal(await bind("https://example.com/x", { Number: "unknown" }), "InternalError.DBError");
        const { callInInterfaces } = sim.data.instance(app);
        assert.equal(callInInterfaces.get(interfaceKey({ type: "number", number }))?.url, "https://example.com/new");
        assert.equal(
          callInInterfaces.get(interfaceKey({ type: "inner", number: "8001" }))?.url,
          "https://example.com/inner",
        );
        assert.equal(callInInterfaces.size, 2);
      });
      await withSimulator({ dataFile }, async ({ sim }) => {
        const { callInInterfaces } = sim.data.instance(app);
        assert.equal(callInInterfaces.get(`number ${number}`)?.url, "https://example.com/new");
        assert.equal(await codeOf(clientOf(sim).DescribeNumbers({ SdkAppId: app })), "ok");
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
