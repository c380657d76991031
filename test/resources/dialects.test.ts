import assert from "node:assert/strict";
import { type Dialect, defaultDialect, dialectValues } from "../../provider/simulator";
import { withCentre } from "./centre";
import { bindingLife } from "./lives/binding";
import { calloutTaskLife } from "./lives/callout-task";
import { campaignLife } from "./lives/campaign";
import { extensionLife } from "./lives/extension";
import { addBystanders, type Failures, type Life, lifeIn } from "./lives/life";
import { numberCallInLife } from "./lives/number-call-in";
import { numberCallOutLife } from "./lives/number-call-out";
import { skillGroupLife } from "./lives/skill-group";
import { staffLife } from "./lives/staff";

const lives: Readonly<Record<string, (life: Life) => Promise<void>>> = {
  SkillGroup: skillGroupLife,
  Staff: staffLife,
  StaffSkillBinding: bindingLife,
  Extension: extensionLife,
  AutoCalloutTask: calloutTaskLife,
  PredictiveDialingCampaign: campaignLife,
  NumberCallOutBinding: numberCallOutLife,
  NumberCallInInterface: numberCallInLife,
};

const unseen = (field: string): RegExp =>
  new RegExp(
    `^updating .*: the service accepted every call, but what it shows is not what was declared\\. Still different: ${field}: wanted .*, found .*; otherwise change it in the console$`,
  );

/** A service that only pauses running tasks offers no way to make one that is paused from the start. */
const taskPauseRefused = { "AutoCalloutTask: create paused": /Only a running task can be paused.*so it was stopped/ };
const campaignPauseRefused = {
  "PredictiveDialingCampaign: create paused": /Only a campaign in progress can be paused[\s\S]*so it was deleted/,
};
const pauseRefused = { ...taskPauseRefused, ...campaignPauseRefused };

/** The readings under which the service offers no way at all: the step, and what the user is told. */
const expected: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  "pauseInitial: ok": campaignPauseRefused,
  "campaignPauseReady: ok": taskPauseRefused,
  // It does not say that it refuses.
  "campaignWrongState: ok": {
    ...taskPauseRefused,
    "PredictiveDialingCampaign: create paused":
      /the service accepted it, but the campaign is not paused \(its status is ready\)[\s\S]*so it was deleted/,
  },
  // No call empties a text.
  "emptyText: ignored": {
    ...pauseRefused,
    'Staff: nick ""': unseen("nick"),
    'Staff: phone ""': unseen("phone"),
    'Staff: extensionNumber ""': unseen("extensionNumber"),
    'Extension: staff ""': unseen("staff"),
  },
  // No call empties the groups of a phone.
  "emptyGroupList: ignored": { ...pauseRefused, "Extension: skillGroupIds []": unseen("skillGroupIds") },
  // No call takes a group from a phone.
  "modifyExtensionSkillGroups: add": {
    ...pauseRefused,
    "Extension: skillGroupIds, one less": unseen("skillGroupIds"),
    "Extension: skillGroupIds, others": unseen("skillGroupIds"),
    "Extension: skillGroupIds, others, put back": unseen("skillGroupIds"),
    "Extension: skillGroupIds by hand, repaired": unseen("skillGroupIds"),
    "Extension: skillGroupIds []": unseen("skillGroupIds"),
    "Extension: all at once": unseen("skillGroupIds"),
  },
};

/** Switches of what no resource here calls. */
const elsewhere = /^(record|session|history|callIn|protected|groupMetrics)/;

/** Readings that are harder together than each alone. */
const together: readonly Partial<Dialect>[] = [
  // What a change clears looks like what is never shown, and what is put back comes in another form.
  {
    modifyOmitted: "clear",
    modifyOmittedGroups: "clear",
    emptyTexts: "absent",
    emptyLists: "absent",
    phoneEcho: "plus",
  },
  // A task that is over answers with zeros.
  { stoppedListed: false, describeOneUnknown: "empty", stopGoesTo: "3-then-4" },
  { bindMode: "replace", rebind: "fails", unbindUnknown: "InvalidParameter", numberBindMode: "replace" },
  // The list shows who is deleted and nobody who is over, and only the list has a status.
  {
    campaignNewMembers: "absent",
    campaignDeletedListed: true,
    campaignEndedListed: false,
    describeOneUnknown: "empty",
  },
  { campaignAbortReady: "refuse", campaignAbortEnded: "InvalidParameterValue", campaignUpdateTimes: "clear" },
  { bindMode: "replace", rebind: "ignored", mailCase: "lowered", mailMatch: "ignoreCase", mailFilter: "fuzzy" },
];

function readings(): [string, Partial<Dialect>][] {
  const known = defaultDialect as unknown as Record<string, unknown>;
  const switches = Object.entries(dialectValues).filter(([name]) => !elsewhere.test(name));
  const single = switches.flatMap(([name, values]) =>
    values
      .filter((value) => value !== known[name])
      .map((value): [string, Partial<Dialect>] => [`${name}: ${value}`, { [name]: value }]),
  );
  const delays = [500, 3000].map((writeDelayMs): [string, Partial<Dialect>] => [
    `writeDelayMs: ${writeDelayMs}`,
    { writeDelayMs },
  ]);
  const several = together.map((one): [string, Partial<Dialect>] => [Object.keys(one).join(", "), one]);
  return [["the likeliest reading", {}], ...single, ...several, ...delays];
}

describe("resources under every reading of the documentation", function () {
  this.timeout(60_000);
  for (const [name, dialect] of readings()) {
    it(`live their lives under ${name}`, () =>
      withCentre({ dialect }, async (centre) => {
        addBystanders(centre);
        const failures: Failures = {};
        const each = Object.entries(lives).map(([type, live]) => async () => {
          const life = lifeIn(centre, type);
          await live(life);
          Object.assign(failures, life.failures);
        });
        // Under a lag the writes of others would hide what is done by hand.
        if (dialect.writeDelayMs) for (const live of each) await live();
        else await Promise.all(each.map((live) => live()));
        const promised = expected[name] ?? pauseRefused;
        assert.deepEqual(Object.keys(failures).sort(), Object.keys(promised).sort(), JSON.stringify(failures, null, 2));
        for (const [step, message] of Object.entries(promised)) assert.match(failures[step]!, message);
      }));
  }
});
