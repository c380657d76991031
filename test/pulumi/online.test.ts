import assert from "node:assert/strict";
import { centreSuite } from "./afresh";
import { type Centre, expectNoStack } from "./centre";

const person = (name: string, number: number, more = "") => `
  new tccc.Staff("${name}", { mail: "${name}@example.com", name: "${name}", staffNumber: "${number}", sendPassword: true, ${more} });
`;
const WAITS = 'whenOnline: "wait", onlineWaitSeconds: 100';
const THREE = person("li", 1) + person("wang", 2, WAITS) + person("zhao", 3, 'whenOnline: "forceOffline"');

const mails = (centre: Centre) => [...centre.live.staff.keys()].sort();

centreSuite("an agent who is online when she is to be deleted", { inline: true }, (get) => {
  const online = async (body: string) => {
    const centre = get();
    await centre.up(body);
    for (const staff of centre.live.staff.values()) staff.status = "free";
    centre.forget();
    return centre;
  };
  const declaresNone = async (centre: Centre, options: Parameters<Centre["up"]>[1] = {}) => centre.up("", options);

  it("stops a destroy, is waited for, or is logged off, as her whenOnline says", async () => {
    const centre = await online(THREE);
    // Wang ends her shift as soon as somebody asks for it.
    const asked = centre.sim.nextCall("DescribeStaffStatusMetrics").then(() => {
      centre.staff("wang@example.com").status = "offline";
    });
    const result = await centre.project.destroy({ expectFail: true, everyFailure: true });
    await asked;
    expectNoStack(result);
    assert.match(
      result.all,
      /li@example\.com is online, and the service does not delete agents who are \(whenOnline is "fail"\)/,
    );
    assert.match(result.all, /TCCC_WHEN_ONLINE=wait or TCCC_WHEN_ONLINE=forceOffline/);
    assert.deepEqual(mails(centre), ["li@example.com"]);
    assert.equal(centre.staff("li@example.com").status, "free");
    assert.deepEqual(
      centre.callsOf("ForceMemberOffline").map(({ request }) => request.UserId),
      ["zhao@example.com"],
    );

    centre.staff("li@example.com").status = "offline";
    await centre.project.destroy();
    assert.deepEqual(mails(centre), []);
  });

  it("stops her removal from the program, and TCCC_WHEN_ONLINE decides instead for one run", async () => {
    const centre = await online(THREE);
    const refused = await declaresNone(centre, {
      env: { TCCC_WHEN_ONLINE: "fail" },
      ...{ expectFail: true, everyFailure: true },
    });
    for (const name of ["li", "wang", "zhao"]) {
      const message = `${name}@example.com is online, and the service does not delete agents who are (whenOnline is "fail", from TCCC_WHEN_ONLINE)`;
      assert.ok(refused.all.includes(message), `${message}:\n${refused.all}`);
    }
    assert.equal(mails(centre).length, 3);
    assert.deepEqual(centre.callsOf("ForceMemberOffline"), []);

    await centre.up(undefined, { env: { TCCC_WHEN_ONLINE: "forceOffline" } });
    assert.deepEqual(mails(centre), []);
    assert.equal(centre.callsOf("ForceMemberOffline").length, 3);
    assert.deepEqual(await centre.project.resources(), []);
  });

  it("is named with what to do when she does not log off in time, or is still online under TCCC_WHEN_ONLINE=wait", async () => {
    const centre = await online(person("li", 1, "onlineWaitSeconds: 20"));
    const { all } = await declaresNone(centre, { env: { TCCC_WHEN_ONLINE: "wait" }, expectFail: true });
    assert.match(all, /li@example\.com was still online after 20 s \(whenOnline is "wait", from TCCC_WHEN_ONLINE\)/);
    assert.match(all, /log her off for this run: TCCC_WHEN_ONLINE=forceOffline/);
    assert.deepEqual(mails(centre), ["li@example.com"]);
    assert.equal(centre.staff("li@example.com").status, "free");
  });

  it("may log in again when the deletion fails after she was logged off", async () => {
    const centre = await online(
      person("zhao", 3, 'whenOnline: "forceOffline"') + person("han", 4, 'whenOnline: "forceOffline"'),
    );
    centre.sim.faults.push({
      action: "DeleteStaff",
      times: Number.POSITIVE_INFINITY,
      // She was deletable only in theory: once she is off, the service refuses all the same.
      match: () => [...centre.live.staff.values()].every(({ status }) => status === "offline"),
      kind: { code: "FailedOperation", message: "The members are locked." },
    });
    const { all } = await declaresNone(centre, { expectFail: true, everyFailure: true });
    assert.match(all, /deleting Staff zhao@example\.com failed: .*The members are locked/);
    assert.match(all, /log in again/);
    for (const mail of ["zhao@example.com", "han@example.com"]) assert.equal(centre.staff(mail).forcedOffline, false);
    assert.equal(centre.callsOf("RestoreMemberOnline").length, 2);

    centre.sim.faults.length = 0;
    await centre.up();
    assert.deepEqual(mails(centre), []);
  });

  it("does not come into it where the fuse stops a run after so many deletions; the next run goes on", async () => {
    const centre = get();
    await centre.up(["li", "wang", "zhao", "han"].map((name, index) => person(name, index + 1)).join(""));
    centre.forget();
    const blown = await declaresNone(centre, {
      env: { TCCC_MAX_DELETES: "2" },
      ...{ expectFail: true, everyFailure: true },
    });
    assert.match(blown.all, /this run has deleted 2 staff, and tccc:maxDeletes allows no more/);
    assert.match(blown.all, /run again with TCCC_MAX_DELETES=<number>, or raise tccc:maxDeletes/);
    assert.equal(mails(centre).length, 2);
    await centre.up(undefined, { env: { TCCC_MAX_DELETES: "2" } });
    assert.deepEqual(mails(centre), []);
    assert.deepEqual(await centre.project.resources(), []);
  });
});
