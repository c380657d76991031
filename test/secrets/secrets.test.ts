import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { Plain } from "../../provider/core/values";
import type { Handlers } from "../../provider/resources/registry";
import { addExtension, addSkillGroup } from "../../provider/simulator";
import { type Centre, type Declared, type Failure, withCentre } from "../resources/centre";
import { winter } from "../resources/lives/campaign";

/** Signs that a JSON text, an address, a page, a shell or a regular expression writes otherwise. */
const ODD = `"\\'&</+ $1%é`;
const KEY = {
  secretId: "AKIDmarkedSecretId0000000000000000",
  secretKey: `markedSecretKey0${ODD}0`,
  token: "markedToken0/+=0",
};
const PASSWORDS = [`Marked-Pass-1${ODD}`, `Marked-Pass-2${ODD}`];
const CALLED = ["13800139001", "13800139002"];
const SAID = ["marked-uui-of-all", `marked-uui-of-one${ODD}`, "marked-variable"];
const SIP = "marked-sip-password";

/** A secret as others may write it down. */
const written = (secret: string): string[] => [
  secret,
  JSON.stringify({ Value: secret }),
  JSON.stringify(JSON.stringify({ Value: secret })),
  encodeURIComponent(secret),
  String(new URLSearchParams({ value: secret })),
  Buffer.from(secret).toString("base64"),
  Buffer.from(secret).toString("hex"),
];

