import assert from "node:assert/strict";
import fc from "fast-check";
import type { StaffInfo } from "../../provider/api";
import type { StepLike } from "../../provider/core/job";
import {
  FRESH_SWITCHES,
  type Person,
  type PersonLive,
  type PersonStep,
  personDifferences,
  planPerson,
} from "../../provider/roster/person";
import { group, Model, No, type Outcome, play } from "./model";

interface Account {
  texts: Record<Text, string>;
  forwarding: StaffInfo["ForwardingConfig"] | null;
  accept: number;
  callOut: boolean;
  groups: [number, number][];
}
type Text = "Name" | "Nick" | "Phone" | "StaffNumber" | "ExtensionNumber";

interface Reading {
  /** What is left out of a ModifyStaff. */
  omitted: "kept" | "cleared";
  omittedGroups: "kept" | "cleared";
  emptyText: "clears" | "ignored";
  /** The metrics have no row for her. */
  switchesShown: boolean;
  /** This service accepts the member and never shows it. */
  hidden: "ExtensionNumber" | undefined;
  lag: number;
}

const members: readonly [Text, string][] = [
  ["Name", "Name"],
  ["Nick", "Nick"],
  ["Phone", "Phone"],
  ["StaffNumber", "StaffNo"],
  ["ExtensionNumber", "ExtensionNumber"],
];
const accepts = ["off", "whenOffline", "always"] as const;

function service(reading: Reading) {
  return (state: Account | undefined, sent: StepLike): Account | undefined => {
    const step = sent as PersonStep;
    if (step.call === "CreateStaff") {
      if (state) throw new No("there is one already");
      const { Name = "", Nick = "", Phone = "", StaffNumber = "", ExtensionNumber = "" } = step.item;
      const texts = { Name, Nick, Phone, StaffNumber, ExtensionNumber };
      return { texts, forwarding: null, accept: 0, callOut: false, groups: [] };
    }
    if (!state) throw new No("no such account");
    if (step.call === "BindStaffSkillGroupList") {
      const groups = new Map(state.groups);
      for (const { SkillGroupId, Priority } of step.groups) groups.set(SkillGroupId, Priority);
      return { ...state, groups: [...groups] };
    }
    return modified(state, step.members, reading);
  };
}

function modified(state: Account, sent: Record<string, unknown>, reading: Reading): Account {
  const clear = reading.omitted === "cleared";
  const texts = { ...state.texts };
  for (const [text, member] of members) {
    const given = sent[member] as string | undefined;
    // What a creation requires cannot be cleared.
    const required = text === "Name" || text === "StaffNumber";
    if (given === undefined) texts[text] = clear && !required ? "" : texts[text];
    else if (given !== "" || (reading.emptyText === "clears" && !required)) texts[text] = given;
  }
  return {
    texts,
    forwarding: (sent.ForwardingConfig as Account["forwarding"]) ?? (clear ? null : state.forwarding),
    accept: (sent.UseMobileAccept as number | undefined) ?? (clear ? 0 : state.accept),
    callOut: (sent.UseMobileCallOut as boolean | undefined) ?? (clear ? false : state.callOut),
    groups: reading.omittedGroups === "cleared" ? [] : state.groups,
  };
}

function liveOf(reading: Reading) {
  return (state: Account | undefined): PersonLive => {
    if (!state) return { row: undefined, switches: undefined };
    const row: StaffInfo = {
      ...state.texts,
      Mail: "li@example.com",
      RoleList: [3],
      SkillGroupList: state.groups.map(([id, Priority]) => ({ ...group(id), Priority })),
      ...(state.forwarding ? { ForwardingConfig: state.forwarding } : {}),
    };
    if (reading.hidden) delete row[reading.hidden];
    const switches = { useMobileCallOut: state.callOut, useMobileAccept: accepts[state.accept]! };
    return { row, switches: reading.switchesShown ? switches : undefined };
  };
}

