import assert from "node:assert/strict";
import { createAccount } from "../../provider/api/account";
import { describeFailure } from "../../provider/api/advice";
import { readSettings } from "../../provider/api/config";
import { systemClock } from "../../provider/base/clock";
import { startSimulator } from "../../provider/simulator/index";
import { quietLog } from "./fakes";

const mails = Array.from({ length: 60 }, (_, index) => `p${index}@example.com`);

describe("api against the simulator, which verifies signatures and rate", () => {
  const start = async (env: Record<string, string> = {}) => {
    const sim = await startSimulator();
    const settings = readSettings(() => undefined, { ...sim.env, ...env });
    const account = createAccount(settings, {
      clock: systemClock({ TCCC_TIME_SCALE: "0.01" }),
      log: quietLog(),
      env: {},
    });
    return { sim, instance: account.instance(settings.sdkAppId ?? 0) };
  };

  it("creates 60 staff in 6 calls, finds them by one list, deletes them in one call and finds them gone", async () => {
    const { sim, instance } = await start();
    await Promise.all(
      mails.map((Mail, index) => instance.createStaff({ Mail, Name: "n", StaffNumber: String(index) }, false)),
    );
    const found = await Promise.all(mails.map((mail) => instance.staff.find(mail)));
    assert.ok(found.every(Boolean));
    const count = (action: string) => sim.calls.filter((call) => call.action === action).length;
    assert.equal(count("CreateStaff"), 6);
    assert.equal(count("DescribeStaffInfoList"), 1);
    await Promise.all(mails.map((mail) => instance.deleteStaff(mail)));
    assert.equal(count("DeleteStaff"), 1);
    assert.ok((await Promise.all(mails.map((mail) => instance.staff.isGone(mail)))).every(Boolean));
    await sim.close();
  });

  it("takes a batch with one duplicate apart or reads its own error, and creates the others", async () => {
    const { sim, instance } = await start();
    const seat = (Mail: string, StaffNumber: string) => ({ Mail, Name: "n", StaffNumber });
    await instance.createStaff(seat("li@example.com", "1"), false);
    const results = await Promise.allSettled([
      instance.createStaff(seat("li@example.com", "1"), false),
      instance.createStaff(seat("chen@example.com", "2"), false),
    ]);
    assert.deepEqual(
      results.map((each) => each.status),
      ["rejected", "fulfilled"],
    );
    assert.ok(await instance.staff.find("chen@example.com"));
    await sim.close();
  });

  it("says what to do about a refused signature and a wrong instance", async () => {
    const wrongKey = await start({ TENCENTCLOUD_SECRET_KEY: "another-key" });
    await assert.rejects(wrongKey.instance.staff.all(), (error) => {
      assert.match(
        describeFailure("reading staff", error),
        /AuthFailure\.SignatureFailure.*RequestId .*\n.*--run-program/,
      );
      return true;
    });
    await wrongKey.sim.close();
    const wrongInstance = await start({ TCCC_SDK_APP_ID: "1499999999" });
    await assert.rejects(wrongInstance.instance.staff.all(), (error) => {
      assert.match(describeFailure("reading staff", error), /InstanceNotExist.*RequestId .*\n.*tccc:sdkAppId/);
      return true;
    });
    await wrongInstance.sim.close();
  });
});
