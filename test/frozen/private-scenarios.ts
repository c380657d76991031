import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import type { definitions } from "../../provider/resources/registry";
import { addStaff } from "../../provider/simulator";
import { type Centre, type Declared, type Failure, failureOf, withCentre } from "../resources/centre";
import { withRewriting } from "../resources/rewriting";
import { people } from "../resources/roster/support";
import { options, surroundings } from "./born";
import { declarations } from "./declarations";

/** How a private member comes into a state: what gives the outputs that hold it. */
export type Scenario = () => Promise<Plain>;

const refused = { code: "FailedOperation", message: "Not today." };
const ALWAYS = Number.POSITIVE_INFINITY;

const alone = (list: string, member: string, body: (centre: Centre) => Promise<Plain>): Scenario => {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).filter(([name]) => name !== member);
    return Object.fromEntries(kept.map(([name, inner]) => [name, strip(inner)]));
  };
  return async () => {
    let outs: Plain = {};
    await withRewriting(
      (action, answer) => (action === list ? strip(answer) : answer),
      async (centre) => {
        surroundings(centre);
        outs = shown(await body(centre));
      },
      options,
    );
    return outs;
  };
};

const plainly =
  (body: (centre: Centre) => Promise<Plain>): Scenario =>
  async () => {
    let outs: Plain = {};
    await withCentre(options, async (centre) => {
      surroundings(centre);
      outs = shown(await body(centre));
    });
    return outs;
  };

/** What is random is shown where it is frozen. */
function shown({ digestKey: _, calleesDigest: __, password: ___, ...outs }: Plain): Plain {
  return outs;
}

/** The state of a create that ended halfway. */
async function half(verb: Promise<unknown>): Promise<Plain> {
  const { declared } = (await failureOf(verb)) as Failure;
  assert.ok(declared, "the create ended halfway");
  return declared.outs;
}

/** The state after an update that failed. */
async function afterFailing(made: Declared, news: Plain): Promise<Plain> {
  await failureOf(made.change(news));
  return made.outs;
}

/** Made, while the service shows it for none of the time that the provider is patient. */
const late = (type: "AutoCalloutTask" | "PredictiveDialingCampaign"): Scenario =>
  plainly(async (centre) => {
    centre.sim.dialect.writeDelayMs = 600_000;
    return half(centre.declare(type, declarations[type].least));
  });

const li = { mail: "li@example.com", name: "Li", staffNumber: "1001" };

