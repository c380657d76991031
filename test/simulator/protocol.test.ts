import assert from "node:assert/strict";
import { connect } from "node:net";
import { sign, startSimulator } from "../../provider/simulator";
import { app, clientOf, codeOf, person, raw, withSimulator } from "./support";

const list = JSON.stringify({ SdkAppId: app, PageNumber: 0, PageSize: 10 });

describe("simulator: signature", () => {
  it("computes the service's published example", () => {
    const signature = sign(
      {
        method: "POST",
        query: "",
        headers: { "Content-Type": "application/json; charset=utf-8", Host: "cvm.tencentcloudapi.com" },
        body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
        timestamp: 1551113065,
        service: "cvm",
      },
      "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
    );
    assert.equal(signature, "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
  });

  it("refuses what is not signed, or not by a known key, or too old, each by its own code", () =>
    withSimulator({}, async ({ sim }) => {
      const code = async (options: Parameters<typeof raw>[3]) =>
        (await raw(sim, "DescribeStaffInfoList", list, options)).code;
      const old = Math.floor(Date.now() / 1000) - 301;
      assert.equal(await code({}), undefined);
      assert.equal(await code({ authorization: null }), "AuthFailure.InvalidAuthorization");
      assert.equal(await code({ authorization: "Bearer x" }), "AuthFailure.InvalidAuthorization");
      assert.equal(await code({ secretId: "AKIDunknown" }), "AuthFailure.SecretIdNotFound");
      assert.equal(await code({ secretKey: "wrong" }), "AuthFailure.SignatureFailure");
      assert.equal(await code({ timestamp: old }), "AuthFailure.SignatureExpire");
      assert.equal(await code({ headers: { "x-tc-token": "t" } }), "AuthFailure.TokenFailure");
      assert.equal(await code({ signedHeaders: ["host"] }), "AuthFailure.InvalidAuthorization");
    }));

  it("checks every header that is named as signed", () =>
    withSimulator({}, async ({ sim }) => {
      const signedHeaders = ["content-type", "host", "x-tc-action"];
      assert.equal((await raw(sim, "DescribeStaffInfoList", list, { signedHeaders })).code, undefined);
      const swapped = await raw(sim, "DescribeStaffInfoList", list, {
        signedHeaders: ["content-type", "host", "x-tc-missing"],
        headers: { "x-tc-missing": "" },
      });
      assert.equal(swapped.code, undefined, "an empty header is signed as empty");
    }));

  it("knows temporary keys by their token", async () => {
    const credentials = [{ secretId: "AKIDtemporary", secretKey: "key", token: "token-1" }];
    const sim = await startSimulator({ credentials });
    assert.equal(sim.env.TENCENTCLOUD_TOKEN, "token-1");
    const code = async (token: string) =>
      (await raw(sim, "DescribeStaffInfoList", list, { headers: { "x-tc-token": token } })).code;
    assert.equal(await code("token-1"), undefined);
    assert.equal(await code("token-2"), "AuthFailure.TokenFailure");
    await sim.close();
  });

  it("keeps a key to its own instances", async () => {
    const credentials = [
      { secretId: "AKIDone", secretKey: "1", sdkAppIds: [1400000001] },
      { secretId: "AKIDtwo", secretKey: "2", sdkAppIds: [1400000002] },
    ];
    const sim = await startSimulator({ credentials });
    const client = clientOf(sim);
    const page = { PageNumber: 0, PageSize: 10 };
    assert.equal(await codeOf(client.DescribeStaffInfoList({ SdkAppId: 1400000001, ...page })), "ok");
    const foreign = client.DescribeStaffInfoList({ SdkAppId: 1400000002, ...page });
    assert.equal(await codeOf(foreign), "InvalidParameterValue.InstanceNotExist");
    const bought = await client.DescribeCCCBuyInfoList({});
    assert.deepEqual(
      bought.SdkAppIdBuyList?.map((one) => one.SdkAppId),
      [1400000001],
    );
    await sim.close();
  });
});

describe("simulator: protocol", () => {
  it("answers errors with HTTP 200, a code, and always a RequestId", () =>
    withSimulator({}, async ({ sim }) => {
      const cases: [string, string, string, Parameters<typeof raw>[3]][] = [
        ["InvalidAction", "MakeCoffee", "{}", {}],
        ["InvalidAction", "constructor", "{}", {}],
        ["MissingParameter", "", "{}", {}],
        ["NoSuchVersion", "CreateStaff", "{}", { headers: { "x-tc-version": "2019-01-01" } }],
        ["InvalidParameter", "CreateStaff", "{", {}],
        ["InvalidParameter", "CreateStaff", "[]", {}],
        ["UnsupportedProtocol", "CreateStaff", "{}", { method: "PUT" }],
        ["InvalidRequest", "CreateStaff", "{}", { path: "/v2" }],
      ];
      for (const [code, action, body, options] of cases) {
        const answer = await raw(sim, action, body, options);
        assert.deepEqual([answer.status, answer.code], [200, code], answer.text);
        assert.match(answer.requestId!, /^[0-9a-f-]{36}$/);
      }
    }));

  it("is loud about an action of the service that it does not know", async () => {
    const complaints: string[] = [];
    const sim = await startSimulator({ complain: (line) => complaints.push(line) });
    const code = await codeOf(clientOf(sim).CreateUserSig({ SdkAppId: app, Uid: "1", ExpiredTime: 1, ClientData: "" }));
    await sim.close();
    assert.equal(code, "UnsupportedOperation");
    assert.deepEqual(complaints, ["the simulator does not know CreateUserSig yet: answered with UnsupportedOperation"]);
  });

  it("checks requests against the vendor's types", () =>
    withSimulator({}, async ({ sim }) => {
      const cases: [string, string, object][] = [
        ["UnknownParameter", "The parameter `Foo` is not recognized.", { Foo: 1 }],
        [
          "UnknownParameter",
          "The parameter `Staffs.0.Foo` is not recognized.",
          { Staffs: [{ ...person("a"), Foo: 1 }] },
        ],
        ["MissingParameter", "The request is missing a required parameter `Staffs`.", { Staffs: undefined }],
        [
          "MissingParameter",
          "The request is missing a required parameter `Staffs.0.Mail`.",
          {
            Staffs: [{ Name: "a", StaffNumber: "1" }],
          },
        ],
        [
          "InvalidParameter",
          "The value type of parameter `SdkAppId` is not valid: expected integer.",
          { SdkAppId: "1" },
        ],
        [
          "InvalidParameter",
          "The value type of parameter `SdkAppId` is not valid: expected integer.",
          { SdkAppId: 1.5 },
        ],
        [
          "InvalidParameter",
          "The value type of parameter `SendPassword` is not valid: expected boolean.",
          {
            SendPassword: null,
          },
        ],
        ["InvalidParameterValue.InstanceNotExist", "The SDKAppID does not exist.", { SdkAppId: 1 }],
      ];
      for (const [code, message, change] of cases) {
        const body = JSON.stringify({ SdkAppId: app, Staffs: [person("a")], ...change });
        const answer = await raw(sim, "CreateStaff", body);
        assert.deepEqual([answer.code, answer.message], [code, message]);
      }
      assert.equal(sim.data.instance(app).staff.size, 0);
    }));

  it("takes the query form, with lists and nested members", () =>
    withSimulator({}, async ({ sim }) => {
      const client = clientOf(sim, "GET");
      await client.CreateStaff({ SdkAppId: app, Staffs: [person("li"), person("wang")], SendPassword: false });
      const { SkillGroupId } = await client.CreateCCCSkillGroup({
        SdkAppId: app,
        SkillGroupName: "销售 & co",
        SkillGroupType: 0,
      });
      await client.BindStaffSkillGroupList({
        SdkAppId: app,
        StaffEmail: "li@example.com",
        StaffSkillGroupList: [{ SkillGroupId: SkillGroupId!, Priority: 2 }],
      });
      const { staff, skillGroups } = sim.data.instance(app);
      assert.deepEqual([...staff.keys()], ["li@example.com", "wang@example.com"]);
      assert.equal(skillGroups.get(SkillGroupId!)?.name, "销售 & co");
      assert.deepEqual(staff.get("li@example.com")?.skillGroups, [{ skillGroupId: SkillGroupId, priority: 2 }]);
      const deep = await raw(sim, "CreateStaff", "", { method: "GET", path: `/?a${".0".repeat(99)}=1` });
      assert.equal(deep.code, "InvalidParameter");
      const proto = await raw(sim, "CreateStaff", "", {
        method: "GET",
        path: `/?SdkAppId=${app}&Staffs.0.Name=a&__proto__.polluted=1`,
      });
      assert.equal(proto.code, "UnknownParameter");
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    }));

  it("refuses bodies above 10 MB", () =>
    withSimulator({}, async ({ sim }) => {
      const answer = await raw(sim, "CreateStaff", `{"a":"${"x".repeat(11 * 1024 * 1024)}"}`);
      assert.equal(answer.code, "RequestSizeLimitExceeded");
      assert.equal((await raw(sim, "DescribeStaffInfoList", list)).code, undefined);
    }));

  it("lives on after clients that send nonsense or hang up", () =>
    withSimulator({ complain: (line) => assert.fail(line) }, async ({ sim }) => {
      const port = Number(new URL(sim.url).port);
      for (const text of ["\x00\x01\x02\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"]) {
        await new Promise<void>((resolve) => {
          const socket = connect(port, "127.0.0.1", () => socket.end(text));
          socket.on("error", () => {}).on("close", () => resolve());
          socket.resume();
        });
      }
      assert.equal((await raw(sim, "DescribeStaffInfoList", list)).code, undefined);
    }));

  it("allows 20 calls a second per action, in the service's words, and counts the refused", () =>
    withSimulator({ rate: 20 }, async ({ sim, client }) => {
      const page = { SdkAppId: app, PageNumber: 0, PageSize: 10 };
      const calls = Array.from({ length: 25 }, () => codeOf(client.DescribeStaffInfoList(page)));
      const codes = await Promise.all(calls);
      assert.equal(codes.filter((code) => code === "RequestLimitExceeded").length, 5);
      assert.equal(sim.throttled, 5);
      assert.equal(await codeOf(client.DescribeSkillGroupInfoList(page)), "ok");
      const { message } = await raw(sim, "DescribeStaffInfoList", list);
      assert.equal(
        message,
        "Your current request times equals to `21` in a second, which exceeds the frequency limit `20` for a second. " +
          "Please reduce the frequency of calls.",
      );
    }));

  it("delays answers by the latency asked for", () =>
    withSimulator({ latencyMs: 60 }, async ({ client }) => {
      const start = performance.now();
      await client.DescribeCCCBuyInfoList({});
      assert.ok(performance.now() - start >= 59);
    }));

  it("takes 200 CreateStaff calls in little more than a second of its own time", () =>
    withSimulator({}, async ({ sim, client }) => {
      const start = process.cpuUsage();
      for (let i = 0; i < 200; i += 1) await client.CreateStaff({ SdkAppId: app, Staffs: [person(`p${i}`)] });
      const took = process.cpuUsage(start).user / 1000;
      assert.equal(sim.data.instance(app).staff.size, 200);
      assert.ok(took < 1500, `took ${took} ms`);
    }));

  it("tells by itself what to export, and starts again with the same at reset", () =>
    withSimulator({ seed: (data) => void data.instance(app).skillGroups.clear() }, async ({ sim, client }) => {
      assert.equal(sim.env.TCCC_ENDPOINT, sim.url);
      await client.CreateStaff({ SdkAppId: app, Staffs: [person("li")] });
      sim.faults.push({ kind: "internal" });
      sim.dialect.bindMode = "replace";
      sim.reset();
      assert.deepEqual([sim.calls.length, sim.faults.length, sim.dialect.bindMode], [0, 0, "add"]);
      assert.equal(sim.data.instance(app).staff.size, 0);
    }));
});

describe("simulator: record", () => {
  it("keeps every call in order with its outcome, and no secret", () =>
    withSimulator({}, async ({ sim, client }) => {
      await client.CreateStaff({ SdkAppId: app, Staffs: [person("li")], SendPassword: false });
      await client.ModifyStaffPassword({ SdkAppId: app, Email: "li@example.com", Password: "Secret-1" });
      await client.CreateAutoCalloutTask({
        SdkAppId: app,
        NotBefore: 4e9,
        Callees: ["008613000009999"],
        Callers: ["008675500000001"],
        IvrId: 1,
        UUI: "Secret-2",
        Variables: [{ Key: "k", Value: "Secret-3" }],
        CalleeAttributes: [{ Callee: "008613000009999", UUI: "Secret-4" }],
        TriggerStrategy: [
          { InterfaceConfig: { Url: "https://li:Secret-8@example.com", BearerAuth: { BearerToken: "Secret-5" } } },
        ],
      });
      await codeOf(client.DeleteExtension({ SdkAppId: 7, ExtensionId: "1" }));
      await raw(
        sim,
        "ModifyStaffPassword",
        JSON.stringify({ SdkAppId: app, Email: "a", Password: "Secret-6", password: "Secret-7" }),
      );
      assert.deepEqual(
        sim.calls.map((call) => [call.action, call.outcome]),
        [
          ["CreateStaff", "ok"],
          ["ModifyStaffPassword", "ok"],
          ["CreateAutoCalloutTask", "ok"],
          ["DeleteExtension", "InvalidParameterValue.InstanceNotExist"],
          ["ModifyStaffPassword", "UnknownParameter"],
        ],
      );
      assert.equal(sim.calls[0]?.request.SendPassword, false);
      assert.equal(sim.calls[1]?.request.Password, "[secret]");
      const record = JSON.stringify(sim.calls);
      for (const secret of [
        "Secret-",
        "008613000009999",
        sim.env.TENCENTCLOUD_SECRET_ID!,
        sim.env.TENCENTCLOUD_SECRET_KEY!,
      ]) {
        assert.ok(!record.includes(secret), secret);
      }
    }));
});
