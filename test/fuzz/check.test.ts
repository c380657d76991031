import assert from "node:assert/strict";
import fc from "fast-check";
import type { Plain } from "../../provider/core/values";
import { createHandlers } from "../../provider/resources/registry";
import { createSession } from "../../provider/resources/session";
import { urnOf } from "../core/thing";
import { anything, declarationOf, fieldsOf, nested, types } from "./inputs";

const quiet = () => undefined;
const log = { notice: quiet, info: quiet, debug: quiet, trace: quiet };

/** The verbs without a service: `check` asks nobody. */
const fresh = () => createHandlers(createSession({ env: { TCCC_SDK_APP_ID: "1400000000" }, log }));
const verbs = fresh();

/** As the constructor and the state give it: with who the entry is. */
const known = (type: string, given: Plain): Plain => ({ ...given, __identity: urnOf(type, "it") });

describe("any declaration at all", () => {
  for (const type of types) {
    it(`is checked or refused as ${type}`, async () => {
      const handler = verbs[type];
      await fc.assert(
        fc.asyncProperty(declarationOf(type), declarationOf(type), async (news, olds) => {
          const given = structuredClone(news);
          const { inputs, failures } = await handler.check!(known(type, olds), known(type, news));
          for (const { reason } of failures ?? []) {
            assert.ok(
              reason.length > 0 && !/TypeError|\(reading '|is not a function|is not iterable|defect/.test(reason),
              reason,
            );
          }
          assert.deepEqual(news, given, "what the program gave was changed");
          if (failures?.length) return;
          // What was accepted is accepted again, and is its own normal form.
          const again = await handler.check!(inputs, inputs);
          assert.deepEqual([again.failures ?? [], again.inputs], [[], inputs]);
        }),
        { numRuns: 150 },
      );
      assert.equal(({} as Plain).polluted, undefined);
    });

    it(`is compared with any other as ${type}`, async () => {
      await fc.assert(
        fc.asyncProperty(declarationOf(type), declarationOf(type), async (olds, news) => {
          const { replaces } = await verbs[type].diff!("1400000000/1", known(type, olds), known(type, news));
          assert.ok(Array.isArray(replaces));
        }),
        { numRuns: 100 },
      );
    });
  }

  it("is refused in no time when it is nested deeply", async () => {
    const started = performance.now();
    for (const type of types) {
      const fields = [...fieldsOf(type), "unknownField"];
      for (const field of fields) {
        const { failures } = await verbs[type].check!({}, known(type, { [field]: nested(1000) }));
        assert.ok(failures!.length > 0, `${type}.${field}`);
      }
    }
    assert.ok(performance.now() - started < 10_000);
  });

  it("is refused where it holds what cannot be made a text or a number", async () => {
    for (const type of types) {
      for (const field of [...fieldsOf(type), "unknownField"]) {
        for (const odd of [{ toString: null }, { toString: "", valueOf: 1 }]) {
          const { failures } = await verbs[type].check!({}, known(type, { [field]: [odd, ""] }));
          const told = failures!.map(({ reason }) => reason).join("\n");
          assert.ok(told !== "" && !/defect/.test(told), `${type}.${field}: ${told}`);
        }
      }
    }
  });

  it("pollutes no prototype", async () => {
    const evil = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') as Plain;
    for (const type of types) {
      // Another process: in this one, any word may have been a secret.
      const { failures } = await fresh()[type].check!(known(type, evil), known(type, evil));
      assert.match(failures!.map(({ reason }) => reason).join("\n"), /constructor: no such field/);
      await fc.assert(
        fc.asyncProperty(anything, async (value) => {
          const fields = fieldsOf(type);
          const given = Object.fromEntries(fields.map((field) => [field, [evil, value]]));
          await verbs[type].check!({}, known(type, given));
        }),
        { numRuns: 5 },
      );
    }
    assert.equal(({} as Plain).polluted, undefined);
  });
});
