import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import type { Plain } from "../../provider/core/values";
import { definitions, type Handlers } from "../../provider/resources/registry";
import { type Centre, withCentre } from "../resources/centre";
import { DIGEST_KEY, options, shownOutputs, stored, surroundings } from "./born";
import { declarations } from "./declarations";
import { assertFrozen, folder } from "./golden";
import { privateMembers } from "./private-members";
import { scenarios } from "./private-scenarios";
import { type Registered, registered, type Type } from "./registered";

const types = Object.keys(declarations) as Type[];

describe("What a state holds is frozen", () => {
  for (const type of types) {
    it(`of ${type}: its token, its handler, its inputs, its id and its outputs`, async () => {
      const golden: Plain = { secrets: secretsOf(type), computed: definitions[type].computed };
      for (const [kind, args] of Object.entries(declarations[type])) {
        golden[kind] = await withBorn(type, args);
      }
      golden["private members"] = await privatesOf(type);
      assertFrozen(type, golden);
    });
  }

  it("of every resource, with every input of it", () => {
    assert.deepEqual(types, Object.keys(definitions).sort());
    for (const type of types) {
      const declared = new Set(Object.values(declarations[type]).flatMap((args) => Object.keys(args as Plain)));
      const left = Object.keys(definitions[type].inputs.shape).filter((input) => !declared.has(input));
      // What `check` and a refresh fill in.
      assert.deepEqual(left, type === "Roster" ? ["elsewhere", "strangers"] : [], type);
    }
  });

  it("and no file is left of what is not compared any more", () => {
    const others = ["canonical"];
    const files = readdirSync(folder).map((file) => file.replace(".json", ""));
    assert.deepEqual(files.sort(), [...types, ...others].sort());
  });
});

/** A declaration from the program to the state. */
async function withBorn(type: Type, args: Plain): Promise<Plain> {
  let golden: Plain = {};
  await withCentre(options, async (centre) => {
    surroundings(centre);
    const [{ token, inputs: given }] = (await registered((classes) => {
      new classes[type]("it", args as never);
    })) as [Registered];
    const { __told, ...shown } = given;
    const handlers = centre.process();
    const inputs = await stored(handlers, type, given);
    assert.equal(inputs.__told, undefined, "what only a process needs is not stored");
    const { id, outs } = await handlers[type].create!(inputs);
    golden = {
      ...{ token, program: shown, inputs, id, outputs: shownOutputs(outs!) },
      ...tasksOf(centre),
      ...(await underKey(centre.process(), type, { id, inputs, outs: outs! })),
    };
  });
  return golden;
}

/** The marker stands in the description as the service got it. */
function tasksOf({ data }: Centre): Plain {
  const descriptions = [...data.calloutTasks.values()].map(({ description }) => description);
  return descriptions.length > 0 ? { "descriptions in the service": descriptions } : {};
}

/** A digest under a fixed key. */
async function underKey(
  handlers: Handlers,
  type: Type,
  { id, inputs, outs }: { id: string; inputs: Plain; outs: Plain },
): Promise<Plain> {
  if (outs.digestKey === undefined) return {};
  const updated = await handlers[type].update!(id, { ...outs, digestKey: DIGEST_KEY }, inputs);
  const { digestKey, calleesDigest } = updated.outs!;
  assert.equal(digestKey, DIGEST_KEY, "an update keeps the key");
  return { "digest under a fixed key": { digestKey, calleesDigest } };
}

/** What is secret in a state: a value that is no longer so would lie there in plain text. */
function secretsOf(type: Type): Plain {
  const { secretInputs = [], secretOutputs = [] } = definitions[type];
  return { inputs: secretInputs, outputs: secretOutputs };
}

/** Each private member, brought about by what brings it about. */
async function privatesOf(type: Type): Promise<Plain> {
  const golden: Plain = {};
  for (const [title, scenario] of Object.entries(scenarios[type] ?? {})) golden[title] = await scenario();
  const shown = new Set(Object.values(golden).flatMap((outs) => Object.keys(outs as Plain)));
  for (const member of privateMembers[type] ?? []) assert.ok(shown.has(member), `no golden shows ${type}.${member}`);
  return golden;
}
