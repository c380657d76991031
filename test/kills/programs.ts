import { type Centre, SOON } from "../pulumi/centre";

/** Of each kind, in the first version of the program; the second has one less and one more of those who can come and go. */
const GROUPS = 5;
const PEOPLE = 16;
const PHONES = 7;
const TEAM = 20;

export const STRANGER = "stranger@example.com";

/**
 * More than fifty resources, a roster of twenty that shall be the whole instance, two tasks and two campaigns. From the first
 * version to the second people leave, join with the numbers of those who left, change, move into the roster and out of it, and
 * get another role; groups, phones, tasks and campaigns are changed, renamed, made anew and taken out.
 */
export const programOf = (version: 1 | 2): string => `
const v = ${version}, second = v === 2;
const range = (n) => Array.from({ length: n }, (_, i) => i);
const groups = range(${GROUPS}).map((i) => new tccc.SkillGroup("g" + i, { name: "Group " + i + (i === 1 ? " of " + v : ""), type: "phone" }));
if (second) new tccc.SkillGroup("late", { name: "Late", type: "phone" });
else new tccc.SkillGroup("early", { name: "Early", type: "phone" });
const moving = "mover@example.com", comer = "comer@example.com";
const staff = range(${PEOPLE}).filter((i) => i !== (second ? 2 : ${PEOPLE - 1})).map((i) => [i, new tccc.Staff("p" + i, {
  mail: "p" + i + "@example.com", name: "P" + i + (i % 3 ? "" : " of " + v), staffNumber: String(1000 + i), useMobileAccept: "always",
  ...(i === 4 ? { role: second ? "inspector" : "agent", allowRecreate: true } : {}),
})]);
for (const [i, one] of staff) {
  new tccc.StaffSkillBinding("p" + i, { staff: one, skillGroups: [{ skillGroupId: groups[(i + v) % ${GROUPS}].skillGroupId, priority: 1 + i % 5 }] });
}
if (second) new tccc.Staff("comer", { mail: comer, name: "Comer", staffNumber: "3001" });
else new tccc.Staff("mover", { mail: moving, name: "Mover", staffNumber: "3000" });
const numbers = range(${TEAM}).map((i) => String(2000 + i));
new tccc.Roster("team", {
  exclusive: true, keep: ["${STRANGER}"], maxRemovals: "100%", allowRecreate: true,
  skillGroups: Object.fromEntries(groups.map((group, i) => ["g" + i, group.skillGroupId])),
  people: [
    // Of every five one leaves, and somebody else gets her number.
    ...numbers.map((staffNumber, i) => ({
      mail: (second && i % 5 === 0 ? "new" : "t") + i + "@example.com", staffNumber, name: "T" + i + (i % 5 === 1 ? " of " + v : ""),
      skills: { ["g" + (i + (i % 5 === 2 ? v : 0)) % ${GROUPS}]: 1 + i % 5 }, ...(i === 3 ? { role: second ? "inspector" : "agent" } : {}),
    })),
    second ? { mail: moving, name: "Mover", staffNumber: "3000" } : { mail: comer, name: "Comer", staffNumber: "3001" },
  ],
}, { protect: false });
for (const i of range(${PHONES}).slice(v - 1)) {
  new tccc.Extension("x" + i, { extensionId: String(8000 + i), name: "Desk " + i + " of " + v, staff: staff[0][1], skillGroupIds: [groups[0].skillGroupId] });
}
const callees = (i) => ["1380013800" + i, "1380013801" + v];
for (const i of [0, 1]) {
  // The first stays as it is under another name, the second calls others.
  const name = i === 0 ? "t0" + (second ? "-renamed" : "") : "t1";
  new tccc.AutoCalloutTask(name, { notBefore: ${SOON} + i, callers: ["075500000001"], callees: i === 0 ? ["13800138009"] : callees(i), ivrId: 42 });
  new tccc.PredictiveDialingCampaign("c" + i, {
    name: "Campaign " + i, skillGroupId: groups[0].skillGroupId, callOrder: "sequential", priority: i === 0 ? v : 3,
    callers: ["075500000001"], callees: i === 0 ? ["13800138009"] : callees(i), expectedAbandonRate: 5, retryInterval: 600,
    startTime: ${SOON}, endTime: ${SOON + 86_400},
  });
}
new tccc.NumberCallOutBinding("out", { number: "075500000001", skillGroupIds: [groups[v].skillGroupId] });
new tccc.NumberCallInInterface("in", { number: "075500000001", url: "https://example.com/" + v, onExisting: "adopt" });
`;

/** What the service holds, but for ids, times and what it makes up. */
export function held({ live }: Centre): unknown {
  const names = new Map([...live.skillGroups.values()].map(({ skillGroupId, name }) => [skillGroupId, name]));
  const sorted = (texts: string[]): string[] => texts.sort();
  return {
    groups: sorted([...live.skillGroups.values()].map(({ name }) => name)),
    staff: sorted(
      [...live.staff.values()].map(({ mail, name, staffNumber, useMobileAccept, roles, skillGroups }) => {
        const skills = skillGroups.map(({ skillGroupId, priority }) => `${names.get(skillGroupId)}:${priority}`).sort();
        return [mail, name, staffNumber, useMobileAccept, roles, ...skills].join(" ");
      }),
    ),
    phones: sorted(
      [...live.extensions.values()].map(({ extensionId, name, staff, skillGroupIds }) =>
        [extensionId, name, staff, ...skillGroupIds.map((id) => names.get(id))].join(" "),
      ),
    ),
    // Those that were stopped too: a task that was made twice is one even if one of the two was stopped again.
    tasks: sorted(
      [...live.calloutTasks.values()].map(({ notBefore, state, callees }) =>
        [notBefore - SOON, state, ...callees.map(({ callee }) => callee)].join(" "),
      ),
    ),
    campaigns: sorted(
      [...live.campaigns.values()].map(({ name, priority, callees, status }) =>
        [name, priority, status, ...callees].join(" "),
      ),
    ),
    numbers: sorted(
      [...live.numbers.values()].map(({ number, callOutSkillGroupIds }) =>
        [number, ...callOutSkillGroupIds.map((id) => names.get(id))].join(" "),
      ),
    ),
  };
}
