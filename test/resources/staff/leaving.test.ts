import assert from "node:assert/strict";
import { addStaff } from "../../../provider/simulator";
import { type Centre, type Declared, failureOf, withCentre } from "../centre";

const li = { mail: "li@example.com", name: "Li Lei", staffNumber: "1001" };

async function online(centre: Centre, more = {}): Promise<Declared> {
  const staff = await centre.declare("Staff", { ...li, ...more });
  centre.data.staff.get(li.mail)!.status = "free";
  centre.sim.calls.length = 0;
  return staff;
}

describe("Staff who leave", () => {
  it("are gone, and gone already is success", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      await staff.remove();
      assert.equal(centre.data.staff.size, 0);
      assert.equal(await staff.drift(), "gone");
      await staff.remove();
      assert.deepEqual(centre.writes(), ["CreateStaff", "DeleteStaff"]);
    }));

  it("and are online are named, and stay", () =>
    withCentre({}, async (centre) => {
      const staff = await online(centre);
      const { message } = await failureOf(staff.remove());
      assert.equal(
        message,
        'deleting Staff li@example.com failed: li@example.com is online, and the service does not delete agents who are (whenOnline is "fail"). ' +
          "Run again when she has logged off, or let this run wait or log her off: TCCC_WHEN_ONLINE=wait or TCCC_WHEN_ONLINE=forceOffline",
      );
      assert.equal(centre.data.staff.size, 1);
    }));

  it("and are online are waited for until they log off", () =>
    withCentre({}, async (centre) => {
      const staff = await online(centre, { whenOnline: "wait" });
      const removed = staff.remove();
      await centre.sim.nextCall("DescribeStaffStatusMetrics");
      centre.data.staff.get(li.mail)!.status = "offline";
      await removed;
      assert.equal(centre.data.staff.size, 0);
    }));

  it("and stay online are waited for until the deadline", () =>
    withCentre({}, async (centre) => {
      const staff = await online(centre, { whenOnline: "wait", onlineWaitSeconds: 5 });
      const { message } = await failureOf(staff.remove());
      assert.match(message, /li@example\.com was still online after 5 s \(whenOnline is "wait"\)/);
      assert.equal(centre.data.staff.size, 1);
    }));

  it("and are online are logged off, if that is asked for", () =>
    withCentre({}, async (centre) => {
      const staff = await online(centre, { whenOnline: "forceOffline" });
      await staff.remove();
      assert.deepEqual(
        [centre.data.staff.size, centre.writes()],
        [0, ["DeleteStaff", "ForceMemberOffline", "DeleteStaff"]],
      );
    }));

  it("and cannot be deleted after they were logged off may log in again", () =>
    withCentre({}, async (centre) => {
      const staff = await online(centre, { whenOnline: "forceOffline" });
      centre.sim.faults.push({ action: "DeleteStaff", nth: 2, kind: { code: "FailedOperation", message: "no" } });
      await failureOf(staff.remove());
      assert.equal(centre.data.staff.get(li.mail)!.forcedOffline, false);
      assert.equal(centre.writes().at(-1), "RestoreMemberOnline");
    }));

  it("do as TCCC_WHEN_ONLINE says for one run, whatever was declared", () =>
    withCentre({}, async (centre) => {
      const staff = await online(centre, { whenOnline: "forceOffline" });
      const { message } = await failureOf(staff.remove(centre.process({ TCCC_WHEN_ONLINE: "fail" })));
      assert.match(message, /whenOnline is "fail", from TCCC_WHEN_ONLINE/);
      await staff.remove(centre.process({ TCCC_WHEN_ONLINE: "forceOffline" }));
      assert.equal(centre.data.staff.size, 0);
    }));

  it("are stopped by the fuse after so many, and the message says how to go on", () =>
    withCentre({}, async (centre) => {
      const many = await Promise.all(
        [1, 2, 3].map((n) =>
          centre.declare("Staff", { ...li, mail: `p${n}@example.com`, staffNumber: `${n}` }, `p${n}`),
        ),
      );
      const run = centre.process({ TCCC_MAX_DELETES: "2" });
      const results = await Promise.allSettled(many.map((one) => one.remove(run)));
      assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "fulfilled", "rejected"]);
      const failed = results.find((result) => result.status === "rejected")!;
      assert.match(String(failed.reason.message), /this run has deleted 2 staff.*TCCC_MAX_DELETES=<number>/);
      assert.equal(centre.data.staff.size, 1);
    }));

  it("but whom another resource took over in the same run keep their account", () =>
    withCentre({}, async (centre) => {
      const old = await centre.declare("Staff", li, "old");
      const run = centre.process();
      await centre.declare("Staff", li, "new", run);
      await old.remove(run);
      assert.deepEqual([centre.data.staff.size, centre.writes()], [1, ["CreateStaff"]]);
      assert.equal(centre.said('Staff "old" released li@example.com: Staff "new" holds it now').length, 1);
    }));

  it("are not taken for gone where the list cannot be read", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      const kind = { code: "InternalError", message: "down" };
      centre.sim.faults.push({ action: "DescribeStaffInfoList", times: Number.POSITIVE_INFINITY, kind });
      for (const verb of [() => staff.drift(), () => staff.remove()]) {
        assert.match((await failureOf(verb())).message, /Staff li@example\.com failed: InternalError: down/);
      }
      assert.equal(centre.data.staff.size, 1);
    }));
});

describe("many Staff at once", () => {
  it("are made by few calls, each in its own order", () =>
    withCentre({}, async (centre) => {
      const run = centre.process();
      const people = Array.from({ length: 200 }, (_, n) => ({
        ...{ mail: `agent${n}@example.com`, name: `Agent ${n}`, staffNumber: `${n}`, useMobileCallOut: n === 0 },
      }));
      await Promise.all(people.map((one) => centre.declare("Staff", one, one.mail, run)));
      assert.equal(centre.data.staff.size, 200);
      const creates = centre.writes().filter((action) => action === "CreateStaff").length;
      assert.ok(creates <= 30, `${creates} calls of CreateStaff`);
    }));

  it("are refreshed with their bindings by one list", () =>
    withCentre({}, async (centre) => {
      const run = centre.process();
      const people = Array.from({ length: 300 }, (_, n) => ({
        ...{ mail: `agent${n}@example.com`, name: `Agent ${n}`, staffNumber: `${n}` },
      }));
      for (const one of people) addStaff(centre.data, one);
      const declared = await Promise.all([
        ...people.map((one) => centre.declare("Staff", one, one.mail, run)),
        ...people.map(({ mail }) => centre.declare("StaffSkillBinding", { staff: mail, skillGroups: [] }, mail, run)),
      ]);
      centre.sim.calls.length = 0;
      const refresh = centre.process();
      const drifts = await Promise.all(declared.map((one) => one.drift(refresh)));
      assert.ok(drifts.every((drift) => JSON.stringify(drift) === "{}"));
      assert.deepEqual(
        centre.sim.calls.map(({ action }) => action),
        ["DescribeStaffInfoList"],
      );
    }));
});
