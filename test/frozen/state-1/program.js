// The program of the frozen state: what it declares is never changed.
module.exports = (tccc, pulumi) => {
  const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone", maxConcurrency: 1, ringAll: true });
  class Team extends pulumi.ComponentResource {
    constructor(name) {
      super("my:index:Team", name);
      new tccc.SkillGroup("sales", { name: `${name} sales`, type: "online", maxConcurrency: 3 }, { parent: this });
    }
  }
  new Team("north");
  const li = new tccc.Staff("li", {
    mail: "Li@example.com",
    name: "Li",
    staffNumber: "1001",
    nick: "Lily",
    phone: "+86 138 0013 8001",
    extensionNumber: "2001",
    role: "agent",
    useMobileCallOut: true,
    useMobileAccept: "whenOffline",
    forwarding: { when: "conditional", to: { extensionId: "2009" } },
    initialPassword: "Example-Pass-1",
    passwordVersion: 1,
  });
  const wu = new tccc.Staff("wu", { mail: "wu@example.com", name: "Wu", staffNumber: "1002" });
  new tccc.StaffSkillBinding(
    "li",
    { staff: "Li@example.com", skillGroups: [{ skillGroupId: 901 }] },
    { dependsOn: li },
  );
  new tccc.StaffSkillBinding(
    "wu",
    { staff: "wu@example.com", exclusive: true, skillGroups: [{ skillGroupId: 902, priority: 1 }] },
    { dependsOn: wu },
  );
  new tccc.Roster("team", {
    people: [
      { mail: "mei@example.com", name: "Mei", staffNumber: "2001", phone: "13800138002", skills: { first: 1 } },
      { mail: "Zhao@example.com", name: "赵", staffNumber: "2002", nick: "Zhao", skills: ["first", "second"] },
    ],
    skillGroups: { first: 901, second: 902 },
    exclusive: true,
    keep: ["*@partner.example.com"],
    maxRemovals: "25%",
  });
  new tccc.Roster(
    "partners",
    { people: { "ada@partner.example.com": { name: "Ada", staffNumber: "3001", role: "inspector" } } },
    { protect: false },
  );
  new tccc.Extension(
    "desk",
    { extensionId: "3001", name: "Desk", staff: "wu@example.com", skillGroupIds: [902, 901], passwordVersion: 1 },
    { dependsOn: wu },
  );
  new tccc.AutoCalloutTask("reminder", {
    notBefore: "2099-12-01T09:00:00+08:00",
    name: "Reminder",
    description: "Of the first of December",
    callers: ["0755 0000 0001"],
    callees: ["+86 138 0013 8000", { callee: "13800138003", uui: "one", variables: { name: "Li" } }],
    ivrId: 42,
    tries: 2,
    retryInterval: 600,
    variables: { product: "tea" },
    run: "2099-12",
  });
  new tccc.PredictiveDialingCampaign("winter", {
    name: "Winter",
    callees: ["+86 138 0013 8000", "13800138003"],
    callers: ["0755 0000 0001"],
    callOrder: "sequential",
    skillGroupId: 901,
    priority: 3,
    expectedAbandonRate: 5,
    retryInterval: 600,
    startTime: "2099-12-01T09:00:00+08:00",
    endTime: 4099784400,
    retryTimes: 1,
  });
  new tccc.NumberCallOutBinding("line", { number: "0755 0000 0001", skillGroupIds: [901] });
  new tccc.NumberCallInInterface("hotline", {
    number: "0755 0000 0002",
    url: "https://example.com/call-in",
    onExisting: "adopt",
  });
  return { sales: sales.skillGroupId };
};
