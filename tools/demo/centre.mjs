// The contact centre as the service shows it: asked with the vendor's own client, past Pulumi and the provider.
import Table from "cli-table3";
import ccc from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client.js";

const TASK_STATES = ["waits for its start", "running", "completed", "ending", "stopped", "paused"];
const ROLES = { 1: "admin", 2: "inspector", 3: "agent" };

export class Centre {
  constructor(env) {
    this.sdkAppId = Number(env.TCCC_SDK_APP_ID);
    this.client = new ccc.Client({
      credential: { secretId: env.TENCENTCLOUD_SECRET_ID, secretKey: env.TENCENTCLOUD_SECRET_KEY },
      region: env.TENCENTCLOUD_REGION,
      profile: {
        httpProfile: {
          endpoint: env.TCCC_ENDPOINT.replace("http://", ""),
          protocol: "http://",
          reqTimeout: 20,
          proxy: "", // the machine's proxy is not for this machine's own addresses
        },
      },
    });
  }

  call(action, request = {}) {
    return this.client[action]({ SdkAppId: this.sdkAppId, ...request });
  }

  /** All there is, in a form that can be compared. */
  async look() {
    const page = { PageSize: 100, PageNumber: 0 };
    const { StaffList } = await this.call("DescribeStaffInfoList", page);
    const { SkillGroupList } = await this.call("DescribeSkillGroupInfoList", page);
    const { ExtensionList } = await this.call("DescribeExtensions", page);
    const { Tasks } = await this.call("DescribeAutoCalloutTasks", page);
    return {
      groups: (SkillGroupList ?? []).map((group) => group.SkillGroupName).sort(),
      people: (StaffList ?? []).map(person).sort((a, b) => (a.number < b.number ? -1 : 1)),
      phones: (ExtensionList ?? []).map((phone) => `${phone.ExtensionId} ${phone.ExtensionName}, ${phone.Relation}`),
      tasks: (Tasks ?? []).map((task) => `${task.Name}: ${TASK_STATES[task.State]}`),
    };
  }

  async groupId(name) {
    const { SkillGroupList } = await this.call("DescribeSkillGroupInfoList", { PageSize: 100, PageNumber: 0 });
    return (SkillGroupList ?? []).find((group) => group.SkillGroupName === name)?.SkillGroupId;
  }
}

function person(row) {
  const skills = (row.SkillGroupList ?? []).map((group) => `${group.SkillGroupName} (${group.Priority})`);
  return {
    number: row.StaffNumber,
    name: row.Name,
    nick: row.Nick ?? "",
    mail: row.Mail,
    phone: row.Phone ?? "",
    role: ROLES[row.RoleList?.[0] ?? row.RoleId] ?? "",
    skills: skills.sort().join(", "),
  };
}

/** The centre as a table. Chinese characters are two columns wide, which cli-table3 knows. */
export function drawn({ groups, people, phones, tasks }, color) {
  const table = new Table({
    head: ["Number", "Name", "Nick", "Mail", "Phone", "Role", "Skill groups (priority)"],
    style: color ? {} : { head: [], border: [] },
  });
  for (const one of people) {
    table.push([one.number, one.name, one.nick, one.mail, one.phone, one.role, one.skills]);
  }
  const list = (items) => (items.length > 0 ? items.join("; ") : "none");
  return [
    people.length > 0 ? table.toString() : "People:       nobody",
    `Skill groups: ${list(groups)}`,
    `SIP phones:   ${list(phones)}`,
    `Callouts:     ${list(tasks)}`,
  ].join("\n");
}
