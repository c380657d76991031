import assert from "node:assert/strict";
import { lstatSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addExtension, passwordMatches } from "../../provider/simulator";
import { type Centre, newCentre, SOON } from "./centre";
import { engineSuite, type Result } from "./harness";

const KEY = {
  secretId: "AKIDsecretsTest00000000000000000000",
  secretKey: "secretKeyOfTheSecretsTest0000000",
  token: "tokenOfTheSecretsTest000",
};
const FIRST = "First-Pass-1";
const SECOND = "Second-Pass-2";

const HOOK = "https://sales:hook-password@hooks.example.com/?token=hook-token-4711";

interface Task {
  callees?: string;
  greeting?: string;
  /** Whom the campaign calls first. */
  called?: string;
}

const declared = (password: string, version: number, { callees, greeting, called }: Task = {}): string => `
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
new tccc.PredictiveDialingCampaign("winter", {
  name: "Winter", skillGroupId: sales.skillGroupId, callOrder: "sequential", priority: 3, callers: ["075500000001"],
  callees: ["${called ?? "13800139004"}", { callee: "13800139005", uui: "uui-of-winter", variables: { debt: "owes-4712" } }],
  expectedAbandonRate: 5, retryInterval: 600, startTime: ${SOON}, endTime: ${SOON + 86_400},
});
const abroad = new tccc.Provider("abroad", {
  sdkAppId: 1400000000, endpoint: process.env.TCCC_ENDPOINT, secretId: config.requireSecret("id"), secretKey: config.requireSecret("key"), token: config.requireSecret("token"),
});
new tccc.Staff("li", { mail: "li@example.com", name: "Li", staffNumber: "1001", initialPassword: "${password}", passwordVersion: ${version} });
new tccc.Extension("desk", { extensionId: "1001", name: "Desk", passwordVersion: ${version} });
new tccc.Extension("far", { extensionId: "1002", name: "Far" }, { provider: abroad });
new tccc.AutoCalloutTask("reminder", {
  triggerStrategy: [{ interfaceConfig: { url: "${HOOK}" }, triggerMode: "ALWAYS_ON_MATCH" }],
  notBefore: ${SOON}, callers: ["008675500000001"], ivrId: 42, uui: "uui-of-all", variables: { greeting: "${greeting ?? "Dear-customer"}" },
  callees: ${callees ?? '["13800139001", "+44 20 7946 0123", { callee: "13800139002", uui: "uui-of-two", variables: { debt: "owes-4711" } }]'},
});
`;

/** Every file that a command has left in the project's folder; the program is the user's own, and says what it declares. */
function filesOn(folder: string): [path: string, text: string][] {
  const own = readdirSync(folder).filter((name) => name !== "node_modules" && name !== "index.js");
  const paths = own.flatMap((name) => {
    const path = join(folder, name);
    if (!lstatSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: "utf8" }).map((inner) => join(path, inner));
  });
  return paths.filter((path) => lstatSync(path).isFile()).map((path) => [path, readFileSync(path, "latin1")]);
}

