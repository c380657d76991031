import assert from "node:assert/strict";
import { parseSheet } from "../../../provider";
import { problemsOf } from "./support";

const li = { mail: "li@example.com", name: "Li" };
const HEAD = "mail,name,staffNumber,phone,extensionNumber,nick\n";
const row = (cells: string): string => `${HEAD}${cells}\n`;

describe("a sheet as spreadsheets and input methods leave it", () => {
  it("may hold full-width letters, digits and signs where a machine reads them", () => {
    const head = "　ＭＡＩＬ　,姓名（必填）,工号*,手机号 Phone,extensionNumber,skills,skill:vip\n";
    const cells =
      "ｌｉ＠ｅｘａｍｐｌｅ。com,李　明,１００１,（＋86）138－0013–8000,８００１,销售：１，售后、投诉；,２\n";
    assert.deepEqual(parseSheet(head + cells.replace("销售：１，售后、投诉；", '"销售：１，售后、投诉；"'), "csv"), [
      {
        mail: "li@example.com",
        name: "李　明",
        staffNumber: "1001",
        phone: "008613800138000",
        extensionNumber: "8001",
        skills: { 销售: 1, 售后: 3, 投诉: 3, vip: 2 },
      },
    ]);
    const twins = row("li@example.com,Li,1001,,,\nwu@example.com,Wu,１００１,,,");
    assert.match(problemsOf(twins, "csv")[0]!, /^3:19: staffNumber: "1001" in line 3 is in line 2 too/);
  });

  it("loses what cannot be seen and is copied along, so that a mail is the mail that it looks like", () => {
    const text = row("\u202Ali@example.com\u202C,\u200BLi\uFEFF,1001\u200B,\u202A13800138000\u202C,8001\u00A0,");
    const phone = "008613800138000";
    assert.deepEqual(parseSheet(text, "csv"), [{ ...li, staffNumber: "1001", phone, extensionNumber: "8001" }]);
  });

  it("may keep a spreadsheet from taking a text for a number or a formula", () => {
    const text = row(`li@example.com,Li,="0012",'+86 13800138000,'8001,'=_=`);
    const expected = { ...li, staffNumber: "0012", phone: "008613800138000", extensionNumber: "8001", nick: "=_=" };
    assert.deepEqual(parseSheet(text, "csv"), [expected]);
    assert.deepEqual(parseSheet(text.replace('="0012"', '"=""0012"""'), "csv"), [expected]);
    const [after] = problemsOf(`${text}wu@example.com,Wu,="7",,9,\n`, "csv");
    assert.match(after!, /^3:25: extensionNumber/);
  });

  it("is divided by commas, semicolons, tabs or bars, full-width ones too, or by what its first line says", () => {
    const text = "mail,name,skills\nli@example.com,Li,sales:1\n";
    const people = [{ ...li, skills: { sales: 1 } }];
    for (const by of [",", ";", "\t", "|", "，", "；"]) {
      assert.deepEqual(parseSheet(text.replaceAll(",", by), "csv"), people, by);
    }
    for (const line of ["sep=;\r\n", "\uFEFFsep=;\n", '"sep=;"\n']) {
      assert.deepEqual(parseSheet(line + text.replaceAll(",", ";"), "csv"), people);
      assert.match(problemsOf(line + text.replaceAll(",", ";").replace(":1", ":7"), "csv")[0]!, /^3:19: skills/);
    }
    assert.match(
      problemsOf("mail,name,nick\nli@example.com，Li，L\n", "csv")[0]!,
      /^2:1: expected 3 cells .* got 1; it is divided by "，", the line of column names by ","/,
    );
    assert.match(problemsOf("mail,name,nick；phone\na@example.com,A,;\n", "csv")[0]!, /is another delimiter in it/);
  });

  it("is told what is wrong with its head, once", () => {
    assert.deepEqual(problemsOf("客服花名册,,\n2026年,,\n邮箱,姓名,工号\nli@example.com,Li,1\n", "csv"), [
      '1:1: expected a line of column names such as mail,name,staffNumber or 邮箱,姓名,工号, got "客服花名册"; remove the lines above the one that has them',
    ]);
    assert.match(problemsOf("li@example.com,Li\n", "csv").join(), /got "li@example.com"; add it as the first line$/);
    assert.deepEqual(problemsOf("mail,name\nli@example.com,Li\nmail,name\nwu@example.com,Wu\n", "csv"), [
      "3:1: the line of column names stands here once more; remove it",
    ]);
    const [remark] = problemsOf("mail,name,手机（紧急联系人）\nli@example.com,Li,\n", "csv");
    assert.match(remark!, /^1:11: no such column: "手机（紧急联系人）"; known are .* skill:<group>\. To pass over/);
    assert.match(problemsOf("mail,name,手机号吗\n", "csv")[0]!, /did you mean "手机号码"\?/);
    assert.match(
      problemsOf("mail,name,phon\n", "csv")[0]!,
      /"phone"\? .*extraColumns: "ignore" \(tccc check --extra-columns ignore\)$/,
    );
  });

  it("is refused where a program spoilt a value, with what to do", () => {
    const spoilt: [cells: string, message: RegExp][] = [
      [
        "li@example.com,Li,1.00E+05,,,",
        /^2:19: staffNumber: got "1\.00E\+05": a spreadsheet .* dropped digits; format the column as text/,
      ],
      ["li@example.com,Li,,1.38E+10,,", /^2:20: phone: got "1\.38E\+10": a spreadsheet took it for a number/],
      ["li@example.com,Li,1001.0,,,", /^2:19: staffNumber: got "1001\.0": .* expected "1001"/],
      ["li@example.com,#N/A,,,,", /^2:16: name: got "#N\/A", which is an error of the spreadsheet/],
      ["li@example.com,Li,,,,########", /^2:22: nick: .* error of the spreadsheet/],
      ["li@example.com,=B2&C2,,,,", /^2:16: name: got "=B2&C2", which is a formula/],
      ['"=HYPERLINK(""mailto:li@example.com"")",Li,,,,', /^2:1: mail: got .* which is a formula/],
      ["li@example.com,??,,,,", /^2:16: name: got "\?\?": its characters were lost/],
      ["li@example.com,L\uFFFD,,,,", /^2:16: name: .*its characters were lost when it was saved/],
      ["li@example.com,L\0i,,,,", /^2:16: name: holds the control character U\+0000/],
      ["mailto:li@example.com,Li,,,,", /^2:1: mail: expected nothing but a mail address/],
      ["Li <li@example.com>,Li,,,,", /^2:1: mail: expected nothing but a mail address/],
    ];
    for (const [cells, message] of spoilt) {
      const found = problemsOf(row(cells), "csv");
      assert.equal(found.length, 1, found.join("\n"));
      assert.match(found[0]!, message);
    }
    const fine = { mail: "e@example.com", name: "1E3", staffNumber: "1E3", nick: "=_=" };
    assert.deepEqual(parseSheet(row("e@example.com,1E3,1E3,,,=_="), "csv"), [fine]);
  });

  it("of thousands of columns is told about in a moment", () => {
    const began = process.cpuUsage();
    assert.equal(problemsOf(`mail,name${",x".repeat(5000)}\n`, "csv").length, 5000);
    const groups = Array.from({ length: 1000 }, (_, i) => `skill:g${i}`).join(",");
    assert.equal(problemsOf(`mail,name,${groups}\na@example.com,A${",9".repeat(1000)}\n`, "csv").length, 1000);
    const { user } = process.cpuUsage(began);
    assert.ok(user < 2_000_000, `${user / 1000} ms`);
  });
});
