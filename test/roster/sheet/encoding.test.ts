import assert from "node:assert/strict";
import { parseSheet } from "../../../provider";
import { UserError } from "../../../provider/base/errors";
import { gbk, problemsOf } from "./support";

const bytes = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe("the encoding of a sheet", () => {
  it("may be that of a Chinese spreadsheet, with full-width signs in cells", () => {
    const sheet = gbk("邮箱,姓名,技能组\r\nli@example.com,李,销售：1；售后：2\r\n");
    assert.deepEqual(parseSheet(sheet, "csv"), [{ mail: "li@example.com", name: "李", skills: { 销售: 1, 售后: 2 } }]);
    // 镕 is in GB18030 and not in GB2312, 𠀀 takes four bytes.
    const rare = bytes(gbk("邮箱,姓名,技能组\r\nli@example.com,李镕"), Buffer.from("95328236", "hex"), ",\r\n");
    assert.equal(parseSheet(rare, "csv")[0]?.name, "李镕𠀀");
  });

  it("is never guessed where a file was cut off inside a character: it would be other names", () => {
    const row = Buffer.from("邮箱,姓名\nhan@example.com,韩梅\nli@example.com,李");
    for (const cut of [1, 2]) {
      const [problem, ...more] = problemsOf(row.subarray(0, -cut), "csv");
      assert.match(problem!, /^3:16: a character is cut off or damaged here/);
      assert.deepEqual(more, []);
      const ascii = bytes("mail,name\nli@example.com,", Buffer.from("李").subarray(0, -cut));
      assert.match(problemsOf(ascii, "csv")[0]!, /^2:16: a character is cut off/);
    }
    const inside = bytes("\uFEFF邮箱,姓名\na@example.com,韩梅\nli@example.com,李", Buffer.from([0xff]), "\n");
    assert.match(problemsOf(inside, "csv")[0]!, /^3:17: a character is cut off or damaged here: the rest is UTF-8/);
    const gb = gbk("邮箱,姓名\r\nli@example.com,李李").subarray(0, -1);
    assert.match(problemsOf(gb, "csv")[0]!, /^2:\d+: the last character is cut off/);
  });

  it("is refused with what to do where it is none of these", () => {
    const read = (content: Buffer) => () => parseSheet(content, "csv");
    const latin = Buffer.from("mail,name\nm@example.com,M\xfcller\n", "latin1");
    assert.throws(
      read(latin),
      /^UserError: sheet\.csv: expected text in UTF-8 or GB18030, got neither; save it as "CSV UTF-8"$/,
    );
    const big5 = Buffer.from("a7f5a9faaadab3afb0b6b6c0c052a9c9", "hex");
    assert.throws(read(bytes("mail,name\na@example.com,", big5, "\n")), /got neither/);
    assert.throws(read(bytes("PK\x03\x04", Buffer.from([0xff, 0]))), /got a workbook \(\.xlsx or \.xls\)/);
    assert.match(
      problemsOf(Buffer.from("mail,name\n", "utf16le"), "csv")[0]!,
      /^1:2: expected text, got a NUL byte: UTF-16 without its mark/,
    );
    assert.match(
      problemsOf(bytes("mail,name\na@example.com,A\n", Buffer.alloc(9)), "csv")[0]!,
      /^3:1: .*a file that a crash left behind/,
    );
    assert.throws(read(bytes(Buffer.from([0xff, 0xfe]), "a")), /begins as utf-16le and is none/);
    assert.match(problemsOf(Buffer.from([0xef, 0xbb, 0xbf]), "csv")[0]!, /^1:1: the sheet is empty/);
  });

  it("lets no file that was cut off anywhere give another person, in whichever encoding", () => {
    const names = ["李明", "王芳", "张伟", "刘娜", "陈镕", "Anna"];
    const rows = names.map((name, i) => `p${i}@example.com,${i},"小${name}\n先生","销售：${(i % 5) + 1}；售后"\r\n`);
    const head = "邮箱,工号,姓名,技能组\r\n";
    const text = head + rows.join("");
    const whole = parseSheet(text, "csv");
    assert.equal(whole.length, names.length);
    for (const content of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), gbk(text)]) {
      assert.deepEqual(parseSheet(content, "csv"), whole);
      for (let end = gbk(head).length + 5; end < content.length; end++) {
        let people: typeof whole;
        try {
          people = parseSheet(content.subarray(0, end), "csv");
        } catch (error) {
          assert.ok(error instanceof UserError);
          continue;
        }
        // Right after the last comma a cut is a blank cell: nothing of her is changed.
        const expected = whole.slice(0, people.length);
        const last = expected.pop();
        if (last) expected.push(people.at(-1)!.skills ? last : { ...last, skills: undefined });
        assert.equal(JSON.stringify(people), JSON.stringify(expected), `cut at ${end} of ${content.length}`);
      }
    }
  });
});
