import assert from "node:assert/strict";
import { addSkillGroup } from "../../provider/simulator";
import { lives } from "./lives";
import { addBystanders, lifeIn } from "./lives/life";
import { type LifeName, resources } from "./living";
import { everyValue, type Rewrite, withRewriting } from "./rewriting";

const isDigits = (value: unknown): value is string => typeof value === "string" && /^[1-9]\d{0,14}$/.test(value);

/** Answers whose members are not of the types that the documentation gives them. */
const rewrites: Record<string, Rewrite> = {
  "numbers as texts": everyValue((value) => (typeof value === "number" ? String(value) : value)),
  "texts of digits as numbers": everyValue((value) => (isDigits(value) ? Number(value) : value)),
  "switches as 0 and 1": everyValue((value) => (typeof value === "boolean" ? Number(value) : value)),
  "null rows in lists": everyValue((value) => (Array.isArray(value) ? [null, ...value] : value)),
};

const tomorrow = (): number => Math.floor(Date.now() / 1000) + 86_400;
const calling = () => ({
  notBefore: tomorrow(),
  callers: ["0086075512345678"],
  callees: ["008613800000000"],
  ivrId: 7,
});

describe("resources of a service whose answers hold", function () {
  this.timeout(60_000);
  for (const [name, rewrite] of Object.entries(rewrites)) {
    it(`${name}: they live their lives`, () =>
      withRewriting(
        rewrite,
        async (centre) => {
          addBystanders(centre);
          const live = async (type: LifeName): Promise<void> => {
            const life = lifeIn(centre, type);
            await lives[type](life);
            assert.deepEqual(life.failures, {});
          };
          await Promise.all(resources.map(live));
        },
        { dialect: { pauseInitial: "ok", campaignPauseReady: "ok" } },
      ));

    it(`${name}: a callout task whose answer was lost is found and not made again`, () =>
      withRewriting(rewrite, async (centre) => {
        centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: "reset-after" });
        // One declaration: its start, by the second, is part of what it is.
        const declared = calling();
        await centre.declare("AutoCalloutTask", declared);
        await centre.declare("AutoCalloutTask", declared);
        assert.equal(centre.data.calloutTasks.size, 1);
      }));
  }

  it("no start and no count in the list of callout tasks: one whose answer was lost is found", () =>
    withRewriting(
      (action, answer) => {
        if (action !== "DescribeAutoCalloutTasks") return answer;
        const rows = answer.Tasks as Record<string, unknown>[];
        return { ...answer, Tasks: rows.map(({ NotBefore, CalleeCount, ...row }) => row) };
      },
      async (centre) => {
        centre.sim.faults.push({ action: "CreateAutoCalloutTask", kind: "reset-after" });
        await centre.declare("AutoCalloutTask", calling());
        assert.equal(centre.data.calloutTasks.size, 1);
      },
    ));

  it("no status of a campaign anywhere: it can be removed, and a declared run goes on", () =>
    withRewriting(
      (action, answer) => {
        const without = ({ Status, StatusReason, ...row }: Record<string, unknown>) => row;
        if (action === "DescribePredictiveDialingCampaign") return without(answer);
        const rows = answer.CampaignList as Record<string, unknown>[] | undefined;
        return rows ? { ...answer, CampaignList: rows.map(without) } : answer;
      },
      async (centre) => {
        const startTime = tomorrow();
        const group = await centre.declare("SkillGroup", { name: "Sales", type: "phone" });
        const skillGroupId = Number(group.id.split("/")[1]);
        const campaign = await centre.declare("PredictiveDialingCampaign", {
          ...{ name: "Spring", callees: ["008613800000000"], callers: ["0086075512345678"], callOrder: "random" },
          ...{ skillGroupId, priority: 1, expectedAbandonRate: 5, retryInterval: 600, paused: false },
          ...{ startTime, endTime: startTime + 3600 },
        });
        assert.deepEqual(await campaign.drift(), {});
        await campaign.remove();
        assert.equal([...centre.data.campaigns.values()].filter(({ status }) => status < 3).length, 0);
      },
    ));

  for (const [name, form] of [
    ["without their prefix", (number: string) => number.replace(/^0086/, "")],
    ["with another prefix", (number: string) => number.replace(/^0086/, "+86")],
  ] as const) {
    it(`numbers ${name}, which its calls do not take: a binding is made, changed and undone all the same`, () =>
      withRewriting(
        (action, answer) => {
          if (action !== "DescribeNumbers") return answer;
          const rows = answer.Numbers as { Number: string }[];
          return { ...answer, Numbers: rows.map((row) => ({ ...row, Number: form(row.Number) })) };
        },
        async (centre) => {
          const number = "0086075512345678";
          centre.data.numbers.set(number, { number, callOutSkillGroupIds: [], state: 1 });
          addSkillGroup(centre.data, { skillGroupId: 71, name: "Sales" });
          addSkillGroup(centre.data, { skillGroupId: 72, name: "Support" });
          const bound = () => centre.data.numbers.get(number)!.callOutSkillGroupIds;
          const binding = await centre.declare("NumberCallOutBinding", { number, skillGroupIds: [71] });
          assert.deepEqual(bound(), [71]);
          assert.deepEqual(await binding.drift(), {});
          await binding.change({ number, skillGroupIds: [72] });
          assert.deepEqual(bound(), [72]);
          await binding.remove();
          assert.deepEqual(bound(), []);
          const url = "https://example.com/in";
          await centre.declare("NumberCallInInterface", { number, url, onExisting: "adopt" });
          assert.equal(centre.data.callInInterfaces.size, 1);
        },
      ));
  }

  it("mails in lower case, where its calls take them only as they were given: accounts live their lives", () =>
    withRewriting(
      (action, answer) => {
        if (action !== "DescribeStaffInfoList") return answer;
        const rows = answer.StaffList as { Mail: string }[];
        return { ...answer, StaffList: rows.map((row) => ({ ...row, Mail: row.Mail.toLowerCase() })) };
      },
      async (centre) => {
        addSkillGroup(centre.data, { skillGroupId: 71, name: "Sales" });
        const mail = "Li.Na@Example.com";
        const account = () => centre.data.staff.get(mail)!;
        const li = { mail, name: "Li", staffNumber: "1001", useMobileCallOut: true };
        const skillGroups = [{ skillGroupId: 71, priority: 2 }];
        const staff = await centre.declare("Staff", { ...li, initialPassword: "Passw0rd", passwordVersion: 1 });
        const binding = await centre.declare("StaffSkillBinding", { staff: mail, skillGroups });
        await staff.change({ ...li, name: "Li Na", initialPassword: "Passw0rd", passwordVersion: 1 });
        assert.deepEqual([account().name, account().skillGroups], ["Li Na", skillGroups]);
        await binding.remove();
        assert.deepEqual(account().skillGroups, []);
        await staff.remove();
        const people = { [mail]: JSON.stringify({ name: "Li", staffNumber: "1001", skills: { sales: 1 } }) };
        const roster = await centre.declare("Roster", { people, skillGroups: { sales: 71 } });
        assert.deepEqual(await roster.drift(), {});
        await roster.change({ people: {}, maxRemovals: "100%", skillGroups: { sales: 71 } });
        assert.equal(centre.data.staff.size, 0);
      },
    ));

  it("seats only as single purchases, as texts: more people than seats are refused, and nobody is made", () =>
    withRewriting(
      (action, answer) => {
        if (action !== "DescribeCCCBuyInfoList") return answer;
        const own = { SdkAppId: "1400000000", StaffBuyList: [{ Num: "2" }, { Num: "1" }], PhoneNumBuyList: null };
        return { ...answer, SdkAppIdBuyList: [own] };
      },
      async (centre) => {
        const people = Object.fromEntries(
          [1, 2, 3, 4].map((n) => [`p${n}@example.com`, JSON.stringify({ name: `P${n}`, staffNumber: String(n) })]),
        );
        const refusal = await centre.declare("Roster", { people }).then(
          () => "none",
          ({ message }: Error) => message,
        );
        assert.match(
          refusal,
          /4 new people need 1 more seats than there are: 0 are used, 0 become free, 3 were bought/,
        );
        assert.deepEqual(centre.writes(), []);
      },
    ));
});
