import { nearest } from "../../core/nearest";

/** What a column is about: a field of a person, or one skill group. */
export type Heading = { field: string } | { skill: string } | { unknown: string };

const aliases: Readonly<Record<string, string>> = {
  mail: "mail, email, mail address, email address, staff mail, staff email, 邮箱, 电子邮箱, 电子邮件, 邮箱地址, 邮件, 邮件地址, 坐席邮箱, 员工邮箱, 工作邮箱, 企业邮箱, 邮箱账号, 郵箱, 電子郵件",
  name: "name, full name, staff name, 姓名, 名字, 名称, 坐席姓名, 员工姓名",
  staffNumber:
    "staff number, staff no, staff id, employee number, employee no, employee id, 工号, 员工号, 员工工号, 员工编号, 坐席工号, 工號",
  nick: "nick, nickname, 昵称, 坐席昵称, 暱稱",
  phone:
    "phone, phone number, mobile, mobile phone, mobile number, telephone, 手机, 手机号, 手机号码, 移动电话, 电话, 电话号码, 联系电话, 手機, 手機號碼",
  role: "role, roles, 角色",
  extensionNumber: "extension number, extension no, extension, ext, 分机号, 分机, 分机号码, 分機, 分機號",
  useMobileCallOut: "use mobile call out, mobile call out, 手机外呼",
  useMobileAccept: "use mobile accept, mobile accept, 手机接听",
  skills: "skills, skill, skill groups, skill group, 技能组, 所属技能组, 技能, 技能組",
};

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_.\p{Cf}-]+/gu, "");

const fields = new Map(
  Object.entries(aliases).flatMap(([field, names]) => names.split(",").map((name) => [plain(name), field] as const)),
);

/** The heading in English or Chinese, in any case and spacing; `skill:sales` and `技能组：销售` are about one group. */
export function headingOf(text: string): Heading {
  const field = fields.get(plain(text)) ?? annotated(text);
  if (field !== undefined) return { field };
  const [, word = "", group = ""] = /^([^:：]*)[:：]([\s\S]*)$/.exec(text.trim()) ?? [];
  if (fields.get(plain(word)) === "skills" && group.trim() !== "") return { skill: group.trim() };
  return { unknown: text.trim() };
}

const REMARK = /^(必填|选填|选项|可选|必选|required|optional|[*\s]*)$/i;

/** A heading in two languages, or with a remark that says nothing about what it is: `姓名（Name）`, `工号*`, `邮箱（必填）`. */
function annotated(text: string): string | undefined {
  const parts = text.normalize("NFKC").split(/[()[\]【】*/|\n]/);
  const words = parts.length > 1 ? parts : text.trim().split(/\s+/);
  const found = new Set(words.filter((word) => !REMARK.test(word.trim())).map((word) => fields.get(plain(word))));
  return found.size === 1 ? [...found][0] : undefined;
}

/** What is wrong with an unknown heading, and what was probably meant. */
export function unknownHeading(text: string, what: "column" | "member"): string {
  const guess = nearest(text, Object.keys(aliases)) ?? nearest(text, longWords);
  const hint = /[，；,;\t|]/.test(text)
    ? "is another delimiter in it than in the rest of the line?"
    : guess
      ? `did you mean ${JSON.stringify(guess)}?`
      : `known are ${Object.keys(aliases).join(", ")} and skill:<group>.`;
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return `no such ${what}: ${JSON.stringify(short)}; ${hint} To pass over what is unknown: extraColumns: "ignore" (tccc check --extra-columns ignore)`;
}

/** Long enough to be told from another word by two letters. */
const longWords = [...fields.keys()].filter((word) => word.length >= 4);
