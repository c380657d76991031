import * as tccc from "pulumi-tccc";

// Two skill groups: what calls are routed to.
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
const support = new tccc.SkillGroup("support", { name: "Support", type: "online", maxConcurrency: 3 });

// Five people. A field that is left out is not managed.
const people = [
  { key: "li", name: "Li Lei", staffNumber: "1001", phone: "+86 138 0013 8001" },
  { key: "han", name: "Han Meimei", staffNumber: "1002", phone: "+86 138 0013 8002" },
  { key: "wang", name: "Wang Fang", staffNumber: "1003", phone: "+86 138 0013 8003" },
  { key: "zhao", name: "Zhao Min", staffNumber: "1004", nick: "Mina" },
  { key: "chen", name: "Chen Jie", staffNumber: "1005", role: "inspector" as const },
];

const staff = Object.fromEntries(
  people.map(({ key, ...person }) => [
    key,
    new tccc.Staff(key, { mail: `${key}@example.com`, sendPassword: true, ...person }),
  ]),
);

// Who answers for what, and how urgently: priority 1 is asked first, 5 last, 3 if left out.
new tccc.StaffSkillBinding("li", {
  staff: staff.li!,
  skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }],
});
new tccc.StaffSkillBinding("han", { staff: staff.han!, skillGroups: [{ skillGroupId: sales.skillGroupId }] });
new tccc.StaffSkillBinding("wang", {
  staff: staff.wang!,
  skillGroups: [
    { skillGroupId: sales.skillGroupId, priority: 4 },
    { skillGroupId: support.skillGroupId, priority: 2 },
  ],
});
new tccc.StaffSkillBinding("zhao", { staff: staff.zhao!, skillGroups: [{ skillGroupId: support.skillGroupId }] });

// A SIP phone on a desk. Its password is made by the service: `pulumi stack output sipPassword --show-secrets`.
const desk = new tccc.Extension("desk", {
  extensionId: "1001",
  name: "Front desk",
  skillGroupIds: [sales.skillGroupId],
  staff: staff.li!.mail,
});

export const salesGroup = sales.skillGroupId;
export const sipPassword = desk.password;
