import assert from "node:assert/strict";
import { inspect } from "node:util";
import { createLog } from "../../provider/base/log";
import { masker } from "../../provider/base/mask";
import { getStaff, listStaff } from "../../provider/lookups";
import { addStaff } from "../../provider/simulator";
import { app, asking, withSimulator } from "../lookups/support";
import { failureOf, withCentre } from "../resources/centre";
import { li, people, refusals } from "../resources/roster/support";

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
