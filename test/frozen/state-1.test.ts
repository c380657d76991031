import assert from "node:assert/strict";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import type { Plain } from "../../provider/core/values";
import { definitions, type Handlers } from "../../provider/resources/registry";
import type { Instance } from "../../provider/simulator";
import { app, type Centre, withCentre } from "../resources/centre";
import { options } from "./born";
import { registered } from "./registered";
import { asItWas, type Entry, entries, files } from "./state-1";

const MEANING =
  "a state of a released version does not stay as it is: everybody who has one would be shown a change. Take it back, or write a migration in provider/core/state-version.ts";

/** Every entry in one process, as the engine works with a whole state. */
async function each<T>(centre: Centre, verb: (handler: ResourceProvider, entry: Entry) => Promise<T>): Promise<T[]> {
  const handlers = centre.process();
  return Promise.all(entries().map((entry) => verb(handlers[entry.type as keyof Handlers], entry)));
}

const withState = (body: (centre: Centre) => Promise<void>): Promise<void> =>
  withCentre(options, async (centre) => {
    asItWas(centre.sim);
    await body(centre);
  });

const same = (now: unknown, then: unknown, { urn }: Entry): void => {
  try {
    assert.deepEqual(now, then);
  } catch (error) {
    assert.fail(`${urn}: ${MEANING}\n${(error as Error).message}`);
  }
};

describe("A whole state of the first form", () => {
  it("holds every resource, some of them more than once", () => {
    const types = entries().map(({ type }) => type);
    assert.deepEqual([...new Set(types)].sort(), Object.keys(definitions).sort());
    assert.equal(types.length, 13);
  });

  it("is read without a change", () =>
    withState(async (centre) => {
      await each(centre, async (handler, entry) => {
        const read = await handler.read!(entry.id, entry.outputs);
        same({ id: read.id, inputs: read.inputs, outputs: read.props }, withoutUrn(entry), entry);
      });
      assert.deepEqual(centre.writes(), []);
    }));

  it("is what its program declares: neither a change nor a replacement", () =>
    withState(async (centre) => {
      const declare = require(files.program) as (classes: unknown, pulumi: unknown) => void;
      const program = await registered((classes, pulumi) => declare(classes, pulumi), ["harness", "dev"]);
      assert.equal(program.length, entries().length);
      await each(centre, async (handler, entry) => {
        const of = program.find(({ token, urn }) => token.endsWith(`:${entry.type}`) && urn === entry.urn);
        assert.ok(of, `the program declares ${entry.urn}`);
        const checked = await handler.check!(entry.inputs, of.inputs);
        same({ inputs: checked.inputs, failures: checked.failures }, { inputs: entry.inputs, failures: [] }, entry);
        const { replaces } = await handler.diff!(entry.id, entry.outputs, checked.inputs as Plain);
        same(replaces, [], entry);
      });
      assert.deepEqual(centre.sim.calls, []);
    }));

  it("is updated without a change, and nothing is sent but what no list shows", () =>
    withState(async (centre) => {
      await each(centre, async (handler, entry) => {
        const { outs } = await handler.update!(entry.id, entry.outputs, entry.inputs);
        same(declaredOnly(outs!), declaredOnly(entry.outputs), entry);
      });
      assert.deepEqual(centre.writes(), ["BindNumberCallInInterface"]);
    }));

  it("is deleted, and leaves what was there before", () =>
    withState(async (centre) => {
      const handlers = centre.process();
      // What came last goes first.
      for (const entry of entries().toReversed()) {
        await handlers[entry.type as keyof Handlers].delete!(entry.id, entry.outputs);
      }
      assert.deepEqual(left(centre.sim.data.instance(app)), {
        staff: ["han@example.com"],
        skillGroups: [901, 902],
        extensions: ["2009"],
        tasks: [],
        campaigns: [],
        bound: [],
      });
    }));
});

/** Whom nobody declares depends on what this process has heard of: here no program has run. */
const declaredOnly = ({ unmanaged: _, unmanagedCount: __, ...outs }: Plain): Plain => outs;

const withoutUrn = ({ id, inputs, outputs }: Entry): Plain => ({ id, inputs, outputs });

/** What calls nobody any more does not count. */
function left(data: Instance): Plain {
  return {
    staff: [...data.staff.keys()],
    skillGroups: [...data.skillGroups.keys()],
    extensions: [...data.extensions.keys()],
    tasks: [...data.calloutTasks.values()]
      .filter(({ state }) => ![2, 3, 4].includes(state))
      .map(({ taskId }) => taskId),
    campaigns: [...data.campaigns.values()].filter(({ status }) => status < 3).map(({ campaignId }) => campaignId),
    bound: [...data.numbers.values()].flatMap(({ callOutSkillGroupIds }) => callOutSkillGroupIds),
  };
}
