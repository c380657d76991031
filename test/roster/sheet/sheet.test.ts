import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import fc from "fast-check";
import { parseSheet, readSheet, SheetError } from "../../../provider";
import { UserError } from "../../../provider/base/errors";
import { rosterSchema } from "../../../provider/roster/sheet/person";
import committed from "../../../schema/roster.json";
import { problemsOf } from "./support";

describe("a sheet of people", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "sheet-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("follows the rules of a Staff", () => {
    const head = "mail,name,phone,extensionNumber,useMobileAccept,useMobileCallOut,skills\n";
    const found = problemsOf(`${head}li,,abc,9,sometimes,perhaps,sales:9\n`, "csv");
    assert.deepEqual(
      found.map((text) => text.replace(/^[\d:]+ /, "")).sort(),
      [
        "name: expected a text, but it is missing",
        'mail: expected a mail address such as "li@example.com", got "li"',
        'phone: expected a phone number such as "+86 138 0013 8000" or "008613800138000", got "abc"',
        'extensionNumber: expected an extension number: first digit 1-8, 4 to 6 digits, or "" for none, got "9"',
        'useMobileAccept: expected one of "off", "whenOffline", "always", got "sometimes"',
        'useMobileCallOut: expected true or false, got "perhaps"',
        'skills: expected a priority from 1 to 5 for "sales", got 9',
      ].sort(),
    );
  });

  it("names both lines of what two people cannot share", () => {
    const head = "mail,name,staffNumber,phone,extensionNumber\n";
    const text = `${head}li@example.com,Li,1,13800138000,1001\nLI@Example.com,Li,1,13800138000,1001\nb@example.com,B,1,+86 138 0013 8000,1001\nc@example.com,C,-,-,-\nd@example.com,D,-,-,-\n`;
    assert.deepEqual(problemsOf(text, "csv"), [
      '3:1: mail: "LI@Example.com" in line 3 is in line 2 too; a person stands once',
      '4:17: staffNumber: "1" in line 4 is in line 2 too; no two people can have one',
      '4:19: phone: "008613800138000" in line 4 is in line 2 too; no two people can have one',
      '4:37: extensionNumber: "1001" in line 4 is in line 2 too; no two people can have one',
    ]);
  });

  it("of 10,000 rows of which 300 are wrong gives 300 problems, in the time of a breath", () => {
    const row = (i: number, role: string) => `p${i}@example.com,P${i},${i},${13800000000 + i},${role},sales:1\n`;
    const sheet = (wrong: number) =>
      `mail,name,staffNumber,phone,role,skills\n${Array.from({ length: 10_000 }, (_, i) => row(i, i < wrong ? "boss" : "agent")).join("")}`;
    assert.equal(parseSheet(sheet(0), "csv").length, 10_000);
    assert.equal(problemsOf(sheet(300), "csv").length, 300);
    const began = process.cpuUsage();
    problemsOf(sheet(301), "csv");
    const { user } = process.cpuUsage(began);
    assert.ok(user < 2_000_000, `${user / 1000} ms`);
    assert.throws(
      () => parseSheet(sheet(301), "csv"),
      (error: SheetError) =>
        error.problems.length === 301 &&
        /^sheet.csv has 301 problems:\n/.test(error.message) &&
        error.message.endsWith("\n  and 1 more"),
    );
  });

  it("is read by the ending of its file, and every message names the file", () => {
    const file = path.join(folder, "roster.YML");
    writeFileSync(file, "- {mail: li@example.com, name: Li}\n");
    assert.deepEqual(readSheet(file), [{ mail: "li@example.com", name: "Li" }]);
    writeFileSync(file, "- {mail: li}\n");
    assert.throws(
      () => readSheet(file),
      (error: SheetError) => error.problems.every((one) => one.file === file),
    );
  });

  it("shows no mail in what it says when told to mask them", () => {
    process.env.TCCC_MASK = "1";
    try {
      assert.throws(
        () => parseSheet("mail,name\nli@example.com,Li\nLI@example.com,Li\n", "csv"),
        (error: Error) => error.message.includes('"L***@example.com" in line 3') && !/li@/i.test(inspect(error)),
      );
    } finally {
      delete process.env.TCCC_MASK;
    }
  });

  it("that cannot be read is refused with what to do", () => {
    assert.throws(() => readSheet(path.join(folder, "none.csv")), /there is no such file/);
    assert.throws(() => readSheet(path.join(folder, "roster.xlsx")), /expected a file that ends in .*; save it as CSV/);
    assert.throws(() => parseSheet(Buffer.from([0x61, 0xff, 0xff]), "csv"), /in UTF-8 or GB18030, got neither/);
    const large = path.join(folder, "large.csv");
    writeFileSync(large, "");
    truncateSync(large, 50 * 1024 * 1024);
    assert.throws(() => readSheet(large), /expected at most 20 MB, got 50 MB/);
  });

  it("is either read or refused with a UserError, whatever it holds", () => {
    const words = [
      "mail",
      "name",
      "skills",
      "skill:a",
      "li@example.com",
      "__proto__",
      ",",
      ";",
      '"',
      "\n",
      "-",
      ":",
      "[",
      "{",
      "}",
      "]",
      "&a",
      "*a",
      " ",
      "  ",
      "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    ];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 }))).map((parts) => parts.join("")),
      fc.json(),
      fc
        .array(fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }))
        .map((rows) => `mail,name,skills\n${rows.join("\n")}`),
    );
    const content = fc.oneof(
      text,
      text.map((one) => Buffer.from(one)),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(content, fc.constantFrom("csv", "yaml", "json"), (given, format) => {
        try {
          for (const { mail, name } of parseSheet(given, format)) assert.ok(mail.includes("@") && name !== "");
        } catch (error) {
          assert.ok(error instanceof UserError, String((error as Error).stack));
          if (error instanceof SheetError)
            assert.ok(error.problems.every(({ line, column }) => line >= 1 && column >= 1));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("has a schema for editors that is current", () => {
    assert.deepEqual(committed, JSON.parse(JSON.stringify(rosterSchema())), "run node tools/roster-schema.mjs");
  });
});
