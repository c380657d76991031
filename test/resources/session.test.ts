import assert from "node:assert/strict";
import { createLog } from "../../provider/base/log";
import { createHandlers, definitions } from "../../provider/resources/registry";
import { createSession } from "../../provider/resources/session";
import { urnOf } from "../core/thing";
import { app, failureOf, withCentre } from "./centre";

const internal = { __provider: "text", __identity: urnOf("SkillGroup", "sales") };
const sales = { ...internal, sdkAppId: app, name: "Sales", type: "phone" };
const quiet = createLog({}, () => undefined);

describe("a session", () => {
  it("has the verbs of every resource under its frozen name", () => {
    const handlers = createHandlers(createSession({ env: {}, log: quiet }));
    for (const name of ["AutoCalloutTask", "Extension", "SkillGroup", "Staff", "StaffSkillBinding"]) {
      assert.ok(Object.hasOwn(handlers, name), name);
    }
    for (const [name, { type, inputs, computed }] of Object.entries(definitions)) {
      assert.equal(type, name);
      const twice = computed.filter((output) => Object.hasOwn(inputs.shape, output));
      assert.deepEqual(twice, [], `${name}: a computed name equals an input's`);
    }
  });

  it("tells every faulty setting at once, in check, and shows no secret", async () => {
    const session = createSession({ env: { TCCC_WHEN_ONLINE: "never", TCCC_MAX_DELETES: "-1" }, log: quiet });
    const settings: Record<string, string> = {
      ...{ "tccc:sdkAppId": "x", "tccc:endpoint": "http://example.com", "tccc:requestsPerSecond": "0" },
      "tccc:secretKey": "hunter2",
    };
    session.configure((key) => settings[key]);
    const { failures } = await createHandlers(session).SkillGroup.check!({}, sales);
    const told = failures!.map(({ reason }) => reason).join("\n");
    for (const name of [
      ...Object.keys(settings).slice(0, 3),
      "TCCC_WHEN_ONLINE",
      "TCCC_MAX_DELETES",
      "tccc:secretId",
    ]) {
      assert.ok(told.includes(name), `${name} is not in: ${told}`);
    }
    assert.doesNotMatch(told, /hunter2/);
  });

  it("takes the instance of the configuration, and works with another account once that is configured", () =>
    withCentre({}, async (centre) => {
      const session = createSession({ env: { ...centre.sim.env, TCCC_TIME_SCALE: "0.01" }, log: quiet });
      session.configure((key) =>
        key === "tccc:secretKey" ? "wrong" : key === "tccc:secretId" ? "AKIDwrong" : undefined,
      );
      const { SkillGroup } = createHandlers(session);
      const { inputs } = await SkillGroup.check!({}, { ...internal, name: "Sales", type: "phone" });
      assert.equal(inputs.sdkAppId, app);
      assert.match((await failureOf(SkillGroup.create!(inputs))).message, /AuthFailure/);
      session.configure(() => undefined);
      assert.equal((await SkillGroup.create!(inputs)).id, `${app}/1001`);
    }));

  it("says which instance is not there, and what to check", () =>
    withCentre({}, async (centre) => {
      const { message } = await failureOf(centre.declare("SkillGroup", { name: "Sales", type: "phone", sdkAppId: 7 }));
      assert.match(message, /^creating SkillGroup "Sales" failed: .*InstanceNotExist.*RequestId/);
      assert.match(message, /Check tccc:sdkAppId \(or TCCC_SDK_APP_ID\)/);
    }));

  it("ends at once where no other plan can help, and says which permission is missing", () =>
    withCentre({}, async (centre) => {
      centre.sim.faults.push({
        action: "CreateCCCSkillGroup",
        times: Number.POSITIVE_INFINITY,
        kind: { code: "UnauthorizedOperation", message: "no" },
      });
      const { message } = await failureOf(centre.declare("SkillGroup", { name: "Sales", type: "phone" }));
      assert.match(message, /Allow the action ccc:CreateCCCSkillGroup in the access policy/);
      assert.deepEqual(centre.writes(), ["CreateCCCSkillGroup"]);
    }));
});
