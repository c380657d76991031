import * as tccc from "pulumi-tccc";

// Two skill groups: what calls and chats are routed to.
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
const support = new tccc.SkillGroup("support", { name: "Support", type: "online", maxConcurrency: 3 });

// Five people. A field that is left out is not managed. The service mails each of them a password.
const lei = new tccc.Staff("lei", {
  mail: "lei@example.com",
  name: "Lei",
  nick: "小雷",
  staffNumber: "1001",
  phone: "+86 138 0013 8001",
  sendPassword: true,
});
const mei = new tccc.Staff("mei", {
  mail: "mei@example.com",
  name: "Mei",
  nick: "小梅",
  staffNumber: "1002",
  phone: "+86 138 0013 8002",
  sendPassword: true,
});
const fang = new tccc.Staff("fang", {
  mail: "fang@example.com",
  name: "Fang",
  nick: "小芳",
  staffNumber: "1003",
  sendPassword: true,
});
const min = new tccc.Staff("min", { mail: "min@example.com", name: "Min", staffNumber: "1004", sendPassword: true });
new tccc.Staff("jie", {
  mail: "jie@example.com",
  name: "Jie",
  staffNumber: "1005",
  role: "inspector",
  sendPassword: true,
});

// Who answers for what, and how urgently: priority 1 is asked first, 5 last, 3 if left out.
new tccc.StaffSkillBinding("lei", {
  staff: lei,
  skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }],
});
new tccc.StaffSkillBinding("mei", { staff: mei, skillGroups: [{ skillGroupId: sales.skillGroupId }] });
new tccc.StaffSkillBinding("fang", {
  staff: fang,
  skillGroups: [
    { skillGroupId: sales.skillGroupId, priority: 4 },
    { skillGroupId: support.skillGroupId, priority: 2 },
  ],
});
new tccc.StaffSkillBinding("min", { staff: min, skillGroups: [{ skillGroupId: support.skillGroupId }] });

// A SIP phone on a desk. Its password is made by the service: `pulumi stack output sipPassword --show-secrets`.
const desk = new tccc.Extension("desk", {
  extensionId: "8001",
  name: "Front desk",
  skillGroupIds: [sales.skillGroupId],
  staff: lei.mail,
});

// A callout task makes phones ring, so this one is far in the future. The time is fixed: one that moved from run to run
// would be another declaration each time.
const survey = new tccc.AutoCalloutTask("survey", {
  name: "Survey",
  notBefore: "2037-01-05T09:00:00+08:00",
  callers: ["0086 755 0000 0001"],
  callees: ["+86 138 0013 8100"],
  ivrId: 42,
});

export const salesGroup = sales.skillGroupId;
export const sipPassword = desk.password;
export const surveyState = survey.state;
