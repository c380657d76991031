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

    /** A source whose STS answers by `answer`, and how often it was asked. */
    const withSts = async (
      answer: (call: number) => object | number,
      body: (source: ReturnType<typeof sourceFor>, calls: unknown[]) => Promise<void>,
    ) => {
      let call = 0;
      const server = await tinyServer((_received, response) => {
        const content = answer(++call);
        if (typeof content === "object") return reply(response, content);
        response.writeHead(content);
        response.end();
      });
      const config: Record<string, string> = { secretId: "a", secretKey: "b", assumeRole: role, endpoint: server.url };
      const source = createCredentialSource(
        readSettings((key) => config[key], {}),
        { HOME: home, TCCC_TIME_SCALE: "0.001" },
      );
      try {
        await body(source, server.calls);
      } finally {
        await server.close();
      }
    };
    const given = (seconds: number, name = "t") => ({
      Credentials: { TmpSecretId: name, TmpSecretKey: "k", Token: "o" },
      ExpiredTime: Math.round(Date.now() / 1000) + seconds,
    });
    const later = async <T>(ms: number, body: () => Promise<T>): Promise<T> => {
      const realNow = Date.now;
      Date.now = () => realNow() + ms;
      try {
        return await body();
      } finally {
        Date.now = realNow;
      }
    };

    it("refuses an answer that has expired already, after one question", async () => {
      for (const seconds of [-3600, -1]) {
        await withSts(
          () => given(seconds),
          async (source, calls) => {
            await assert.rejects(
              source(),
              /AssumeRole for the role of tccc:assumeRole gave credentials that had expired already \(at .*Z; this machine's clock says .*Z\)\. Set the clock of this machine right/,
            );
            assert.equal(calls.length, 1);
          },
        );
      }
    });

    it("uses credentials that live for less than half a minute, for as long as they do", async () => {
      await withSts(
        () => given(20),
        async (source, calls) => {
          for (let at = 0; at < 5; at++) assert.equal((await source()).secretId, "t");
          assert.equal(calls.length, 1);
          await later(15_000, async () => assert.equal((await source()).secretId, "t"));
          assert.equal(calls.length, 2);
        },
      );
    });

    it("asks again after a failure that passes, at first and at a renewal", async () => {
      const fails = (call: number) => call % 2 === 1;
      await withSts(
        (call) =>
          fails(call)
            ? call === 1
              ? 502
              : { Error: { Code: "InternalError", Message: "busy" } }
            : given(7200, `t${call}`),
        async (source, calls) => {
          assert.equal((await source()).secretId, "t2");
          await later(7_190_000, async () => assert.equal((await source()).secretId, "t4"));
          assert.equal(calls.length, 4);
        },
      );
    });

    it("goes on with what has not expired where a renewal fails, and no longer", async () => {
      await withSts(
        (call) => (call === 1 ? given(7200) : { Error: { Code: "UnauthorizedOperation", Message: "not any more" } }),
        async (source) => {
          await source();
          await later(7_180_000, async () => assert.equal((await source()).secretId, "t"));
          await later(7_201_000, () =>
            assert.rejects(source(), /tccc:assumeRole failed: UnauthorizedOperation: not any more/),
          );
        },
      );
    });

    it("refuses an answer without credentials", async () => {
      await withSts(
        () => ({ Credentials: null, ExpiredTime: 4e9 }),
        (source) => assert.rejects(source(), /tccc:assumeRole failed: the answer holds no credentials/),
      );
    });
  });
});
