/** The programs that are compared: the same people, declared in three ways. */

export type Kind = "floor" | "naive" | "provider";

export interface People {
  count: number;
  /** One resource for each person (and one for her skills), or one for all. */
  shape: "single" | "roster";
  skills: boolean;
  /** 1 % of them have another name. */
  changed: boolean;
}

const HEAD = 'const pulumi = require("@pulumi/pulumi");\n';

const list = ({ count, changed }: People): string => `
const people = Array.from({ length: ${count} }, (_, i) => ({
  mail: "person" + String(i).padStart(5, "0") + "@example.com",
  name: "Person " + i + (${changed} && i % 100 === 0 ? " changed" : ""),
  staffNumber: String(100000 + i),
  phone: "0086138" + String(i).padStart(8, "0"),
}));
`;

/** The text of a program. */
export function programOf(kind: Kind, people: People): string {
  const { provider, naive, floor } = { provider: ours, naive: taught, floor: nothing };
  return HEAD + list(people) + { provider, naive, floor }[kind](people);
}

function ours({ shape, skills }: People): string {
  const group = `const tccc = require("pulumi-tccc");\n${skills ? 'const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });' : ""}`;
  if (shape === "roster") {
    const more = skills ? "skillGroups: { sales: sales.skillGroupId }," : "";
    const who = skills ? "people.map((person) => ({ ...person, skills: { sales: 1 } }))" : "people";
    return `${group}\nnew tccc.Roster("team", { people: ${who}, ${more} maxRemovals: "100%" }, { protect: false });`;
  }
  return `${group}
for (const person of people) {
  const staff = new tccc.Staff(person.mail, { ...person, sendPassword: true });
  new tccc.StaffSkillBinding(person.mail, { staff, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }] });
}`;
}

/** Resources of the same number, texts and properties, whose verbs do nothing. The handler is in \`floor.ts\`. */
function nothing({ shape, skills }: People): string {
  const base = `
const text = (type) => 'exports.handler=()=>require("floor-bench/handler").' + type;
class Floor extends pulumi.CustomResource {
  constructor(type, name, props, opts) {
    super("pulumi-nodejs:dynamic/floor:" + type, name, { __provider: text(type), __resource: name, ...props }, opts);
  }
}
${skills ? 'const sales = new Floor("SkillGroup", "sales", { name: "Sales", type: "phone", sdkAppId: 1400000000 });' : ""}`;
  if (shape === "roster") {
    const who = skills
      ? "({ mail, ...person }) => [mail, JSON.stringify({ ...person, skills: { sales: 1 } })]"
      : "({ mail, ...person }) => [mail, JSON.stringify(person)]";
    const more = skills ? "skillGroups: { sales: sales.id.apply(() => 1) }," : "";
    return `${base}
const all = Object.fromEntries(people.map(${who}));
new Floor("Roster", "team", { people: all, ${more} maxRemovals: "100%", sdkAppId: 1400000000 });`;
  }
  return `${base}
for (const person of people) {
  const staff = new Floor("Staff", person.mail, { ...person, sendPassword: true, sdkAppId: 1400000000 });
  new Floor("StaffSkillBinding", person.mail, {
    staff: staff.id.apply(() => person.mail), skillGroups: [{ skillGroupId: sales.id.apply(() => 1), priority: 1 }], sdkAppId: 1400000000,
  }, { deletedWith: staff });
}`;
}

/** As Pulumi's documentation teaches it: a provider object that holds the client, one call for each operation. */
function taught({ skills }: People): string {
  return `
const { Client } = require("tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client");
const SdkAppId = 1400000000;
const client = new Client({
  credential: { secretId: process.env.TENCENTCLOUD_SECRET_ID, secretKey: process.env.TENCENTCLOUD_SECRET_KEY },
  profile: { httpProfile: { endpoint: process.env.TCCC_ENDPOINT.replace("http://", ""), protocol: "http://" } },
});
const find = async (mail) => {
  const answer = await client.DescribeStaffInfoList({ SdkAppId, PageSize: 20, PageNumber: 0, StaffMail: mail });
  return (answer.StaffList ?? [])[0];
};
const staffProvider = {
  async create(inputs) {
    const Staffs = [{ Mail: inputs.mail, Name: inputs.name, StaffNumber: inputs.staffNumber, Phone: inputs.phone, Role: 3 }];
    const answer = await client.CreateStaff({ SdkAppId, Staffs, SendPassword: true });
    if ((answer.ErrorStaffList ?? []).length > 0) throw new Error(answer.ErrorStaffList[0].Message);
    return { id: inputs.mail, outs: inputs };
  },
  async read(id, props) {
    const row = await find(id);
    return { id, props: { ...props, name: row.Name, phone: row.Phone, staffNumber: row.StaffNumber } };
  },
  async update(id, olds, news) {
    await client.ModifyStaff({ SdkAppId, Email: id, Name: news.name, Phone: news.phone, StaffNo: news.staffNumber });
    return { outs: news };
  },
  async delete(id) {
    await client.DeleteStaff({ SdkAppId, StaffList: [id] });
  },
};
const bindingProvider = {
  async create(inputs) {
    await client.BindStaffSkillGroupList({ SdkAppId, StaffEmail: inputs.staff, StaffSkillGroupList: [{ SkillGroupId: inputs.group, Priority: 1 }] });
    return { id: inputs.staff, outs: inputs };
  },
  async read(id, props) {
    await find(id);
    return { id, props };
  },
  async delete(id, props) {
    await client.UnbindStaffSkillGroupList({ SdkAppId, StaffEmail: props.staff, SkillGroupList: [props.group] });
  },
};
const groupProvider = {
  async create(inputs) {
    const { SkillGroupId } = await client.CreateCCCSkillGroup({ SdkAppId, SkillGroupName: inputs.name, SkillGroupType: 0 });
    return { id: String(SkillGroupId), outs: { ...inputs, group: SkillGroupId } };
  },
  async delete(id) {
    await client.DeleteCCCSkillGroup({ SdkAppId, SkillGroupId: Number(id) });
  },
};
class Group extends pulumi.dynamic.Resource {
  constructor(name, args) { super(groupProvider, name, { group: undefined, ...args }); }
}
class Staff extends pulumi.dynamic.Resource {
  constructor(name, args) { super(staffProvider, name, args); }
}
class Binding extends pulumi.dynamic.Resource {
  constructor(name, args, opts) { super(bindingProvider, name, args, opts); }
}
const sales = ${skills} ? new Group("sales", { name: "Sales" }) : undefined;
for (const person of people) {
  const staff = new Staff(person.mail, person);
  if (sales) new Binding(person.mail + "-skills", { staff: staff.id, group: sales.group });
}`;
}
