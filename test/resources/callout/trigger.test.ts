import assert from "node:assert/strict";
import { Refused, withCentre } from "../centre";

const notBefore = Math.floor(Date.now() / 1000) + 30 * 86_400;
const task = { notBefore, callers: ["008675500000001"], callees: ["008613800138000"], aiAgentId: 7 };
const url = "https://example.com/hook";
const rule = {
  interfaceConfig: {
    url,
    headerParams: { "X-Key": "secret-header" },
    params: [{ key: "caller", value: "secret-param", valueType: "string" }],
    returns: ["result"],
    async: true,
    bearerAuth: { bearerToken: "secret-bearer" },
    oauth2Auth: { tokenUrl: "https://example.com/token", clientId: "id", clientSecret: "secret-client" },
  },
  hangupTypes: ["busy"],
  callTags: [{ name: "intent", value: "yes" }],
  triggerMode: "ONCE_PER_NUMBER",
};

describe("AutoCalloutTask.triggerStrategy", () => {
  it("reaches the service with every member, and shows no credentials anywhere", () =>
    withCentre({}, async (centre) => {
      const declared = await centre.declare("AutoCalloutTask", { ...task, triggerStrategy: [rule] });
      const [record] = centre.data.calloutTasks.values();
      assert.deepEqual(record!.settings.TriggerStrategy, [
        {
          InterfaceConfig: {
            Url: url,
            HeaderParams: [{ Key: "X-Key", Value: "secret-header" }],
            Params: [{ Key: "caller", Value: "secret-param", ValueType: "string" }],
            Returns: [{ Key: "result" }],
            Async: true,
            AuthType: 1,
            BearerAuth: { BearerToken: "secret-bearer" },
            Oauth2Auth: { TokenURL: "https://example.com/token", ClientId: "id", ClientSecret: "secret-client" },
          },
          HangupTypes: ["busy"],
          CallTags: [{ TagName: "intent", TagValue: "yes" }],
          TriggerMode: "ONCE_PER_NUMBER",
        },
      ]);
      assert.doesNotMatch([...centre.lines, JSON.stringify(centre.sim.calls)].join("\n"), /secret-/);
      assert.deepEqual(await declared.drift(), {});
      const changed = { ...rule, hangupTypes: ["noAnswer"] };
      assert.equal(await declared.change({ ...task, triggerStrategy: [changed] }), "replace");
    }));

  it("without credentials says that none are needed", () =>
    withCentre({}, async (centre) => {
      await centre.declare("AutoCalloutTask", { ...task, triggerStrategy: [{ interfaceConfig: { url } }] });
      const [record] = centre.data.calloutTasks.values();
      assert.deepEqual(record!.settings.TriggerStrategy, [{ InterfaceConfig: { Url: url, AuthType: 0 } }]);
    }));

  it("is refused with every wrong member, and shows no value", () =>
    withCentre({}, async (centre) => {
      const wrong = {
        interfaceConfig: { url: "hunter2", basicAuth: { basicToken: 7 }, oauth: {} },
        triggerMode: "SOMETIMES",
      };
      const error = await centre
        .declare("AutoCalloutTask", { ...task, triggerStrategy: [wrong] })
        .catch((reason: unknown) => reason);
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.failures.map((failure) => failure.split(":")[0]).sort(), [
        "triggerStrategy[0].interfaceConfig.basicAuth.basicToken",
        "triggerStrategy[0].interfaceConfig.oauth",
        "triggerStrategy[0].interfaceConfig.url",
        "triggerStrategy[0].triggerMode",
      ]);
      assert.doesNotMatch(error.message, /hunter2|SOMETIMES/);
    }));
});
