import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "../../provider/api/config";
import { createCredentialSource } from "../../provider/api/credentials";
import { reply, tinyServer } from "./fakes";

describe("api/credentials", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "tccc-home-"));
    mkdirSync(join(home, ".tencentcloud"));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const writeFile = (text: string) => writeFileSync(join(home, ".tencentcloud", "credentials"), text);
  const sourceFor = (config: Record<string, string>) =>
    createCredentialSource(
      readSettings((key) => config[key], {}),
      { HOME: home },
    );

  it("gives what was given", async () => {
    assert.deepEqual(await sourceFor({ secretId: "a", secretKey: "b" })(), { secretId: "a", secretKey: "b" });
  });

  it("reads the default section of the credentials file, or the one of tccc:profile", async () => {
    writeFile(
      "; people\n[default]\nsecret_id = AKIDdefault\nsecret_key = kd\n\n[work]\nsecret_id=AKIDwork\nsecret_key=kw\ntoken=tw\n",
    );
    assert.deepEqual(await sourceFor({})(), { secretId: "AKIDdefault", secretKey: "kd" });
    assert.deepEqual(await sourceFor({ profile: "work" })(), { secretId: "AKIDwork", secretKey: "kw", token: "tw" });
    await assert.rejects(
      sourceFor({ profile: "other" })(),
      /No credentials in section \[other\] of the credentials file/,
    );
  });

  it("names the three ways when nothing is found, and finds what is there the next time", async function () {
    this.timeout(15_000); // The metadata service of a CVM may take its time not to answer.
    const source = sourceFor({});
    await assert.rejects(source(), (error: Error) => {
      assert.equal(error.name, "UserError");
      assert.match(
        error.message,
        /TENCENTCLOUD_SECRET_ID.*\n.*~\/\.tencentcloud\/credentials.*CVM or OIDC role\n.*tccc:secretId/,
      );
      return true;
    });
    writeFile("[default]\nsecret_id=a\nsecret_key=b\n");
    assert.deepEqual(await source(), { secretId: "a", secretKey: "b" });
  });

  describe("assumeRole", () => {
    const role = "qcs::cam::uin/100000000001:roleName/deployer";

    it("takes on the role once, and again shortly before the credentials expire", async () => {
      const server = await tinyServer((_received, response) =>
        reply(response, {
          Credentials: { TmpSecretId: "tid", TmpSecretKey: "tkey", Token: "ttoken" },
          ExpiredTime: Math.round(Date.now() / 1000) + 7200,
        }),
      );
      const source = sourceFor({ secretId: "a", secretKey: "b", assumeRole: role, endpoint: server.url });
      assert.deepEqual(await source(), { secretId: "tid", secretKey: "tkey", token: "ttoken" });
      await Promise.all([source(), source()]);
      assert.equal(server.calls.length, 1);
      assert.equal(server.calls[0]?.action, "AssumeRole");
      assert.deepEqual(server.calls[0]?.body, { RoleArn: role, RoleSessionName: "pulumi-tccc" });
      const realNow = Date.now;
      try {
        Date.now = () => realNow() + 7_180_000;
        await source();
      } finally {
        Date.now = realNow;
      }
      assert.equal(server.calls.length, 2);
      await server.close();
    });

    it("says what failed, and tries again the next time", async () => {
      let refuse = true;
      const server = await tinyServer((_received, response) =>
        refuse
          ? reply(response, { Error: { Code: "UnauthorizedOperation", Message: "not allowed" } })
          : reply(response, {
              Credentials: { TmpSecretId: "t", TmpSecretKey: "k", Token: "o" },
              ExpiredTime: Date.now(),
            }),
      );
      const source = sourceFor({ secretId: "a", secretKey: "b", assumeRole: role, endpoint: server.url });
      await assert.rejects(source(), /Taking on the role of tccc:assumeRole failed: .*not allowed/);
      refuse = false;
      assert.equal((await source()).secretId, "t");
      await server.close();
    });
  });
});
