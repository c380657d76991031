import assert from "node:assert/strict";
import { addStaff, passwordMatches, type StaffRecord } from "../../provider/simulator";
import { app, type Centre, failureOf, Refused, withCentre } from "./centre";

const li = { mail: "li@example.com", name: "Li Lei", staffNumber: "1001" };
const record = ({ data }: Centre): StaffRecord => data.staff.get("li@example.com")!;

describe("Staff", () => {
  it("is made with exactly what is declared, and the service mails no password unless asked", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", { ...li, phone: "+86 138 0013 8000" });
      assert.equal(staff.id, `${app}/li@example.com`);
      assert.deepEqual(centre.writes(), ["CreateStaff"]);
      const { name, phone, roles, passwordMails } = record(centre);
      assert.deepEqual([name, phone, roles, passwordMails], ["Li Lei", "008613800138000", [3], 0]);
      assert.equal(centre.said("li@example.com has no password yet, so nobody can log in").length, 1);
      await centre.declare("Staff", { ...li, mail: "wu@example.com", staffNumber: "1002", sendPassword: true });
      assert.equal(centre.data.staff.get("wu@example.com")!.passwordMails, 1);
      // Left out is not managed: what was there stays.
      assert.deepEqual([await staff.change(li), centre.writes().length], ["update", 2]);
      assert.equal(record(centre).phone, "008613800138000");
    }));

  it("tells every wrong field at once, and makes no call", () =>
    withCentre({}, async (centre) => {
      const wrong = {
        ...{ mail: "li", name: "", phone: "abc", extensionNumber: "9001", role: "boss", useMobileAccept: "never" },
        ...{ forwarding: { when: "always", to: {} }, onlineWaitSeconds: 0, initialPassword: 12345678, nickname: "x" },
      };
      const error = await centre.declare("Staff", wrong).catch((reason: unknown) => reason);
      assert.ok(error instanceof Refused);
      assert.deepEqual([...error.failures].sort(), [
        'extensionNumber: expected an extension number: first digit 1-8, 4 to 6 digits, or "" for none, got "9001"',
        "forwarding.to: expected exactly one of { staff }, { skillGroupId } or { extensionId }, got {}",
        "initialPassword: expected a text, got a number (not shown, it is secret); write it as a text",
        'mail: expected a mail address such as "li@example.com", got "li"',
        'name: expected a text of at least 1 characters, got ""',
        "nickname: no such field; known are sdkAppId, mail, name, staffNumber, nick, phone, extensionNumber, role, allowRecreate, useMobileCallOut, useMobileAccept, forwarding, sendPassword, initialPassword, passwordVersion, whenOnline, onlineWaitSeconds, onExisting",
        "onlineWaitSeconds: expected more than 0, got 0",
        'phone: expected a phone number such as "+86 138 0013 8000" or "008613800138000", got "abc"',
        'role: expected "admin", "inspector", "agent" or the number of a custom role, got "boss"',
        'useMobileAccept: expected one of "off", "whenOffline", "always", got "never"',
      ]);
      assert.deepEqual(centre.sim.calls, []);
    }));

  it("takes another spelling of mail and phone for no change, and calls use the service's spelling", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, { ...li, mail: "Li@Example.com", phone: "13800138000" });
      const staff = await centre.declare("Staff", { ...li, phone: "+86 138 0013 8000" });
      assert.deepEqual(centre.writes(), []);
      assert.equal(await staff.change({ ...li, mail: "LI@example.com", phone: "0086 13800138000" }), "same");
      assert.equal(await staff.change({ ...li, name: "Li Na", phone: "13800138000" }), "update");
      assert.equal(centre.data.staff.get("Li@Example.com")!.name, "Li Na");
      assert.equal(centre.data.staff.size, 1);
    }));

  it("replaces for another mail, the new account first", () =>
    withCentre({}, async (centre) => {
      const staff = await centre.declare("Staff", li);
      const next = { ...li, mail: "li.lei@example.com", staffNumber: "1002" };
      assert.equal(await staff.change(next), "replace");
      assert.deepEqual(centre.writes(), ["CreateStaff", "CreateStaff", "DeleteStaff"]);
      assert.deepEqual([...centre.data.staff.keys()], ["li.lei@example.com"]);
    }));

  it("needs a staff number to be made, not to be taken over", () =>
    withCentre({}, async (centre) => {
      const bare = { mail: li.mail, name: li.name };
      const { message } = await failureOf(centre.declare("Staff", bare));
      assert.equal(
        message,
        "staffNumber: expected a text, but it is missing; the service needs it to create the account of li@example.com",
      );
      addStaff(centre.data, bare);
      await centre.declare("Staff", bare);
      assert.deepEqual(centre.writes(), []);
    }));

  describe("where the account exists already", () => {
    it("takes over one that is as declared or as fresh, and sets what is missing", () =>
      withCentre({}, async (centre) => {
        addStaff(centre.data, { ...li, skillGroups: [] });
        await centre.declare("Staff", { ...li, nick: "Lily", useMobileCallOut: true });
        assert.deepEqual([record(centre).nick, record(centre).useMobileCallOut], ["Lily", true]);
        assert.equal(centre.said("took over existing Staff li@example.com").length, 1);
      }));

    it("refuses one that differs, names the fields and both ways out, and touches nothing", () =>
      withCentre({}, async (centre) => {
        addStaff(centre.data, { ...li, name: "Li Na", nick: "nn" });
        const { message } = await failureOf(centre.declare("Staff", { ...li, nick: "Lily" }));
        assert.equal(
          message,
          'Staff li@example.com exists already and differs: name is "Li Na", declared "Li Lei"; nick is "nn", declared "Lily". ' +
            `To take it over as it is (id ${app}/li@example.com), declare it so; to change it to what is declared, set onExisting: "adopt"`,
        );
        assert.deepEqual([centre.writes(), record(centre).name], [[], "Li Na"]);
      }));

    it("adopts it when told to, and changes only what is declared", () =>
      withCentre({}, async (centre) => {
        addStaff(centre.data, { ...li, name: "Li Na", nick: "nn" });
        await centre.declare("Staff", { ...li, onExisting: "adopt" });
        assert.deepEqual([record(centre).name, record(centre).nick], ["Li Lei", "nn"]);
        assert.equal(centre.said('and changed it: name is "Li Na", declared "Li Lei"').length, 1);
      }));

    it("refuses even an identical one when told to", () =>
      withCentre({}, async (centre) => {
        addStaff(centre.data, li);
        const { message } = await failureOf(centre.declare("Staff", { ...li, onExisting: "fail" }));
        assert.match(message, /^Staff li@example\.com exists already, and onExisting is "fail"\. /);
      }));
  });

  describe("whose role differs", () => {
    it("is refused in the program, with both ways on", () =>
      withCentre({}, async (centre) => {
        const staff = await centre.declare("Staff", { ...li, role: "agent" });
        const error = await staff.change({ ...li, role: "admin" }).catch((reason: unknown) => reason);
        assert.ok(error instanceof Refused);
        assert.deepEqual(error.failures, [
          'role: the account\'s role is "agent", but "admin" is declared, and the service has no call to change a role; change it in the console, or set allowRecreate: true to have the account deleted and made anew',
        ]);
      }));

    it("is made anew where that is allowed, the old account first", () =>
      withCentre({}, async (centre) => {
        const staff = await centre.declare("Staff", { ...li, role: "agent" });
        assert.equal(await staff.change({ ...li, role: "admin", allowRecreate: true }), "replace");
        assert.deepEqual(centre.writes(), ["CreateStaff", "DeleteStaff", "CreateStaff"]);
        assert.deepEqual(record(centre).roles, [1]);
      }));

    it("is no drift where the service does not show it, and drift where it does", () =>
      withCentre({}, async (centre) => {
        const staff = await centre.declare("Staff", { ...li, role: "agent" });
        record(centre).roles = [1];
        assert.deepEqual(await staff.drift(), { role: { was: "agent", is: "admin" } });
        centre.sim.dialect.roleEcho = "none";
        assert.deepEqual(await staff.drift(), {});
      }));
  });

  describe("half-done", () => {
    it("keeps what was made, and the next up does only the rest", () =>
      withCentre({}, async (centre) => {
        centre.sim.faults.push({ action: "ModifyStaff", kind: { code: "InvalidParameterValue", message: "no" } });
        const error = await failureOf(centre.declare("Staff", { ...li, useMobileCallOut: true }));
        assert.equal(error.id, `${app}/li@example.com`);
        assert.match(error.reasons!.join(), /^creating Staff li@example\.com failed: InvalidParameterValue: no/);
        assert.ok(error.properties!.__provider);
        const staff = error.declared!;
        assert.equal(await staff.change({ ...li, useMobileCallOut: true }), "update");
        assert.deepEqual(centre.writes(), ["CreateStaff", "ModifyStaff", "ModifyStaff"]);
        assert.equal(record(centre).useMobileCallOut, true);
        assert.deepEqual(await staff.drift(), {});
      }));

    it("never makes an account twice when the answer was lost", () =>
      withCentre({}, async (centre) => {
        centre.sim.faults.push({ action: "CreateStaff", kind: "reset-after" });
        const staff = await centre.declare("Staff", { ...li, initialPassword: "first-Password-1" });
        assert.deepEqual(centre.writes(), ["CreateStaff", "ModifyStaffPassword"]);
        assert.deepEqual(await staff.drift(), {});
      }));

    it("puts back what a failed update had changed when the program is put back", () =>
      withCentre({}, async (centre) => {
        const staff = await centre.declare("Staff", { ...li, useMobileCallOut: false });
        centre.sim.faults.push({ action: "ModifyStaffPassword", kind: { code: "InvalidParameter" } });
        const next = {
          ...li,
          name: "Li Na",
          useMobileCallOut: true,
          initialPassword: "x-Password-1",
          passwordVersion: 1,
        };
        await failureOf(staff.change(next));
        assert.equal(record(centre).name, "Li Na");
        assert.equal(await staff.change({ ...li, useMobileCallOut: false }), "update");
        assert.deepEqual([record(centre).name, record(centre).useMobileCallOut], ["Li Lei", false]);
      }));
  });

  describe("and her password", () => {
    const password = "hunter2-Hunter2";

    it("is set once, again with another version, and shown nowhere", () =>
      withCentre({}, async (centre) => {
        const staff = await centre.declare("Staff", { ...li, initialPassword: password });
        assert.ok(passwordMatches(record(centre), password));
        assert.equal(await staff.change({ ...li, initialPassword: password, name: "Li Na" }), "update");
        assert.equal(record(centre).passwordSetCount, 1);
        const other = { ...li, initialPassword: "other-Password-2" };
        const refused = await staff.change(other).catch((reason: unknown) => reason);
        assert.ok(refused instanceof Refused);
        assert.match(refused.message, /^initialPassword: a changed or added password takes effect only with another/);
        await staff.change({ ...other, passwordVersion: 2 });
        assert.ok(passwordMatches(record(centre), "other-Password-2"));
        const seen = [...centre.lines, refused.message, JSON.stringify(centre.sim.calls)].join("\n");
        assert.doesNotMatch(seen, /hunter2-Hunter2|other-Password-2/);
      }));

    it("of an account that was there before is left as it is, and the notice says how to set it", () =>
      withCentre({}, async (centre) => {
        addStaff(centre.data, li);
        const staff = await centre.declare("Staff", { ...li, initialPassword: password });
        assert.equal(record(centre).passwordHash, null);
        assert.equal(centre.said("raise passwordVersion to set initialPassword").length, 1);
        await staff.change({ ...li, initialPassword: password, passwordVersion: 1 });
        assert.ok(passwordMatches(record(centre), password));
      }));

    for (const refreshed of [false, true]) {
      it(`that could not be set is set by the next up${refreshed ? ", also after a refresh" : ""}`, () =>
        withCentre({}, async (centre) => {
          centre.sim.faults.push({
            action: "ModifyStaffPassword",
            kind: { code: "InvalidParameter", message: "weak" },
          });
          const error = await failureOf(centre.declare("Staff", { ...li, initialPassword: password }));
          assert.match(
            error.reasons!.join(),
            /^setting the password of li@example\.com failed: InvalidParameter: weak/,
          );
          const staff = error.declared!;
          if (refreshed) await staff.refresh();
          assert.equal(await staff.change({ ...li, initialPassword: password }), "update");
          assert.ok(passwordMatches(record(centre), password));
          assert.deepEqual(centre.writes(), ["CreateStaff", "ModifyStaffPassword", "ModifyStaffPassword"]);
          assert.equal(await staff.change({ ...li, initialPassword: password }), "same");
        }));
    }
  });
});
