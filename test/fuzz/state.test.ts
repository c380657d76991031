import assert from "node:assert/strict";
import fc from "fast-check";
import type { Plain } from "../../provider/core/values";
import { addExtension, addSkillGroup, addStaff } from "../../provider/simulator";
import { urnOf } from "../core/thing";
import { type Centre, failureOf, withCentre } from "../resources/centre";
import { winter } from "../resources/lives/campaign";
import { people } from "../resources/roster/support";
import { declarationOf, types } from "./inputs";

/** Waits that must be waited out a hundred times over. */
const env = { TCCC_TIME_SCALE: "0.0001" };

const ids = fc.oneof(
  fc.constantFrom("1400000000/li@example.com", "1400000000/1", "1400000000/13800138000", "1400000000/it"),
  fc.constantFrom(
    "",
    "/",
    "1/2",
    "1400000000/",
    "x/1",
    "1400000000/__proto__",
    "1400000000/constructor",
    "9".repeat(30),
  ),
  fc.string({ maxLength: 20 }),
);

/** A declaration of each that is right. */
const declared: Readonly<Record<(typeof types)[number], Plain>> = {
  AutoCalloutTask: { notBefore: 4e9, callers: ["075500000001"], callees: ["13800138000"], ivrId: 42 },
  Extension: { extensionId: "1", name: "Desk" },
  NumberCallInInterface: {
    number: "075500000001",
    url: "https://example.com/in",
    onExisting: "adopt",
  },
  NumberCallOutBinding: { number: "075500000001", skillGroupIds: [1] },
  PredictiveDialingCampaign: { ...winter, skillGroupId: 1 },
  Roster: { people: people({ mail: "li@example.com", name: "Li" }) },
  SkillGroup: { name: "Sales", type: "phone" },
  Staff: { mail: "li@example.com", name: "Li", staffNumber: "1001" },
  StaffSkillBinding: { staff: "li@example.com", skillGroups: [{ skillGroupId: 1 }] },
};

type Fuzzed = "read" | "delete" | "update";

/** The verb ends well or with a failure that was meant for a reader. */
async function told(verb: () => Promise<unknown>, doing: string): Promise<void> {
  try {
    await verb();
  } catch (error) {
    const { message } = error as Error;
    assert.doesNotMatch(
      message,
      /defect of the provider|TypeError|\(reading '|is not a function/,
      `${doing}: ${message}`,
    );
    assert.ok(message.length > 0);
  }
}

describe("any state at all", () => {
  /** A state was edited by hand, or written by another program: what is in it is as it may be. */
  const fuzzed = (verb: Fuzzed, runs: number) => {
    for (const type of types) {
      it(`is worked on by ${verb} of ${type}, or refused in words`, () =>
        withCentre({ env }, async (centre: Centre) => {
          const handler = centre.process()[type];
          addSkillGroup(centre.data, { skillGroupId: 1, name: "Sales" });
          addStaff(centre.data, { mail: "li@example.com", skillGroups: [{ skillGroupId: 1, priority: 1 }] });
          addExtension(centre.data, { extensionId: "1" });
          await fc.assert(
            fc.asyncProperty(ids, declarationOf(type), async (id, state) => {
              const given: Plain = { ...state, __identity: urnOf(type, "it") };
              if (verb === "read") await told(() => handler.read!(id, given), "read");
              if (verb === "delete") await told(() => handler.delete!(id, given), "delete");
              if (verb === "update") {
                const { inputs, failures } = await handler.check!(
                  {},
                  { ...declared[type], __identity: urnOf(type, "it") },
                );
                assert.deepEqual(failures, []);
                await told(() => handler.update!(id, given, inputs), "update");
              }
            }),
            { numRuns: runs },
          );
          // An update makes what is not there; nothing else does.
          const made = centre.writes().filter((action) => action.startsWith("Create"));
          if (verb !== "update") assert.deepEqual(made, []);
          assert.equal(({} as Plain).polluted, undefined);
        }));
    }
  };
  fuzzed("read", 20);
  fuzzed("update", 15);
  fuzzed("delete", 10);

  it("is told where it cannot be read, and what to do", () =>
    withCentre({ env }, async (centre) => {
      const read = centre.process().Roster.read!("1400000000/it", {
        people: {},
        elsewhere: {},
        __identity: urnOf("Roster", "team"),
      });
      assert.match(
        (await failureOf(read)).message,
        /^Roster "team": elsewhere cannot be read in its state\. Put it right with `pulumi state edit`/,
      );
    }));
});
