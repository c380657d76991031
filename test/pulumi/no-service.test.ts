import assert from "node:assert/strict";
import type { FaultKind } from "../../provider/simulator";
import { type Centre, expectNoStack, newCentre } from "./centre";
import { engineSuite, type Result } from "./harness";

const GROUP = 'const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });\n';
const STAFF = ["li", "han", "zhao"].map(
  (name, n) =>
    `new tccc.Staff("${name}", { mail: "${name}@example.com", name: "${name}", staffNumber: "${n}", sendPassword: true }, { dependsOn: sales });\n`,
);
const CREATING = 'creating SkillGroup "Sales" failed: ';
const ID = "RequestId [0-9a-f]{8}-[0-9a-f-]{27}";
const LIST = "DescribeSkillGroupInfoList";

/** What is wrong, and the whole message with what to do. */
const REFUSED: { what: string; env?: Record<string, string>; fault?: FaultKind; told: string }[] = [
  {
    what: "no credentials",
    env: { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" },
    told: `${CREATING}No Tencent Cloud credentials found. Give them in one of three ways:
      - environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY .*
      - credentials file ~/.tencentcloud/credentials .*
      - configuration: pulumi config set --secret tccc:secretId … and pulumi config set --secret tccc:secretKey …`,
  },
  {
    what: "a wrong instance",
    env: { TCCC_SDK_APP_ID: "1400000009" },
    told: `${CREATING}InvalidParameterValue.InstanceNotExist: .* \\(${LIST}, ${ID}\\)
    There is no such instance in this account. Check tccc:sdkAppId \\(or TCCC_SDK_APP_ID\\): .*`,
  },
  {
    what: "a wrong key",
    env: { TENCENTCLOUD_SECRET_KEY: "notTheKey" },
    told: `${CREATING}AuthFailure.SignatureFailure: .* \\(${LIST}, ${ID}\\)
    The secret key does not fit the secret id. Check TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY .*--run-program.*`,
  },
  {
    what: "no permission",
    fault: { code: "UnauthorizedOperation", message: "you are not authorized" },
    told: `${CREATING}UnauthorizedOperation: you are not authorized \\(${LIST}, ${ID}\\)
    These credentials may not call ${LIST}. Allow the action ccc:${LIST} in the access policy \\(CAM\\) of the user or role.`,
  },
  {
    what: "an endpoint that nobody answers at",
    env: { TCCC_ENDPOINT: "http://127.0.0.1:1" },
    told: `${CREATING}Network.Refused: .*ECONNREFUSED 127.0.0.1:1 \\(${LIST}\\)
    The endpoint cannot be reached. Check the network, tccc:endpoint \\(or TCCC_ENDPOINT\\), and whether HTTPS_PROXY is needed here.`,
  },
  {
    what: "a proxy's page",
    fault: "garbage",
    told: `${CREATING}Answer.NotJson: .*Unexpected token '<'.* not valid JSON \\(${LIST}\\)
    This did not come from the service but from something in between: .*Check HTTPS_PROXY and NO_PROXY, and tccc:endpoint .*`,
  },
];

engineSuite("a service that does not serve", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  it("is told in one message that says what to do, with the RequestId where there is one", async () => {
    centre = await newCentre({ body: GROUP });
    for (const { what, env, fault, told } of REFUSED) {
      centre.sim.faults.splice(0, Infinity, ...(fault ? [{ times: Infinity, kind: fault }] : []));
      const result = await centre.project.up({ expectFail: true, ...(env ? { env } : {}) });
      const [message, ...more] = messages(result);
      assert.match(message ?? "", new RegExp(`^${told}$`), what);
      assert.deepEqual(more, [], what);
      expectNoStack(result);
      assert.deepEqual(await centre.project.resources(), []);
    }
    centre.sim.faults.length = 0;
    await centre.up();
    assert.equal(centre.live.skillGroups.size, 1);
  });

  it("loses nothing that was made before: what a missing permission or a quota stopped is made by the next up", async () => {
    centre = await newCentre({ body: GROUP + STAFF.join("") });
    const refusal = { code: "UnauthorizedOperation", message: "you are not authorized" };
    centre.sim.faults.push({ action: "CreateStaff", times: Infinity, kind: refusal });
    const refused = await centre.project.up({ expectFail: true, everyFailure: true });
    assert.equal(messages(refused).length, 3, "one message for each resource");
    for (const message of messages(refused)) {
      assert.match(
        message,
        new RegExp(`\\(CreateStaff, ${ID}\\)\\n +These credentials may not call CreateStaff. Allow the action`),
      );
    }
    await centre.stateOf("SkillGroup", "sales");
    expectNoStack(refused);

    centre.sim.faults.length = 0;
    centre.live.purchases.seats = 2;
    centre.forget();
    const full = await centre.project.up({ expectFail: true, everyFailure: true });
    const [message, ...more] = messages(full);
    assert.match(
      message!,
      new RegExp(`failed: LimitExceeded: .*${ID}\\)\\n +A quota or licence of the instance is used up: .* buy more`),
    );
    assert.deepEqual(more, []);
    assert.deepEqual(centre.live.staff.size, 2);
    assert.equal((await centre.project.resources()).length, 3);
    expectNoStack(full);

    centre.live.purchases.seats = 3;
    centre.forget();
    await centre.up();
    assert.deepEqual(centre.written, ["CreateStaff"]);
    assert.equal(centre.live.staff.size, 3);
  });
});

/** The errors of resources in the closing diagnostics; that of the stack only says that there were some. */
function messages({ all }: Result): string[] {
  const diagnostics = all.slice(all.indexOf("Diagnostics:"), all.indexOf("\nResources:"));
  const errors = diagnostics.split(/^ {2}(?=\S)/m).filter((block) => block.startsWith("pulumi-nodejs:"));
  return errors.flatMap((block) => block.split(/^ {4}error: /m).slice(1)).map((text) => text.trimEnd());
}
