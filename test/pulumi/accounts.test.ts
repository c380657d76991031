import assert from "node:assert/strict";
import { type Credential, type Simulator, startSimulator } from "../../provider/simulator";
import { centreSuite } from "./afresh";
import { expectNoStack, program } from "./centre";

const ABROAD = 1400000002;
const OLD: Credential = {
  secretId: "AKIDabroadAbroadAbroadAbroadAbroadOld",
  secretKey: "oldKeyOfTheCentreAbroadOLD",
  sdkAppIds: [ABROAD],
};
const NEW: Credential = {
  secretId: "AKIDabroadAbroadAbroadAbroadAbroadNew",
  secretKey: "newKeyOfTheCentreAbroadNEW",
  sdkAppIds: [ABROAD],
};

/** The keys come from the configuration, as a pipeline would give them. */
const declared = (url: string, body = "") => `
  const abroad = new tccc.Provider("abroad", {
    sdkAppId: ${ABROAD}, endpoint: "${url}",
    secretId: config.requireSecret("abroadId"), secretKey: config.requireSecret("abroadKey"),
  });
  for (const [where, opts] of [["home", {}], ["abroad", { provider: abroad }]]) {
    const group = new tccc.SkillGroup(where, { name: "Sales " + where, type: "phone" }, opts);
    const staff = new tccc.Staff(where, {
      mail: where + "@example.com", name: where, staffNumber: "1001", sendPassword: true,
    }, opts);
    new tccc.StaffSkillBinding(where, { staff, skillGroups: [{ skillGroupId: group.skillGroupId }] }, opts);
  }
  ${body}
`;

centreSuite("accounts", { inline: true }, (get) => {
  let other: Simulator;
  let keys: Credential[];
  beforeEach(async () => {
    keys = [OLD];
    other = await startSimulator({ sdkAppId: ABROAD, credentials: keys, rate: 0 });
  });
  afterEach(() => other.close());
  const configure = ({ secretId, secretKey }: Credential) =>
    get().project.setConfig({ abroadId: { secret: secretId }, abroadKey: { secret: secretKey } });
  const mails = (sim: Simulator, app: number) => [...sim.data.instance(app).staff.keys()];

  it("of one program hold their own objects, and their keys are encrypted in the state", async () => {
    const centre = get();
    await configure(OLD);
    await centre.up(declared(other.url));
    assert.deepEqual(mails(centre.sim, 1400000000), ["home@example.com"]);
    assert.deepEqual(mails(other, ABROAD), ["abroad@example.com"]);
    const groups = [...other.data.instance(ABROAD).skillGroups.values()];
    assert.deepEqual(
      groups.map(({ name }) => name),
      ["Sales abroad"],
    );
    assert.deepEqual(other.data.instance(ABROAD).staff.get("abroad@example.com")?.skillGroups, [
      { skillGroupId: groups[0]?.skillGroupId, priority: 3 },
    ]);
    assert.equal((await centre.stateOf("Staff", "abroad")).id, `${ABROAD}/abroad@example.com`);
    assert.equal((await centre.stateOf("Staff", "home")).id, "1400000000/home@example.com");
    for (const secret of [OLD.secretId, OLD.secretKey, centre.sim.env.TENCENTCLOUD_SECRET_KEY!]) {
      assert.ok(!centre.project.stateText().includes(secret), "a key lies in the state in plain text");
    }
    await centre.expectQuiet();

    await centre.project.destroy();
    assert.deepEqual([mails(centre.sim, 1400000000), mails(other, ABROAD)], [[], []]);
  });

  it("go on after a key was rotated; a plain refresh or destroy with the saved key says how", async () => {
    const centre = get();
    await configure(OLD);
    await centre.up(declared(other.url));
    const rotate = async (key: Credential) => {
      keys.splice(0, 1, key);
      await configure(key);
    };
    const refusedSaved = async (command: "refresh" | "destroy") => {
      const result = await centre.project[command]({ expectFail: true });
      expectNoStack(result);
      assert.match(result.all, /AuthFailure\.SecretIdNotFound/);
      assert.match(result.all, /run `pulumi up`, or add `--run-program`/);
      assert.ok(!result.all.includes(OLD.secretKey) && !result.all.includes(NEW.secretKey));
      assert.deepEqual(mails(other, ABROAD), ["abroad@example.com"]);
    };

    await rotate(NEW);
    await refusedSaved("refresh");
    other.calls.length = 0;
    const steps = await centre.preview();
    assert.deepEqual(
      steps.map(({ op, urn }) => [op, urn]),
      [],
      "something besides the provider would be changed",
    );
    await centre.up();
    assert.deepEqual(
      other.calls.filter(({ action }) => !action.startsWith("Describe")),
      [],
    );
    await centre.project.refresh({ expectNoChanges: true });

    await rotate(OLD);
    await refusedSaved("destroy");
    await centre.project.destroy({ args: ["--run-program"] });
    assert.deepEqual(mails(other, ABROAD), []);
  });

  it("cannot be exchanged under existing objects: another instance is refused in preview", async () => {
    const centre = get();
    const body = `new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
      new tccc.Staff("li", { mail: "li@example.com", name: "Li", staffNumber: "1001", sendPassword: true });`;
    await centre.project.setProgram(program(body));
    await centre.project.setConfig({ "tccc:sdkAppId": "1400000000" });
    await centre.up();
    await centre.project.setConfig({ "tccc:sdkAppId": String(ABROAD) });
    centre.forget();
    const result = await centre.project.preview({ expectFail: true });
    expectNoStack(result);
    const message = `sdkAppId: this object lives in instance 1400000000, but ${ABROAD} is declared or configured; another instance is another stack`;
    assert.ok(result.all.split(message).length > 2, result.all);
    assert.deepEqual(centre.sim.calls, []);
  });
});
