import assert from "node:assert/strict";
import { inspect } from "node:util";
import { createLog } from "../../provider/base/log";
import { masker } from "../../provider/base/mask";
import type { Plain } from "../../provider/core/values";
import { getStaff, listStaff } from "../../provider/lookups";
import type { Handlers } from "../../provider/resources/registry";
import { parseSheet } from "../../provider/roster/sheet";
import { addStaff } from "../../provider/simulator";
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