engineSuite("secrets", () => {
  let centre: Centre;
  const outputs: string[] = [];
  /** Runs with our log at its most verbose and everything shown that the CLI can show. */
  const run = async (what: Promise<Result>) => outputs.push((await what).all);

  afterEach(() => centre?.close());

  it("are in no state, no output, no log and no record, also after a refresh and a failed update", async () => {
    outputs.length = 0;
    centre = await newCentre({
      body: declared(FIRST, 1),
      simulator: { credentials: [KEY] },
      env: { TENCENTCLOUD_SECRET_ID: "", TENCENTCLOUD_SECRET_KEY: "" },
      config: {
        "tccc:secretId": { secret: KEY.secretId },
        "tccc:secretKey": { secret: KEY.secretKey },
        "tccc:token": { secret: KEY.token },
        id: { secret: KEY.secretId },
        key: { secret: KEY.secretKey },
        token: { secret: KEY.token },
      },
    });
    const { project } = centre;
    const temporary = join(project.folder, "tmp");
    mkdirSync(temporary);
    const trace = { env: { TCCC_LOG: "trace", TMPDIR: temporary }, args: ["--diff"] };
    const secrets = [
      KEY.secretKey,
      KEY.token,
      FIRST,
      SECOND,
      "13800139001",
      "13800139002",
      "13800139003",
      "uui-of",
      "Dear-customer",
      "Hello-again",
      "13800139004",
      "13800139005",
      "13800139006",
      "owes-4711",
      "owes-4712",
      ...["7946 0123", "79460123", "7946-0123", "138 0013 9001", "138-0013-9001"],
      ...["hook-password", "hook-token", Buffer.from("uui-of-two").toString("base64")],
    ];
    const expectHidden = (when: string) => {
      const sip = [...centre.live.extensions.values()].map(({ password }) => password);
      const files = filesOn(project.folder);
      const state = files.find(([path]) => path.includes("/.pulumi/stacks/"));
      assert.ok(state, "the state is not among the files");
      for (const [place, text] of [
        ["the simulator's record", JSON.stringify(centre.sim.calls)] as const,
        ...files,
        ...outputs.map((text) => ["an output or a log", text] as const),
      ]) {
        for (const secret of [...secrets, ...sip]) {
          const at = text.indexOf(secret);
          assert.equal(at, -1, `${when}: "${secret}" in ${place}: …${text.slice(Math.max(0, at - 400), at + 60)}…`);
        }
      }
    };

    await run(project.up({ ...trace, preview: true }));
    assert.ok(passwordMatches(centre.staff("li@example.com"), FIRST));
    assert.match(outputs.join(""), /tccc trace: .*CreateStaff/, "the log was not at its most verbose");
    expectHidden("after up");

    centre.staff("li@example.com").name = "By hand";
    addExtension(centre.live, { ...centre.extension("1001"), password: "sip-changed-by-hand" });
    await run(project.refresh(trace));
    expectHidden("after refresh");

    // Whatever the call is about, the service quotes those of others too.
    const others = `nor (020) 7946-0123, 138 0013 9001, ${FIRST}, ${HOOK}, ${Buffer.from("uui-of-two").toString("base64")}`;
    centre.sim.faults.push(
      // Of an account that is there, and of one that was made a moment ago.
      {
        action: "ModifyStaffPassword",
        times: 2,
        kind: { code: "InvalidParameterValue", message: `${SECOND} is too weak, ${others}` },
      },
      { action: "ResetExtensionPassword", kind: { code: "FailedOperation", message: `no reset, ${others}` } },
      {
        action: ["UpdatePredictiveDialingCampaign", "CreatePredictiveDialingCampaign"],
        kind: { code: "InvalidParameterValue", message: `13800139006 and owes-4712 are unwanted, ${others}` },
      },
      {
        action: "CreateAutoCalloutTask",
        kind: { code: "InvalidParameterValue", message: `13800139003 and Hello-again are refused, ${others}` },
      },
    );
    const han = `new tccc.Staff("han", { mail: "han@example.com", name: "Han", staffNumber: "2", initialPassword: "${SECOND}" });`;
    const changed = { callees: '["13800139003"]', greeting: "Hello-again", called: "13800139006" };
    await centre.declare(declared(SECOND, 2, changed) + han);
    await run(project.preview(trace));
    await run(project.up({ ...trace, args: ["--diff", "--continue-on-error"], expectFail: true }));
    assert.match(outputs.at(-1)!, /is too weak/);
    assert.match(outputs.at(-1)!, /are refused/);
    assert.match(outputs.at(-1)!, /are unwanted/);
    assert.equal((await centre.stateOf("Staff", "han")).id, "1400000000/han@example.com", "made before it failed");
    expectHidden("after a failed create and a failed update");
    await run(project.refresh(trace));
    expectHidden("after a refresh of what failed");

    await run(project.up(trace));
    for (const mail of ["li@example.com", "han@example.com"])
      assert.ok(passwordMatches(centre.staff(mail), SECOND), mail);
    expectHidden("after the repair");
    // A refused secret is not quoted either.
    await centre.declare(
      declared(SECOND, 2, {
        callees: '["13800139003", "1380013900x"]',
        greeting: "Hello-again",
        called: "13800139006",
      }) + han,
    );
    await run(project.preview({ ...trace, expectFail: true }));
    assert.match(outputs.at(-1)!, /callees\[1\]: expected a phone number/);
    secrets.push("1380013900x");
    expectHidden("after a refused input");

    const { deployment } = await project.exportState();
    const texts = (deployment.resources ?? []).flatMap(({ inputs, outputs }) => [
      inputs?.__provider,
      outputs?.__provider,
    ]);
    const provided = texts.filter((text) => text !== undefined).map(String);
    assert.equal(provided.length, 14);
    assert.deepEqual(
      provided.filter((text) => Buffer.byteLength(text) > 80),
      [],
    );
    await run(project.destroy(trace));
    expectHidden("after destroy");
  });
});
