import assert from "node:assert/strict";
import { parseSheet } from "../../../provider";
import { problemsOf } from "./support";

/** Texts in GBK, as a Chinese spreadsheet saves them. */
const gbk = {
  head: Buffer.from("d3cacfe42cd0d5c3fb2cbcbcc4dcd7e90d0a", "hex"), // 邮箱,姓名,技能组
  li: Buffer.from("c0ee", "hex"), // 李
};
const bytes = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe("the encoding of a sheet", () => {
  it("may be that of a Chinese spreadsheet, with full-width signs in cells", () => {
    const sales = Buffer.from("cffacadba3ba31a3bbcadbbaf3a3ba32", "hex"); // 销售：1；售后：2
    const sheet = bytes(gbk.head, "li@example.com,", gbk.li, ",", sales, "\r\n");
    assert.deepEqual(parseSheet(sheet, "csv"), [{ mail: "li@example.com", name: "李", skills: { 销售: 1, 售后: 2 } }]);
    // 镕 is in GB18030 and not in GB2312, 𠀀 takes four bytes.
    const rare = bytes(gbk.head, "li@example.com,", gbk.li, Buffer.from("e94695328236", "hex"), ",\r\n");
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
    const gb = bytes(gbk.head, "li@example.com,", gbk.li, gbk.li.subarray(0, 1));
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
});