export const scenarios: Readonly<Partial<Record<keyof typeof definitions, Readonly<Record<string, Scenario>>>>> = {
  Staff: {
    "a mail that the service spells otherwise": plainly(async (centre) => {
      addStaff(centre.data, { ...li, mail: "Li@Example.com", lastModified: 1_796_083_200 });
      return (await centre.declare("Staff", li)).outs;
    }),
    "a field that the list does not show": alone("DescribeStaffInfoList", "Nick", async (centre) => {
      return (await centre.declare("Staff", { ...li, nick: "Lily" })).outs;
    }),
    "a field that the list does not show, its change refused": alone(
      "DescribeStaffInfoList",
      "Nick",
      async (centre) => {
        const made = await centre.declare("Staff", { ...li, nick: "Lily" });
        centre.sim.faults.push({ action: "ModifyStaff", times: ALWAYS, kind: refused });
        return afterFailing(made, { ...li, nick: "Lulu" });
      },
    ),
    "the password refused": plainly(async (centre) => {
      centre.sim.faults.push({ action: "ModifyStaffPassword", times: ALWAYS, kind: refused });
      return half(centre.declare("Staff", { ...li, initialPassword: "Example-Pass-1" }));
    }),
  },
  StaffSkillBinding: {
    "a mail that the service spells otherwise": plainly(async (centre) => {
      addStaff(centre.data, { ...li, mail: "Li@Example.com" });
      const skillGroups = [{ skillGroupId: 901, priority: 2 }];
      return (await centre.declare("StaffSkillBinding", { staff: li.mail, skillGroups })).outs;
    }),
  },
  SkillGroup: {
    "a field that the list does not show": alone("DescribeSkillGroupInfoList", "RingAll", async (centre) => {
      return (await centre.declare("SkillGroup", { name: "Sales", type: "phone", ringAll: true })).outs;
    }),
    "a field that the list does not show, its change refused": alone(
      "DescribeSkillGroupInfoList",
      "RingAll",
      async (centre) => {
        const made = await centre.declare("SkillGroup", { name: "Sales", type: "phone", ringAll: true });
        centre.sim.faults.push({ action: "UpdateCCCSkillGroup", times: ALWAYS, kind: refused });
        return afterFailing(made, { name: "Sales", type: "phone", ringAll: false });
      },
    ),
  },
  Extension: {
    "a field that the list does not show": alone("DescribeExtensions", "SkillGroupId", async (centre) => {
      return (await centre.declare("Extension", { extensionId: "3001", name: "Desk", skillGroupIds: [901] })).outs;
    }),
    "a field that the list does not show, its change refused": alone(
      "DescribeExtensions",
      "SkillGroupId",
      async (centre) => {
        const desk = { extensionId: "3001", name: "Desk" };
        const made = await centre.declare("Extension", { ...desk, skillGroupIds: [901] });
        centre.sim.faults.push({ action: "ModifyExtension", times: ALWAYS, kind: refused });
        return afterFailing(made, { ...desk, skillGroupIds: [902] });
      },
    ),
  },
  AutoCalloutTask: { "not shown after its create": late("AutoCalloutTask") },
  PredictiveDialingCampaign: {
    "a change of which nobody knows whether it was made": plainly(async (centre) => {
      const { least } = declarations.PredictiveDialingCampaign;
      const made = await centre.declare("PredictiveDialingCampaign", least);
      centre.sim.faults.push({ action: "UpdatePredictiveDialingCampaign", times: ALWAYS, kind: { status: 502 } });
      return afterFailing(made, { ...least, callees: ["13800138001"] });
    }),
    "not shown after its create": late("PredictiveDialingCampaign"),
  },
  Roster: {
    "a field that the list does not show": alone("DescribeStaffInfoList", "Nick", async (centre) => {
      return (await centre.declare("Roster", { people: people({ ...li, nick: "Lily" }) })).outs;
    }),
    "a field that the list does not show, its change refused": alone(
      "DescribeStaffInfoList",
      "Nick",
      async (centre) => {
        const made = await centre.declare("Roster", { people: people({ ...li, nick: "Lily" }) });
        centre.sim.faults.push({ action: "ModifyStaff", times: ALWAYS, kind: refused });
        return afterFailing(made, { people: people({ ...li, nick: "Lulu" }) });
      },
    ),
    "a mail that the service spells otherwise": plainly(async (centre) => {
      centre.sim.dialect.mailCase = "lowered";
      centre.sim.dialect.mailMatch = "ignoreCase";
      return (await centre.declare("Roster", { people: people({ ...li, mail: "Li@example.com" }) })).outs;
    }),
    "a group that left the map while nobody could be taken out of it": plainly(async (centre) => {
      const skillGroups = { sales: 901, support: 902 };
      const made = await centre.declare("Roster", {
        people: people({ ...li, skills: { sales: 1, support: 2 } }),
        skillGroups,
      });
      centre.sim.faults.push({ action: "UnbindStaffSkillGroupList", times: ALWAYS, kind: refused });
      return afterFailing(made, { people: people({ ...li, skills: { sales: 1 } }), skillGroups: { sales: 901 } });
    }),
    "strangers of an exclusive one, shown by a refresh": plainly(async (centre) => {
      addStaff(centre.data, {
        mail: "wang@example.com",
        name: "Wang",
        phone: "13800138009",
        lastModified: 1_796_000_000,
      });
      const made = await centre.declare("Roster", { people: people(li), exclusive: true });
      await made.refresh();
      return made.outs;
    }),
  },
};