async function run(
  state: Account | undefined,
  want: Person,
  reading: Reading,
): Promise<{ model: Model<Account | undefined>; outcome: Outcome }> {
  const model = new Model(state, reading.lag, service(reading));
  // What the state of an earlier run says, where nothing is shown.
  const known = state ? { useMobileCallOut: state.callOut, useMobileAccept: accepts[state.accept]! } : FRESH_SWITCHES;
  const outcome = await play<Account | undefined, PersonLive, PersonStep>(
    model,
    liveOf(reading),
    (view) => planPerson(want, view, { known }),
    (view) => personDifferences(want, view, { known }),
  );
  return { model, outcome };
}

const number = fc.constantFrom("1001", "1002", "1003");
const phone = fc.constantFrom("008613800138000", "008613800138001");
const config = fc.constantFrom(
  { Enabled: true, Condition: 1, Target: { Type: 2, SkillGroupId: 7 } },
  { Enabled: true, Condition: 2, Target: { Type: 3, Extension: "3001" } },
);
const account: fc.Arbitrary<Account> = fc.record(
  {
    texts: fc.record(
      {
        Name: fc.constantFrom("Li", "Wang"),
        Nick: fc.constantFrom("", "a", "b"),
        Phone: fc.oneof(fc.constant(""), phone),
        StaffNumber: number,
        ExtensionNumber: fc.oneof(fc.constant(""), number),
      },
      { noNullPrototype: true },
    ),
    forwarding: fc.option(config),
    accept: fc.integer({ min: 0, max: 2 }),
    callOut: fc.boolean(),
    groups: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 })), {
      selector: ([id]) => id,
      maxLength: 3,
    }),
  },
  { noNullPrototype: true },
);
const person: fc.Arbitrary<Person> = fc.record(
  {
    mail: fc.constant("li@example.com"),
    name: fc.constantFrom("Li", "Zhao"),
    staffNumber: number,
    nick: fc.constantFrom("", "b", "c"),
    phone: fc.oneof(fc.constant(""), phone),
    extensionNumber: fc.oneof(fc.constant(""), number),
    forwarding: fc.constantFrom(
      { enabled: false, when: "always" as const, to: { skillGroupId: 7 } },
      { when: "conditional" as const, to: { staff: "wang@example.com" } },
    ),
    useMobileCallOut: fc.boolean(),
    useMobileAccept: fc.constantFrom(...accepts),
  },
  { requiredKeys: ["mail", "name", "staffNumber"], noNullPrototype: true },
);
const readings: fc.Arbitrary<Reading> = fc.record({
  omitted: fc.constantFrom("kept" as const, "cleared" as const),
  omittedGroups: fc.constantFrom("kept" as const, "cleared" as const),
  emptyText: fc.constantFrom("clears" as const, "ignored" as const),
  switchesShown: fc.constant(true),
  hidden: fc.constant(undefined),
  lag: fc.integer({ min: 0, max: 5 }),
});
const FRESH: Account = {
  texts: { Name: "", Nick: "", Phone: "", StaffNumber: "", ExtensionNumber: "" },
  forwarding: null,
  ...{ accept: 0, callOut: false, groups: [] },
};

/** What must be there in the end: the declared fields, and the others as they were. */
function goal(before: Account, want: Person): Account {
  const { texts } = before;
  return {
    texts: {
      Name: want.name ?? texts.Name,
      Nick: want.nick ?? texts.Nick,
      Phone: want.phone ?? texts.Phone,
      StaffNumber: want.staffNumber ?? texts.StaffNumber,
      ExtensionNumber: want.extensionNumber ?? texts.ExtensionNumber,
    },
    forwarding: want.forwarding ? forwarded(want.forwarding) : off(before.forwarding),
    accept: want.useMobileAccept ? accepts.indexOf(want.useMobileAccept) : before.accept,
    callOut: want.useMobileCallOut ?? before.callOut,
    groups: before.groups,
  };
}

