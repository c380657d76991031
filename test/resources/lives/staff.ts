import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { addExtension, addStaff, type StaffRecord } from "../../../provider/simulator";
import type { Declared } from "../centre";
import { free, type Life, saidOfPassword } from "./life";

const accept = ["off", "whenOffline", "always"];

export async function staffLife(life: Life): Promise<void> {
  const { centre } = life;
  const first = {
    mail: "Li@example.com",
    name: "Li Lei",
    staffNumber: "1001",
    nick: "Lily",
    phone: "+86 138 0013 8001",
    extensionNumber: "2001",
    role: "inspector",
    forwarding: { when: "always", to: { skillGroupId: free[0] } },
    useMobileCallOut: true,
    useMobileAccept: "whenOffline",
  };
  const li = await centre.declare("Staff", first, "li");
  const record = (): StaffRecord => recordOf(life, "li@example.com")!;
  await life.step(
    "create",
    async () => undefined,
    () => assert.deepEqual(shown(record()), wanted(li.inputs)),
  );
  await life.calm("create", li);
  const groups = [
    { skillGroupId: free[0], priority: 1 },
    { skillGroupId: free[1], priority: 5 },
  ];
  record().skillGroups = structuredClone(groups);
  const holds = (now: Plain): void => {
    assert.deepEqual(shown(record()), wanted(now));
    assert.deepEqual(record().roles, [2]);
    assert.deepEqual(byId(record().skillGroups), groups);
  };
  const changes: [string, Plain][] = [
    ["name", { name: "Li Na" }],
    ["staffNumber", { staffNumber: "1002" }],
    ["nick", { nick: "Lucy" }],
    ["phone", { phone: "008613800138002" }],
    ["extensionNumber", { extensionNumber: "2002" }],
    ["forwarding", { forwarding: { when: "conditional", to: { staff: "bystander@example.com" } } }],
    ["forwarding off", { forwarding: { enabled: false, when: "always", to: { extensionId: "9901" } } }],
    ["forwarding on", { forwarding: { when: "always", to: { extensionId: "9901" } } }],
    ["useMobileCallOut", { useMobileCallOut: false }],
    ["useMobileAccept", { useMobileAccept: "always" }],
  ];
  for (const [name, change] of changes) await life.change(name, li, { ...li.inputs, ...change }, holds);

  const hands: [string, Partial<StaffRecord>][] = [
    ["name", { name: "By hand" }],
    ["staffNumber", { staffNumber: "1777" }],
    ["nick", { nick: "hand" }],
    ["phone", { phone: "008613800138777" }],
    ["extensionNumber", { extensionNumber: "2777" }],
    ["forwarding", { forwarding: null }],
    ["useMobileCallOut", { useMobileCallOut: true }],
    ["useMobileAccept", { useMobileAccept: 0 }],
  ];
  // She logs on and off: whoever was never online may have no row in the metrics, which alone show the switches.
  record().statusSince = 1;
  for (const [field, hand] of hands) {
    await life.byHand(field, li, () => Object.assign(record(), hand), holds);
  }
  for (const field of ["nick", "phone", "extensionNumber"]) {
    await life.change(`${field} ""`, li, { ...li.inputs, [field]: "" }, holds);
  }
  await life.step(
    "delete",
    () => li.remove(),
    () => assert.equal(recordOf(life, "li@example.com"), undefined),
  );
  await partlyManaged(life);
  await madeAnew(life);
}

/** What is left out is not managed, whatever a call that changes something else does with it. */
async function partlyManaged(life: Life): Promise<void> {
  const { centre } = life;
  const wang: Declared = await centre.declare(
    "Staff",
    { mail: "wang@example.com", name: "Wang", staffNumber: "1003" },
    "wang",
  );
  const record = (): StaffRecord => recordOf(life, "wang@example.com")!;
  const unmanaged: Partial<StaffRecord> = {
    nick: "ww",
    phone: "008613800138003",
    extensionNumber: "2003",
    forwarding: { Enabled: true, Condition: 1, Target: { Type: 2, SkillGroupId: free[1] } },
    skillGroups: [{ skillGroupId: free[2], priority: 2 }],
  };
  Object.assign(record(), structuredClone(unmanaged));
  await life.change("name alone", wang, { ...wang.inputs, name: "Wang Wei" }, ({ name }) => {
    const now = record();
    const { nick, phone, extensionNumber, forwarding, skillGroups } = now;
    assert.equal(now.name, name);
    assert.deepEqual({ nick, phone, extensionNumber, forwarding, skillGroups }, unmanaged);
  });
  Object.assign(record(), { useMobileCallOut: true, useMobileAccept: 2, statusSince: 1 });
  await life.change("name alone, switches", wang, { ...wang.inputs, name: "Wang Fang" }, ({ name }) => {
    const now = record();
    assert.deepEqual([now.name, now.useMobileCallOut, now.useMobileAccept], [name, true, 2]);
  });
  await life.step(
    "delete the other",
    () => wang.remove(),
    () => {
      assert.equal(recordOf(life, "wang@example.com"), undefined);
    },
  );
}

