import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import fc from "fast-check";
import { guardOutput } from "../../provider/base/door";
import { Secrets } from "../../provider/base/register";
import type { Plain } from "../../provider/core/values";
import type { Handlers } from "../../provider/resources/registry";
import { addSkillGroup, type FaultKind } from "../../provider/simulator";
import { type Centre, type Declared, type Failure, withCentre } from "../resources/centre";
import { winter } from "../resources/lives/campaign";
import { type Marked, numbers, textSecret, texts } from "./quoting";

const notBefore = Math.floor(Date.now() / 1000) + 30 * 86_400;

/** Every secret of a program, one in each place that can hold one. */
interface Held {
  key: Marked;
  passwords: Marked[];
  callees: Marked[];
  said: Marked[];
}

const held: fc.Arbitrary<Held> = fc.record({
  key: fc.string({ unit: fc.constantFrom(..."abcXYZ0189+/=-"), minLength: 20, maxLength: 32 }).map(textSecret),
  passwords: fc.array(texts, { minLength: 2, maxLength: 2 }),
  callees: fc.uniqueArray(numbers, { minLength: 4, maxLength: 4, selector: ({ value }) => value.replace(/\D/g, "") }),
  said: fc.array(texts, { minLength: 9, maxLength: 9 }),
});

const all = ({ key, passwords, callees, said }: Held): Marked[] => [key, ...passwords, ...callees, ...said];

const li = { mail: "li@example.com", name: "Li", staffNumber: "1001" };

/** Declarations that hold them; `n` tells one version of each from the next. */
function declarations({ passwords, callees, said }: Held, n: 0 | 1): [keyof Handlers, Plain][] {
  const value = (at: number): string => said[at]!.value;
  const url = `https://li:${encodeURIComponent(value(4))}@hooks.example.com/?token=${encodeURIComponent(value(5))}`;
  const trigger = {
    ...{ url, headerParams: { "X-Key": value(6) }, params: [{ key: "debt", value: value(7) }] },
    bearerAuth: { bearerToken: value(8) },
  };
  return [
    ["Staff", { ...li, initialPassword: passwords[n]!.value, passwordVersion: n + 1 }],
    ["Extension", { extensionId: "1001", name: "Desk", passwordVersion: n + 1 }],
    [
      "AutoCalloutTask",
      {
        ...{ notBefore, callers: ["075500000001"], ivrId: 42, uui: value(0), variables: { debt: value(1) } },
        triggerStrategy: [{ interfaceConfig: trigger, triggerMode: "ALWAYS_ON_MATCH" }],
        callees: [callees[0]!.value, { callee: callees[1]!.value, uui: value(2), variables: { debt: value(3) } }].slice(
          n,
        ),
      },
    ],
    [
      "PredictiveDialingCampaign",
      {
        ...{ ...winter, skillGroupId: 71, name: `Winter ${n}`, uui: value(n) },
        callees: [callees[2]!.value, { callee: callees[3]!.value, variables: { debt: value(2) } }].slice(n),
      },
    ],
    ["SkillGroup", { name: `Sales ${n}`, type: "phone" }],
    ["StaffSkillBinding", { staff: "li@example.com", skillGroups: [{ skillGroupId: 71, priority: n + 1 }] }],
  ];
}

/** Any text that says any secret in any form. */
const sayings = (secrets: readonly Marked[], pick: number): string =>
  secrets
    .flatMap(({ quotes }) => [quotes[pick % quotes.length]!, quotes[(pick * 7 + 3) % quotes.length]!])
    .map((quote, at) => [`'${quote}'`, `value=${quote}&x=1`, `[${quote}]`, ` ${quote} `][(at + pick) % 4])
    .join("; ");

/** Everything that has left, and who said it. */
class Told {
  readonly texts: string[] = [];
  failed = 0;
  async verb<T>(verb: Promise<T>): Promise<T | undefined> {
    try {
      return await verb;
    } catch (error) {
      const { message, stack, reasons } = error as Failure & Error;
      this.failed++;
      this.texts.push([message, stack, ...(reasons ?? []), String(error)].join("\n"));
      return (error as { declared?: T }).declared;
    }
  }
}

