import assert from "node:assert/strict";
import { inspect } from "node:util";
import { UserError } from "../../provider/base/errors";
import { createLog } from "../../provider/base/log";
import { masker } from "../../provider/base/mask";
import type { Plain } from "../../provider/core/values";
import { getStaff, listStaff } from "../../provider/lookups";
import { createHandlers, type Handlers } from "../../provider/resources/registry";
import { Roster } from "../../provider/resources/roster";
import { createSession } from "../../provider/resources/session";
import { parseSheet, readSheet } from "../../provider/roster/sheet";
import { addStaff } from "../../provider/simulator";
import { tcccGet } from "../cli/get-support";
import { app, asking, withSimulator } from "../lookups/support";
import { failureOf, withCentre } from "../resources/centre";
import { li, mei, people, refusals } from "../resources/roster/support";

const mask = masker({ TCCC_MASK: "1" });

describe("TCCC_MASK", () => {
  it("hides mails and phone numbers, and nothing that is neither", () => {
    for (const [text, shown] of [
      ["creating Staff li.lei@mail.example.com failed", "creating Staff l***@mail.example.com failed"],
      [
        'phone: wanted "008613800138000", found "+8613800138000"',
        'phone: wanted "008613800****00", found "+8613800****00"',
      ],
      ["13800138000, 075500000001", "13800****00, 075500****01"],
      ["staff/li@example.com and mei@example.com", "staff/l***@example.com and m***@example.com"],
    ]) {
      assert.equal(mask(text!), shown);
      assert.equal(mask(shown!), shown, "masked twice");
    }
    for (const text of [
      "1400000000/7, task 123456789012, staff number 100234",
      "RequestId 2fc1b7a6-0086-4f00-9a57-008613800138, at 1700000000, 2026-11-22T10:00:00Z",
    ]) {
      assert.equal(mask(text), text);
    }
    assert.equal(masker({})("li@example.com"), "li@example.com");
  });

  it("hides them however they are written", () => {
    const phones = [
      "138 0013 8000",
      "138-0013-8000",
      "+86 138 0013 8000",
      "(0755) 1234 5678",
      "0755-12345678",
      "１３８００１３８０００",
    ];
    const abroad = ["+44 20 7946 0123", "0044 20 7946 0123", "(415) 555-0123", "415 555 0123", "+1 (415) 555-0123"];
    for (const phone of [...phones, ...abroad]) {
      for (const text of [phone, `"phone":"${phone}"`, `the number ${phone} is refused`, `${phone}, ${phone}.`]) {
        const told = mask(text);
        const digits = told.normalize("NFKC").replace(/[^\d*]/g, "");
        assert.match(digits, /^(?:\d*\*{4}\d\d)+$/, `${text}: ${told}`);
        assert.equal(mask(told), told, "masked twice");
      }
    }
    for (const mail of ["li.lei@localhost", "li.lei＠example.com", "li.lei@例子.公司", "li.lei@"]) {
      assert.doesNotMatch(mask(`the mail "${mail}" is refused`), /lei/, mail);
    }
    for (const text of [
      "2026-11-22",
      "127.0.0.1:8080",
      "10.0.100.200",
      "skill groups 71, 72, 73",
      "v22.11.0 of 1400000000",
    ]) {
      assert.equal(mask(text), text);
    }
  });

  it("shows nothing of a wrong value that may be a mail or a phone", () => {
    for (const came of [
      ...[
        '"li.lei.example.com"',
        '"li lei@example.com"',
        '"li.lei@@example.com"',
        '"1380013800x"',
        '"13800138000 (Li)"',
      ],
      ...[
        '"138/0013/8000"',
        '"tel: 138 0013 8000"',
        '"138 0013 8000 \\"',
        '{"name":"Li Lei","phone":"1380013"}',
        '["1380013"]',
      ],
    ]) {
      assert.doesNotMatch(mask(`phone: expected a phone number, got ${came}`), /lei|38001|0013|Li/, came);
    }
    const open = 'type: expected one of "phone", "tel", got "phones"; at, got "2026-12-01 09:00"';
    assert.equal(mask(open), open);
  });

  it("is on or off: what is neither is refused, and masks", () => {
    for (const on of ["1", "true"]) assert.equal(masker({ TCCC_MASK: on })("li@example.com"), "l***@example.com");
    for (const off of ["", "0", "false"]) assert.equal(masker({ TCCC_MASK: off })("li@example.com"), "li@example.com");
    for (const wrong of ["yes", "on", "TRUE", "2"]) {
      assert.equal(masker({ TCCC_MASK: wrong })("li@example.com"), "l***@example.com");
      assert.throws(
        () => createLog({ TCCC_MASK: wrong }),
        new UserError(`TCCC_MASK: expected 1 or true, 0 or false, got "${wrong}"`),
      );
    }
  });

  it("that is neither is told by every verb, lookup and command", async () => {
    const verbs = createHandlers(createSession({ env: { TCCC_MASK: "yes", TCCC_SDK_APP_ID: "1400000000" } }));
    const told = 'TCCC_MASK: expected 1 or true, 0 or false, got "yes"';
    const checked = await verbs.Staff.check!({}, { ...li, __resource: "li" });
    assert.deepEqual(checked.failures, [{ property: "", reason: told }]);
    await withSimulator({}, () =>
      asking({ TCCC_MASK: "yes" }, async () => {
        await assert.rejects(listStaff(), new UserError(told));
      }),
    );
    const { code, stderr } = await tcccGet({ TCCC_MASK: "yes" }, ["staff"]);
    assert.deepEqual([code, stderr], [1, `tccc: ${told}\n`]);
  }).timeout(60_000);

  it("holds for what a program throws by itself", () => {
    process.env.TCCC_MASK = "1";
    try {
      const phone = "138 0013 8000";
      assert.throws(
        () => new Roster("all", { people: [{ name: "Li", phone } as never] }),
        (error) => /expected a person with a mail/.test(String(error)) && !inspect(error).includes("0013"),
      );
      assert.throws(
        () => readSheet("li@example.com"),
        (error) => /expected a file/.test(String(error)) && !/li@/.test(inspect(error, { depth: 9 })),
      );
    } finally {
      delete process.env.TCCC_MASK;
    }
  });

  it("holds for every log line", () => {
    const lines: string[] = [];
    const log = createLog({ TCCC_LOG: "trace", TCCC_MASK: "1" }, (line) => lines.push(line));
    log.notice("took over li@example.com");
    log.trace(() => '{"Phone":"008613800138000"}');
    assert.deepEqual(lines, ["tccc: took over l***@example.com", 'tccc trace: {"Phone":"008613800****00"}']);
  });

  it("holds for refusals and failures, and leaves the state as it is", () =>
    withCentre({ env: { TCCC_MASK: "1" } }, async (centre) => {
      const [wrong] = await refusals(centre.declare("Roster", { people: people({ ...li, phone: "abc" }) }));
      assert.match(wrong!, /people\["l\*\*\*@example\.com"\]\.phone/);
      centre.sim.faults.push({ action: "CreateStaff", nth: 1, times: 9, kind: { code: "InvalidParameter" } });
      const phone = "008613800138000";
      const roster = people({ ...li, phone }, { ...li, mail: "mei@example.com", staffNumber: "2" });
      const { message } = await failureOf(centre.declare("Roster", { people: roster }));
      assert.match(message, /creating l\*\*\*@example\.com failed/);
      assert.doesNotMatch(message, /li@|mei@|13800138000/);
      centre.sim.faults.length = 0;
      const made = await centre.declare("Roster", { people: roster });
      assert.equal(JSON.parse((made.outs.people as Record<string, string>)[li.mail]!).phone, phone);
    }));

  it("holds for every resource, whatever the service quotes, and for every log line of it", () =>
    withCentre({ env: { TCCC_MASK: "1" } }, async (centre) => {
      const notBefore = Math.floor(Date.now() / 1000) + 86_400;
      const declarations: [keyof Handlers, Plain][] = [
        ["Staff", { ...li, phone: "13800138000", initialPassword: "Example-Pass-1" }],
        ["StaffSkillBinding", { staff: li.mail, skillGroups: [{ skillGroupId: 1, priority: 9 }] }],
        ["StaffSkillBinding", { staff: li.mail, skillGroups: [{ skillGroupId: 1 }] }],
        ["SkillGroup", { name: "Sales", type: "phone" }],
        ["Extension", { extensionId: "1001", name: "Desk", staff: li.mail }],
        ["AutoCalloutTask", { notBefore, callers: ["075500000001"], callees: ["13800138000"], ivrId: 42 }],
        ["NumberCallOutBinding", { number: "075500000001", skillGroupIds: [1] }],
        ["Roster", { people: people({ ...li, phone: "13800138000" }, { ...mei, phone: "13800138000" }) }],
        ["Roster", { people: people(li, mei) }],
      ];
      const told: string[] = [];
      const message = "li@example.com, mei@example.com, 008613800138000 and 0086075500000001 are refused";
      for (const [type, inputs] of declarations) {
        centre.sim.faults.push({ times: 9, kind: { code: "InvalidParameterValue", message } });
        const error = await centre.declare(type, inputs).catch((reason: unknown) => reason);
        assert.ok(error instanceof Error, `${type} was expected to fail`);
        told.push(error.message, String(error.stack), JSON.stringify((error as { reasons?: string[] }).reasons ?? []));
        centre.sim.faults.length = 0;
      }
      for (const text of [...told, ...centre.lines]) {
        assert.doesNotMatch(text, /\bli@|\bmei@|138001380|0755000000|75500000001/, text);
      }
    }));

  it("holds for the problems of a sheet", () => {
    const sheet = "mail,name,phone\nli@example.com,Li,13800138000\nli@example.com,Li,13800138000\n";
    const error = (() => {
      process.env.TCCC_MASK = "1";
      try {
        return parseSheet(sheet, "csv");
      } catch (reason) {
        return reason as Error;
      } finally {
        delete process.env.TCCC_MASK;
      }
    })();
    assert.match((error as Error).message, /"l\*\*\*@example\.com"/);
    assert.doesNotMatch(inspect(error, { depth: 9 }), /li@|13800138000/);
  });

  it("holds for what lookups throw, also when it is printed with its cause", () =>
    withSimulator({}, (sim) =>
      asking({ TCCC_MASK: "1" }, async () => {
        addStaff(sim.data.instance(app), { mail: "mei@example.com" });
        assert.equal((await getStaff({ mail: "mei@example.com" })).mail, "mei@example.com", "answers are not messages");
        const absent = await getStaff({ mail: "li@example.com" }).catch((reason: Error) => reason);
        assert.match((absent as Error).message, /^Staff l\*\*\*@example\.com is not in instance/);
        const refused = { code: "InvalidParameter", message: "li@example.com, 008613800138000" };
        sim.faults.push({ action: "DescribeStaffInfoList", times: 9, kind: refused });
        const error = await listStaff({ skillGroupId: 7 }).catch((reason: Error) => reason);
        assert.match((error as Error).message, /l\*\*\*@example\.com, 008613800\*\*\*\*00/);
        assert.doesNotMatch(inspect(error, { depth: 9 }), /li@|13800138000/);
      }),
    ));
});
