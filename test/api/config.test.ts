import assert from "node:assert/strict";
import { readSettings } from "../../provider/api/config";
import { UserError } from "../../provider/base/errors";

const from = (config: Record<string, string>, env: NodeJS.ProcessEnv = {}) => readSettings((key) => config[key], env);
const refusal = (config: Record<string, string>, env: NodeJS.ProcessEnv = {}): string => {
  try {
    from(config, env);
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  throw new Error("expected a refusal");
};

describe("api/config", () => {
  it("has defaults for everything", () => {
    assert.deepEqual(from({}), {
      credentialSource: "chain",
      endpoint: { protocol: "https://", host: "ccc.tencentcloudapi.com" },
      requestsPerSecond: 20,
      maxDeletes: 50,
    });
  });

  it("takes configuration before the environment, and empty texts as absent", () => {
    const env = {
      TCCC_SDK_APP_ID: "2",
      TENCENTCLOUD_REGION: "ap-guangzhou",
      TCCC_ENDPOINT: "ccc.intl.tencentcloudapi.com",
    };
    const settings = from({ sdkAppId: "1400000000", region: "", endpoint: "" }, env);
    assert.equal(settings.sdkAppId, 1400000000);
    assert.equal(settings.region, "ap-guangzhou");
    assert.equal(settings.endpoint.host, "ccc.intl.tencentcloudapi.com");
  });

  it("takes the brakes of one run from the environment first", () => {
    const settings = from({ maxDeletes: "5" }, { TCCC_MAX_DELETES: "0", TCCC_WHEN_ONLINE: "forceOffline" });
    assert.equal(settings.maxDeletes, 0);
    assert.equal(settings.whenOnline, "forceOffline");
  });

  it("takes a limit of removals that somebody can mean, and no other", () => {
    const limit = (text: string) => from({}, { TCCC_MAX_REMOVALS: text }).maxRemovals;
    const fine = {
      "0": 0,
      " 40 ": 40,
      "25%": "25%",
      "0.5%": "0.5%",
      "100%": "100%",
      unlimited: "unlimited",
      " ": undefined,
    };
    for (const [text, value] of Object.entries(fine)) assert.equal(limit(text), value, text);
    for (const text of ["25 %", "-1", "-5%", "101%", "1000%", "abc", "Unlimited", "2.5", "1e3"]) {
      assert.match(
        refusal({}, { TCCC_MAX_REMOVALS: text }),
        /TCCC_MAX_REMOVALS: expected a whole number, a percentage up to 100% such as 25%, or unlimited, got "/,
      );
    }
  });

  it("lists every fault in one error", () => {
    const message = refusal(
      {
        sdkAppId: "abc",
        endpoint: "http://ccc.example.com",
        requestsPerSecond: "0",
        assumeRole: "me",
        secretId: "AKIDx",
      },
      { TCCC_MAX_DELETES: "-1", TCCC_WHEN_ONLINE: "maybe", TENCENTCLOUD_SECRET_KEY: "never-shown" },
    );
    assert.equal(
      message,
      [
        "The configuration of this provider cannot be used:",
        '  - tccc:sdkAppId: expected a whole number of 1 or more, got "abc"',
        '  - tccc:endpoint: expected https://: plain http is accepted for 127.0.0.0/8, ::1 and localhost only, got "http://ccc.example.com"',
        '  - tccc:requestsPerSecond: expected a whole number from 1 to 100000, got "0"',
        '  - TCCC_MAX_DELETES: expected a whole number of 0 or more, got "-1"',
        '  - TCCC_WHEN_ONLINE: expected one of fail, wait, forceOffline, got "maybe"',
        '  - tccc:assumeRole: expected the ARN of a role such as qcs::cam::uin/100000000001:roleName/deployer, got "me"',
        "  - tccc:secretKey: missing, but tccc:secretId is set; credentials are taken as a whole set from one source",
      ].join("\n"),
    );
  });

  describe("credentials", () => {
    const env = { TENCENTCLOUD_SECRET_ID: "eid", TENCENTCLOUD_SECRET_KEY: "ekey", TENCENTCLOUD_TOKEN: "etoken" };

    it("come as a whole set from configuration, never with the environment's token", () => {
      const settings = from({ secretId: "cid", secretKey: "ckey" }, env);
      assert.deepEqual(settings.credentials, { secretId: "cid", secretKey: "ckey" });
      assert.equal(settings.credentialSource, "configuration");
    });

    it("else as a whole set from the environment", () => {
      const settings = from({}, env);
      assert.deepEqual(settings.credentials, { secretId: "eid", secretKey: "ekey", token: "etoken" });
      assert.equal(settings.credentialSource, "environment");
    });

    it("are refused in part, naming what is missing and no value", () => {
      assert.match(
        refusal({}, { TENCENTCLOUD_SECRET_ID: "hidden" }),
        /TENCENTCLOUD_SECRET_KEY: missing, but TENCENTCLOUD_SECRET_ID is set/,
      );
      const message = refusal({ token: "hidden" }, env);
      assert.match(message, /tccc:secretId and tccc:secretKey: missing, but tccc:token is set/);
      assert.doesNotMatch(message, /hidden|ekey|etoken/);
    });

    it("a profile in configuration is a source of its own", () => {
      assert.deepEqual(from({ profile: "work" }, env).credentials, undefined);
      assert.equal(from({ profile: "work" }, env).profile, "work");
      assert.match(refusal({ profile: "work", secretId: "a", secretKey: "b" }), /tccc:profile: cannot be combined/);
    });
  });

  describe("endpoint", () => {
    const endpoint = (text: string) => from({ endpoint: text }).endpoint;

    it("is a host or a full URL", () => {
      assert.deepEqual(endpoint("ccc.example.com"), { protocol: "https://", host: "ccc.example.com" });
      assert.deepEqual(endpoint("https://ccc.example.com:8443/"), {
        protocol: "https://",
        host: "ccc.example.com:8443",
      });
    });

    it("is plain http on loopback only", () => {
      assert.deepEqual(endpoint("http://127.0.0.1:8080"), { protocol: "http://", host: "127.0.0.1:8080" });
      assert.deepEqual(endpoint("http://127.9.9.9"), { protocol: "http://", host: "127.9.9.9" });
      assert.deepEqual(endpoint("http://localhost:1"), { protocol: "http://", host: "localhost:1" });
      assert.deepEqual(endpoint("http://[::1]:1"), { protocol: "http://", host: "[::1]:1" });
      for (const host of ["10.0.0.1", "localhost.example.com", "128.0.0.1", "127.0.0.1.example.com"]) {
        assert.match(refusal({ endpoint: `http://${host}` }), /plain http is accepted for/, host);
      }
    });

    it("refuses what is no address, and hides a password in it", () => {
      for (const text of ["ftp://ccc.example.com", "https://ccc.example.com/path", "https://", "a b"]) {
        assert.match(refusal({ endpoint: text }), /tccc:endpoint: expected a host such as/, text);
      }
      assert.doesNotMatch(refusal({ endpoint: "https://me:hunter2@ccc.example.com" }), /hunter2/);
    });
  });
});