/** A new role makes the account anew; what names her elsewhere stays with her. */
async function madeAnew(life: Life): Promise<void> {
  const { centre } = life;
  const declared = {
    ...{ mail: "meng@example.com", name: "Meng", staffNumber: "1004", phone: "008613800138004", role: "inspector" },
    ...{ whenOnline: "forceOffline", initialPassword: "Abcdefg1", extensionNumber: "2004" },
  };
  const meng = await centre.declare("Staff", declared, "meng");
  const record = (): StaffRecord => recordOf(life, "meng@example.com")!;
  await life.step(
    "create her who is made anew",
    async () => undefined,
    () => assert.equal(record().name, "Meng"),
  );
  const hers = { extensionId: "3101", name: "Her phone", skillGroupIds: [free[3]], staff: record().mail };
  addExtension(centre.data, structuredClone(hers));
  const Target = { Type: 1, StaffUserId: record().mail };
  const forwarding = { Enabled: true, Condition: 2, Target };
  const friend = {
    mail: "friend@example.com",
    name: "Friend",
    nick: "f",
    phone: "008613800138005",
    staffNumber: "1005",
  };
  addStaff(centre.data, {
    ...structuredClone({ ...friend, forwarding }),
    skillGroups: [{ skillGroupId: free[3], priority: 1 }],
  });
  record().status = "rest";
  const news = { ...declared, role: "agent", allowRecreate: true };
  await life.change("role, made anew", meng, news, (now) => {
    const { name, staffNumber, phone, extensionNumber, roles, forcedOffline, passwordSetCount } = record();
    assert.deepEqual(
      { name, staffNumber, phone, extensionNumber },
      { name: now.name, staffNumber: now.staffNumber, phone: now.phone, extensionNumber: now.extensionNumber },
    );
    assert.deepEqual([roles, forcedOffline], [[now.role === "agent" ? 3 : 2], false]);
    // A run whose answer was lost sets it again; one that does not know who made her account says so.
    const isRepeated = centre.oneByOne && (passwordSetCount > 1 || saidOfPassword(centre, "meng@example.com"));
    assert.ok(passwordSetCount === 1 || isRepeated, `${passwordSetCount} passwords`);
    const { extensionId, name: called, skillGroupIds, staff } = centre.data.extensions.get("3101")!;
    assert.deepEqual({ extensionId, name: called, skillGroupIds, staff }, hers);
    const other = recordOf(life, "friend@example.com")!;
    assert.deepEqual([other.forwarding, other.nick, other.phone], [forwarding, "f", friend.phone]);
    assert.deepEqual(other.skillGroups, [{ skillGroupId: free[3], priority: 1 }]);
  });
  recordOf(life, "friend@example.com")!.forwarding = null;
  centre.data.extensions.delete("3101");
  await withHerPhone(life, meng);
}

/** Her account and her phone are removed in one run, in any order. */
async function withHerPhone(life: Life, meng: Declared): Promise<void> {
  const { centre } = life;
  const phone = await centre.declare(
    "Extension",
    { extensionId: "3102", name: "Hers", staff: "meng@example.com" },
    "hers",
  );
  centre.settle();
  recordOf(life, "meng@example.com")!.status = "free";
  await life.step(
    "delete with her phone",
    async () => {
      const run = centre.process();
      await life.together([() => meng.remove(run), () => phone.remove(run)]);
    },
    () => {
      assert.equal(recordOf(life, "meng@example.com"), undefined);
      assert.equal(centre.data.extensions.has("3102"), false);
    },
  );
}

export function recordOf({ centre }: Life, mail: string): StaffRecord | undefined {
  return [...centre.data.staff.values()].find((one) => one.mail.toLowerCase() === mail);
}

function shown(record: StaffRecord): Plain {
  const { name, staffNumber, nick, phone, extensionNumber, useMobileCallOut } = record;
  return {
    ...{ name, staffNumber, nick, phone, extensionNumber, useMobileCallOut },
    useMobileAccept: accept[record.useMobileAccept],
    forwarding: record.forwarding?.Enabled ? record.forwarding : "off",
  };
}

function wanted(inputs: Plain): Plain {
  const { name, staffNumber, nick, phone, extensionNumber, useMobileCallOut, useMobileAccept } = inputs;
  return {
    ...{ name, staffNumber, nick, phone, extensionNumber, useMobileCallOut, useMobileAccept },
    forwarding: forwardingOf(inputs.forwarding as Plain),
  };
}

function forwardingOf({ enabled, when, to }: Plain): unknown {
  if (enabled === false) return "off";
  const target = to as { staff?: string; skillGroupId?: number; extensionId?: string };
  return {
    Enabled: true,
    Condition: when === "always" ? 1 : 2,
    Target: target.staff
      ? { Type: 1, StaffUserId: target.staff }
      : target.skillGroupId
        ? { Type: 2, SkillGroupId: target.skillGroupId }
        : { Type: 3, Extension: target.extensionId },
  };
}

export function byId(groups: StaffRecord["skillGroups"]): StaffRecord["skillGroups"] {
  return [...groups].sort((a, b) => a.skillGroupId - b.skillGroupId);
}
