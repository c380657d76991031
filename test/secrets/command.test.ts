import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addExtension, addStaff, startSimulator } from "../../provider/simulator";
import { tcccGet } from "../cli/get-support";

const KEY = {
  secretId: "AKIDofTheProfile0000000000000000",
  secretKey: "secretKeyOfTheProfile00000000000",
  token: "tokenOfTheProfile000000",
};
const SIP = "sip-password-of-the-desk";

/** A secret as a service may write it. */
const written = (secret: string): string[] => [secret, Buffer.from(secret).toString("base64")];

describe("secrets of the command line", function () {
  this.timeout(60_000);

  it("with a key and a token from a profile are in no output, at the most verbose, also where the service quotes them", async () => {
    const home = mkdtempSync(join(tmpdir(), "tccc-profile-"));
    const sim = await startSimulator({ rate: 0, credentials: [KEY] });
    try {
      mkdirSync(join(home, ".tencentcloud"));
      const profile = `[default]\nsecret_id = ${KEY.secretId}\nsecret_key = ${KEY.secretKey}\ntoken = ${KEY.token}\n`;
      writeFileSync(join(home, ".tencentcloud/credentials"), profile);
      const centre = sim.data.instance(1400000000);
      addStaff(centre, { mail: "li@example.com", name: "Li" });
      addExtension(centre, { extensionId: "1001", name: "Desk", password: SIP });
      const { TCCC_SDK_APP_ID = "", TCCC_ENDPOINT = "", TENCENTCLOUD_REGION = "" } = sim.env;
      const env = { HOME: home, TCCC_LOG: "trace", TCCC_SDK_APP_ID, TCCC_ENDPOINT, TENCENTCLOUD_REGION };
      const told: string[] = [];
      const run = async (code: number, ...args: string[]): Promise<string> => {
        const ran = await tcccGet(env, args);
        told.push(ran.stdout, ran.stderr);
        assert.equal(ran.code, code, ran.stderr);
        return ran.stdout + ran.stderr;
      };
      assert.match(await run(0, "staff"), /li@example\.com/);
      assert.match(await run(0, "extensions", "--json"), /1001/);
      const message = `refused: ${[KEY.secretKey, KEY.token].flatMap(written).join(", ")}`;
      sim.faults.push({ times: 9, kind: { code: "AuthFailure.SignatureFailure", message } });
      assert.match(await run(1, "staff"), /refused: \[secret\]/);
      sim.faults.length = 0;
      sim.faults.push({ times: 99, kind: { status: 502, body: message } });
      await run(1, "extensions");
      for (const secret of [KEY.secretKey, KEY.token, SIP].flatMap(written)) {
        for (const text of told) assert.ok(!text.includes(secret), `${secret} in ${text}`);
      }
      assert.match(told.join(""), /tccc trace: DescribeStaffInfoList answer/, "the log was not at its most verbose");
    } finally {
      await sim.close();
      rmSync(home, { recursive: true });
    }
  });
});
