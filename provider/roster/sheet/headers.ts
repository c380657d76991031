import { nearest } from "../../core/nearest";

/** What a column is about: a field of a person, or one skill group. */
export type Heading = { field: string } | { skill: string } | { unknown: string };

const aliases: Readonly<Record<string, string>> = {
  mail: "mail, email, mail address, email address, staff mail, staff email, 邮箱, 电子邮箱, 邮箱地址, 邮件, 坐席邮箱",
  name: "name, full name, staff name, 姓名, 名字, 名称, 坐席姓名",
  staffNumber:
    "staff number, staff no, staff id, employee number, employee no, employee id, 工号, 员工号, 员工工号, 坐席工号",
  nick: "nick, nickname, 昵称, 坐席昵称",
  phone: "phone, phone number, mobile, mobile phone, mobile number, telephone, 手机, 手机号, 手机号码, 电话, 电话号码",
  role: "role, 角色",
  extensionNumber: "extension number, extension no, extension, ext, 分机号, 分机, 分机号码",
  useMobileCallOut: "use mobile call out, mobile call out, 手机外呼",
  useMobileAccept: "use mobile accept, mobile accept, 手机接听",
  skills: "skills, skill, skill groups, skill group, 技能组, 技能",
};

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_.-]+/g, "");

const fields = new Map(
  Object.entries(aliases).flatMap(([field, names]) => names.split(",").map((name) => [plain(name), field] as const)),
);

/** The heading in English or Chinese, in any case and spacing; `skill:sales` and `技能组：销售` are about one group. */
export function headingOf(text: string): Heading {
  const field = fields.get(plain(text));
  if (field !== undefined) return { field };
  const [, word = "", group = ""] = /^([^:：]*)[:：]([\s\S]*)$/.exec(text.trim()) ?? [];
  if (fields.get(plain(word)) === "skills" && group.trim() !== "") return { skill: group.trim() };
  return { unknown: text.trim() };
}

/** What is wrong with an unknown heading, and what was probably meant. */
export function unknownHeading(text: string, what: "column" | "member"): string {
  const known = Object.keys(aliases);
  const guess = nearest(text, known);
  const hint = guess ? `did you mean "${guess}"?` : `known are ${known.join(", ")} and skill:<group>`;
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return `no such ${what}: ${JSON.stringify(short)}; ${hint} To pass over what is unknown: extraColumns "ignore"`;
}
