import assert from "node:assert/strict";
import { parseSheet } from "../../../provider";
import { problemsOf } from "./support";

const li = { mail: "li@example.com", name: "Li" };

describe("a CSV sheet", () => {
  it("is read with column names in English or Chinese, in any case and spacing", () => {
    const english = " E-Mail ,NAME,Staff_Number,Mobile,nick name,ROLE,ext,Skill Groups\n";
    const chinese = "邮箱,姓名,工号,手机,昵称,角色,分机号,技能组\n";
    const row = 'li@example.com,Li,1001,138 0013 8000,Lily,管理员,1001,"sales:1，support；vip：5"\n';
    const expected = {
      ...li,
      staffNumber: "1001",
      phone: "008613800138000",
      nick: "Lily",
      role: "admin",
      extensionNumber: "1001",
      skills: { sales: 1, support: 3, vip: 5 },
    };
    for (const head of [english, chinese]) assert.deepEqual(parseSheet(head + row, "csv"), [expected]);
  });

  it("does not manage what is missing or blank, and empties what is -", () => {
    const text = "mail,name,nick,phone,skills\nli@example.com,Li,,,\nhan@example.com,Han,-,-,-\n";
    const han = { mail: "han@example.com", name: "Han", phone: "", nick: "", skills: {} };
    assert.deepEqual(parseSheet(text, "csv"), [li, han]);
    assert.deepEqual(problemsOf("mail,name\nli@example.com,-\n-,Li\n", "csv").length, 1, "- is no mail");
  });

  it("takes one column for each group, beside a column of groups", () => {
    const text = "mail,name,skills,skill:vip,技能组：销售\na@example.com,A,sales,2,-\nb@example.com,B,,-,\n";
    assert.deepEqual(
      parseSheet(text, "csv").map(({ skills }) => skills),
      [{ sales: 3, vip: 2 }, {}],
    );
    assert.deepEqual(problemsOf("mail,name,skills,skill:vip\na@example.com,A,vip:1,2\n", "csv"), [
      '2:23: skills: "vip" is there twice; name each group once',
    ]);
  });

  it("is the same with or without a byte order mark, in UTF-8, UTF-16 and GB18030, with any line ends", () => {
    const text = "邮箱,姓名\nli@example.com,李\n";
    const gb = Buffer.from("d3cacfe42cd0d5c3fb0a6c69406578616d706c652e636f6d2cc0ee0a", "hex");
    const contents = [
      text,
      `\uFEFF${text}`,
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, "utf16le"),
      text.replaceAll("\n", "\r\n"),
      Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
      text.replaceAll("\n", "\r"),
      text.replaceAll(",", ";"),
      text.replaceAll(",", "\t"),
      gb,
    ];
    for (const content of contents) assert.deepEqual(parseSheet(content, "csv"), [{ ...li, name: "李" }]);
  });

  it("counts the lines of quoted cells, and tells the column of the character", () => {
    const text = 'mail,name,role\n\n"li@example.com","L\ni",agent\nb@example.com,"B, b",boss\n';
    assert.deepEqual(problemsOf(text, "csv"), [
      '5:22: role: expected "admin", "inspector", "agent" or the number of a custom role, got "boss"',
    ]);
    assert.equal(parseSheet(text.replace("boss", "4"), "csv")[1]?.role, 4);
  });

  it("refuses a column that it does not know, or passes it over", () => {
    const text = "mail,name,phon,\nli@example.com,Li,x,\n";
    const [problem, ...more] = problemsOf(text, "csv");
    assert.match(problem!, /^1:11: no such column: "phon"; did you mean "phone"\?/);
    assert.deepEqual(more, []);
    assert.deepEqual(parseSheet(text, "csv", { extraColumns: "ignore" }), [li]);
  });

  it("refuses columns that are twice or missing, and an empty sheet", () => {
    assert.deepEqual(problemsOf("mail,邮箱,name\na@example.com,,A\n", "csv"), [
      "1:6: column 2 is about mail, as column 1 is; remove one of them",
    ]);
    assert.deepEqual(problemsOf("name\nLi\n", "csv"), [
      "1:1: expected a column mail, but it is missing; every person needs one",
    ]);
    assert.match(problemsOf("\n \n", "csv")[0]!, /^1:1: the sheet is empty/);
    assert.deepEqual(parseSheet("mail,name\n,,\n", "csv"), []);
  });

  it("takes a row that was cut off for a mistake, and tells what is wrong before it", () => {
    const text = "mail,name,nick\nbad,Bo,\nli@example.com,Li,";
    assert.deepEqual(problemsOf(`${text}"Li`, "csv"), [
      '2:1: mail: expected a mail address such as "li@example.com", got "bad"',
      "3:19: a quote is opened here and never closed; was the file cut off?",
    ]);
    assert.match(problemsOf(text.slice(0, -2), "csv")[1]!, /^3:1: expected 3 cells .* got 2; was the line cut off/);
    assert.match(problemsOf('mail,name\na@example.com,x"y\n', "csv")[0]!, /^2:15: a quote stands where none can be/);
  });
});