/** Every verb of every resource, while the service answers each call so that it quotes the secrets of all. */
async function livesQuoted(centre: Centre, one: Held, pick: number): Promise<Told> {
  const told = new Told();
  const { faults } = centre.sim;
  const run = centre.process();
  addSkillGroup(centre.data, { skillGroupId: 71, name: "Phones", type: 0 });
  const secrets = all(one);
  const quoting = (): void => {
    const message = sayings(secrets, pick++);
    const kinds: FaultKind[] = [
      { code: "InvalidParameterValue", message },
      { code: "InternalError", message },
      { code: "FailedOperation", message, applied: true },
      { status: 502, body: message },
      { status: 200, body: message },
      { status: 200, body: JSON.stringify({ Response: { Error: { Code: "LimitExceeded", Message: message } } }) },
    ];
    faults.length = 0;
    faults.push({ times: 99, kind: kinds[pick % kinds.length]! });
  };
  const made: [Declared, Plain, Plain][] = [];
  const changes = declarations(one, 1);
  for (const [at, [type, first]] of declarations(one, 0).entries()) {
    const declared = await centre.declare(type, first, type, run);
    if (declared.outs.password !== undefined) secrets.push(textSecret(String(declared.outs.password)));
    made.push([declared, first, changes[at]![1]]);
  }
  for (const [declared, , changed] of made) {
    quoting();
    await told.verb(declared.change(changed, run));
    quoting();
    await told.verb(declared.refresh(run));
    quoting();
    await told.verb(declared.remove(run));
    await told.verb(declared.change(oddly(changed), run));
  }
  for (const [at, [type, inputs]] of changes.entries()) {
    quoting();
    const other =
      { Staff: { mail: "mei@example.com", staffNumber: "1002" }, Extension: { extensionId: "1002" } }[
        type as "Staff"
      ] ?? {};
    await told.verb(centre.declare(type, { ...inputs, ...other }, `other-${at}`, run));
  }
  faults.length = 0;
  for (const text of [...told.texts, ...centre.lines]) {
    for (const secret of secrets) assert.ok(!secret.isIn(text), `${JSON.stringify(secret.value)} in ${text}`);
  }
  return told;
}

/** What no field takes. */
const oddly = (inputs: Plain): Plain =>
  Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, key === "mail" ? value : [[value]]]));

describe("any secret", function () {
  this.timeout(240_000);

  it("in any field is in no text that leaves, whosever call the service quotes it to, and in whatever form", () =>
    fc.assert(
      fc.asyncProperty(held, fc.nat(1000), async (one, pick) => {
        const credentials = { secretId: "AKIDofAnyone0000000000000000000000", secretKey: one.key.value };
        await withCentre({ credentials: [credentials], env: { TCCC_LOG: "trace" } }, async (centre) => {
          const { failed } = await livesQuoted(centre, one, pick);
          assert.ok(failed >= 18, `only ${failed} verbs failed`);
          assert.ok(centre.said("tccc trace:").length > 20, "the log was not at its most verbose");
        });
      }),
      { numRuns: 12, endOnFailure: true },
    ));

  it("is found in each of its forms, and nothing else with it", () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(texts, numbers), { minLength: 1, maxLength: 20 }), (secrets) => {
        const register = new Secrets();
        register.note(secrets.map(({ value }) => value));
        for (const secret of secrets) {
          for (const quote of secret.quotes) {
            const said = `InvalidParameterValue: the value '${quote}' is refused (CreateStaff, RequestId 7)`;
            const told = register.hide(said);
            assert.ok(!secret.isIn(told), `${JSON.stringify(secret.value)} in ${told}`);
            assert.equal(register.hide(told), told, "hidden twice");
            assert.match(told, /^InvalidParameterValue: the value '.* is refused \(CreateStaff, RequestId 7\)$/s);
          }
        }
      }),
      { numRuns: 50 },
    ));

  it("is in nothing that a library prints or warns of", () => {
    const secrets = new Secrets();
    secrets.note(["hunter2-of-everybody"]);
    const printed: string[] = [];
    const stderr = new Writable({
      write: (chunk, _, done) => {
        printed.push(String(chunk));
        done();
      },
    });
    const warn = {
      emitWarning: (warning: string | Error) => {
        printed.push(inspect(warning));
      },
    };
    guardOutput((text) => secrets.hide(text), { stderr, warn });
    stderr.write("refused: hunter2-of-everybody\n");
    stderr.write(Buffer.from("bytes\n"));
    warn.emitWarning("no hunter2-of-everybody here");
    warn.emitWarning(new Error("hunter2-of-everybody"));
    assert.deepEqual(printed.slice(0, 3), ["refused: [secret]\n", "bytes\n", "'no [secret] here'"]);
    assert.equal(printed.length, 4);
    assert.doesNotMatch(printed.join(""), /hunter2/);
  });
});