/** What tells that one of them got out: its beginning, which no form changes, and how its bytes begin in the others. */
const marksOf = (secret: string): string[] => {
  const beginning = /^[\w-]+/.exec(secret)![0];
  const bytes = Buffer.from(beginning);
  return [beginning, bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64"), bytes.toString("hex")];
};
const SECRETS = [KEY.secretKey, KEY.token, ...PASSWORDS, ...CALLED, ...SAID, SIP].flatMap(marksOf);

const notBefore = Math.floor(Date.now() / 1000) + 30 * 86_400;

/** Declarations that hold every kind of secret; `n` tells one version of each from the next. */
const declarations = (n: 0 | 1): [keyof Handlers, Plain][] => [
  [
    "Staff",
    { mail: "li@example.com", name: "Li", staffNumber: "1001", initialPassword: PASSWORDS[n]!, passwordVersion: n + 1 },
  ],
  ["Extension", { extensionId: "1001", name: "Desk", passwordVersion: n + 1 }],
  [
    "AutoCalloutTask",
    {
      ...{ notBefore, callers: ["075500000001"], ivrId: 42, uui: SAID[0]!, variables: { debt: SAID[2]! } },
      callees: [CALLED[0]!, { callee: CALLED[1]!, uui: SAID[1]!, variables: { debt: SAID[2]! } }].slice(n),
    },
  ],
  ["PredictiveDialingCampaign", { ...winter, skillGroupId: 71, callees: CALLED.slice(n), name: `Winter ${n}` }],
];

/** A service that quotes in its refusals what the call has brought, with its key. */
const quoted = (n: 0 | 1): Readonly<Record<string, readonly string[]>> => ({
  ModifyStaffPassword: [PASSWORDS[n]!],
  CreateAutoCalloutTask: [...CALLED.slice(n), ...SAID],
  CreatePredictiveDialingCampaign: CALLED.slice(n),
  UpdatePredictiveDialingCampaign: CALLED.slice(n),
});

function quoteAll(centre: Centre, n: 0 | 1, times: number): void {
  const said = (secrets: readonly string[]) => [KEY.secretKey, KEY.token, ...secrets].flatMap(written).join(", ");
  const fault = (secrets: readonly string[]) => {
    return { times, kind: { code: "InvalidParameterValue", message: `refused: ${said(secrets)}` } };
  };
  for (const [action, secrets] of Object.entries(quoted(n))) centre.sim.faults.push({ action, ...fault(secrets) });
  centre.sim.faults.push({ action: ["ResetExtensionPassword", "CreateExtension", "DescribeExtension"], ...fault([]) });
}

/** Every text that has left until now. */
class Leaks {
  readonly texts: [place: string, text: string][] = [];
  readonly secrets = [...SECRETS];
  note(place: string, value: unknown): void {
    this.texts.push([place, typeof value === "string" ? value : (JSON.stringify(value) ?? "")]);
  }
  failure(error: unknown): void {
    const { message, stack, reasons } = error as Failure & Error;
    this.note("a failure", [message, stack, reasons, String(error)]);
  }
  expectNone(): void {
    for (const [place, text] of this.texts) {
      for (const secret of this.secrets) {
        const at = text.indexOf(secret);
        assert.equal(at, -1, `${secret} in ${place}: …${text.slice(Math.max(0, at - 200), at + 80)}`);
      }
    }
  }
}

/** Runs a verb, whatever comes of it. */
async function tried<T>(leaks: Leaks, verb: Promise<T>): Promise<T | undefined> {
  try {
    return await verb;
  } catch (error) {
    leaks.failure(error);
    return undefined;
  }
}

/** The life of each, every step of it refused first and then done. Returns how many steps were refused. */
async function livesWithRefusals(centre: Centre, leaks: Leaks): Promise<number> {
  const { faults } = centre.sim;
  addSkillGroup(centre.data, { skillGroupId: 71, name: "Sales" });
  const changes = declarations(1);
  const refused = async (n: 0 | 1, step: () => Promise<unknown>): Promise<void> => {
    quoteAll(centre, n, 9);
    await tried(leaks, step());
    faults.length = 0;
  };
  for (const [index, [type, first]] of declarations(0).entries()) {
    const changed = changes[index]![1];
    await refused(0, () => centre.declare(type, first));
    const made: Declared = await centre.declare(type, first);
    // The service has made up a password of its own.
    if (type === "Extension") leaks.secrets.push(String(made.outs.password));
    await refused(1, () => made.change(changed));
    await made.change(changed);
    await tried(
      leaks,
      made.change(Object.fromEntries(Object.entries(changed).map(([key, value]) => [key, [[value]]]))),
    );
    faults.push({ times: 9, kind: { code: "InternalError" } });
    await tried(leaks, made.drift());
    await tried(leaks, made.remove());
    faults.length = 0;
    if (type === "Extension") addExtension(centre.data, { extensionId: "1001", name: "Desk", password: SIP });
    await made.refresh();
    await made.remove();
  }
  return leaks.texts.filter(([place]) => place === "a failure").length;
}

describe("secrets", () => {
  it("are in no log at its most verbose, no failure, no record and no file, also where the service quotes them", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tccc-secrets-"));
    const file = join(folder, "centre.json");
    const actions: string[] = [];
    const leaks = new Leaks();
    try {
      await withCentre({ credentials: [KEY], dataFile: file, env: { TCCC_LOG: "trace" } }, async (centre) => {
        const failed = await livesWithRefusals(centre, leaks);
        assert.ok(failed >= 12, `only ${failed} failing paths were walked`);
        for (const line of centre.lines) leaks.note("a log line", line);
        assert.ok(centre.said("tccc trace:").length > 100, "the log was not at its most verbose");
        leaks.note("the simulator's record", centre.sim.calls);
        leaks.note("the simulator, printed", inspect(centre.sim.calls, { depth: 20 }));
        for (const { action } of centre.sim.calls) actions.push(action);
      });
      assert.deepEqual(readdirSync(folder), ["centre.json"], "nothing is left beside the file that was named");
      const kept = readFileSync(file, "utf8");
      for (const mark of [KEY.secretKey, KEY.token, ...PASSWORDS].flatMap(marksOf))
        assert.ok(!kept.includes(mark), mark);
    } finally {
      rmSync(folder, { recursive: true });
    }
    for (const action of [
      "ModifyStaffPassword",
      "ResetExtensionPassword",
      "CreateAutoCalloutTask",
      "CreatePredictiveDialingCampaign",
    ]) {
      assert.ok(actions.includes(action), `${action} was never called`);
    }
    leaks.expectNone();
  });
});