function forwarded(forwarding: NonNullable<Person["forwarding"]>): Account["forwarding"] {
  return forwarding.enabled === false
    ? null
    : { Enabled: true, Condition: 2, Target: { Type: 1, StaffUserId: "wang@example.com" } };
}

/** Forwarding that is switched off is off, wherever it would go. */
function off(forwarding: Account["forwarding"]): Account["forwarding"] {
  return forwarding?.Enabled ? forwarding : null;
}

function same(state: Account, wanted: Account): void {
  const groups = [...state.groups].sort(([a], [b]) => a - b);
  assert.deepEqual(
    { ...state, forwarding: off(state.forwarding), groups },
    { ...wanted, groups: [...wanted.groups].sort(([a], [b]) => a - b) },
  );
}

describe("roster: planPerson", () => {
  it("brings an account to what is declared and leaves the rest as it was, under every reading", () =>
    fc.assert(
      fc.asyncProperty(fc.option(account, { nil: undefined }), person, readings, async (before, want, reading) => {
        const empties = ["nick", "phone", "extensionNumber"].some(
          (key) => (want as unknown as Record<string, unknown>)[key] === "",
        );
        fc.pre(!(reading.emptyText === "ignored" && empties));
        const { model, outcome } = await run(before, want, reading);
        assert.equal(outcome.failure?.message, undefined);
        same(model.state!, goal(before ?? FRESH, want));
        assert.ok(outcome.rounds <= 3);
        const creates = model.sent.filter(({ step }) => step.call === "CreateStaff");
        assert.equal(creates.length, before ? 0 : 1);
      }),
      { numRuns: 2000 },
    ));

  it("ends as declared or in a failure that names the field, where the service ignores an empty text", () =>
    fc.assert(
      fc.asyncProperty(account, person, readings, async (before, want, reading) => {
        const { model, outcome } = await run(before, want, { ...reading, emptyText: "ignored" });
        if (!outcome.failure) same(model.state!, goal(before, want));
        else assert.match(outcome.failure.message, /(nick|phone|extensionNumber): wanted "", found "/);
      }),
      { numRuns: 1000 },
    ));

  it("sends the switches once and believes it, where the metrics do not show her", () =>
    fc.assert(
      fc.asyncProperty(account, person, async (before, want) => {
        const reading: Reading = {
          ...{ omitted: "kept", omittedGroups: "kept", emptyText: "clears", hidden: undefined, lag: 0 },
          switchesShown: false,
        };
        const { model, outcome } = await run(before, want, reading);
        assert.equal(outcome.failure?.message, undefined);
        same(model.state!, goal(before, want));
      }),
    ));

  it("sends a field that the service never shows, and is content", () =>
    fc.assert(
      fc.asyncProperty(account, person, async (before, want) => {
        const reading: Reading = {
          ...{ omitted: "kept", omittedGroups: "kept", emptyText: "clears", switchesShown: true, lag: 0 },
          hidden: "ExtensionNumber",
        };
        const { model, outcome } = await run(before, want, reading);
        assert.equal(outcome.failure?.message, undefined);
        // An empty text is what a field that is not shown looks like: it cannot be told from one that is set.
        fc.pre(want.extensionNumber !== "");
        same(model.state!, goal(before, want));
      }),
    ));

  it("sends only what differs, in one call", async () => {
    const before: Account = {
      ...FRESH,
      texts: { Name: "Li", Nick: "l", Phone: "+8613800138000", StaffNumber: "1001", ExtensionNumber: "" },
    };
    const want: Person = {
      mail: "li@example.com",
      name: "Li Na",
      staffNumber: "1001",
      phone: "008613800138000",
      nick: "",
    };
    const reading: Reading = {
      ...{ omitted: "kept", omittedGroups: "kept", emptyText: "clears", switchesShown: true },
      ...{ hidden: undefined, lag: 0 },
    };
    const { model } = await run(before, want, reading);
    assert.deepEqual(
      model.sent.map(({ step }) => step),
      [{ call: "ModifyStaff", members: { Name: "Li Na", Nick: "" } }],
    );
  });
});
