import assert from "node:assert/strict";
import { addStaff, passwordMatches, type StaffRecord } from "../../provider/simulator";
import { free, type Life, saidOfPassword } from "../resources/lives/life";

/** Passwords of these lives: in no message and no log. */
export const passwords = ["Example-Pass-1", "Example-Pass-2"] as const;

/** A password is set once, by the create that made the account; where that is not certain, the notice says how. */
export async function passwordLife(life: Life): Promise<void> {
  const { centre } = life;
  const first = {
    ...{ mail: "sun@example.com", name: "Sun", staffNumber: "1005", role: "admin", useMobileAccept: "always" },
    ...{ initialPassword: passwords[0], passwordVersion: 1 },
  };
  const sun = await centre.declare("Staff", first, "sun");
  const record = (): StaffRecord => centre.data.staff.get("sun@example.com")!;
  await life.step(
    "create",
    async () => undefined,
    () => {
      assert.ok(
        saidOfPassword(centre, "sun@example.com") || passwordMatches(record(), passwords[0]),
        "neither has she a password nor does anybody know why",
      );
      assert.deepEqual([record().roles, record().useMobileAccept, record().passwordMails], [[1], 2, 0]);
    },
  );
  await life.calm("create", sun);
  const second = { ...first, initialPassword: passwords[1], passwordVersion: 2 };
  await life.change("password", sun, second, () => assert.ok(passwordMatches(record(), passwords[1])));
  await life.change("password and switch", sun, { ...second, useMobileAccept: "off", passwordVersion: 3 }, () => {
    assert.ok(passwordMatches(record(), passwords[1]));
    assert.equal(record().useMobileAccept, 0);
  });
  // Another role: the account goes first, and comes back.
  await life.change("role", sun, { ...second, role: "agent", allowRecreate: true, passwordVersion: 3 }, () => {
    assert.deepEqual(record().roles, [3]);
  });
  // Another mail: the new account first.
  await life.change("mail", sun, { ...second, mail: "sunny@example.com", staffNumber: "1006", role: "agent" }, () => {
    assert.deepEqual(
      [centre.data.staff.has("sun@example.com"), centre.data.staff.has("sunny@example.com")],
      [false, true],
    );
  });
  await life.step(
    "delete",
    () => sun.remove(),
    () => assert.equal(centre.data.staff.has("sunny@example.com"), false),
  );
}

/** Who is online is logged off before she is deleted. */
export async function leavingLife(life: Life): Promise<void> {
  const { centre } = life;
  for (const [mail, whenOnline] of [
    ["feng@example.com", "forceOffline"],
    ["chen@example.com", "wait"],
  ] as const) {
    const declared = { mail, name: "Agent", staffNumber: mail.slice(0, 4), whenOnline, onlineWaitSeconds: 10 };
    const agent = await centre.declare("Staff", declared, mail);
    centre.data.staff.get(mail)!.status = "free";
    // She logs off while she is waited for.
    const logsOff = async (): Promise<void> => {
      await centre.sim.nextCall("DescribeStaffStatusMetrics");
      centre.data.staff.get(mail)!.status = "offline";
    };
    if (whenOnline === "wait") void logsOff();
    await life.step(
      `delete, ${whenOnline}`,
      () => agent.remove(),
      () => assert.equal(centre.data.staff.has(mail), false),
    );
  }
}

/** A group goes once its members have left it. */
export async function groupWithMembersLife(life: Life): Promise<void> {
  const { centre } = life;
  addStaff(centre.data, { mail: "ma@example.com", skillGroups: [{ skillGroupId: free[0], priority: 2 }] });
  const group = await centre.declare("SkillGroup", { name: "Night", type: "phone", ringAll: true }, "night");
  const skillGroupId = Number(group.outs.skillGroupId);
  const bound = { staff: "ma@example.com", skillGroups: [{ skillGroupId, priority: 1 }] };
  const binding = await centre.declare("StaffSkillBinding", bound, "ma");
  // Another type: a new group before the old one goes, which waits for its members.
  await life.step(
    "unbind",
    () => binding.remove(),
    () => {
      const left = centre.data.staff.get("ma@example.com")!.skillGroups;
      assert.deepEqual(left, [{ skillGroupId: free[0], priority: 2 }]);
    },
  );
  await life.change("type", group, { name: "Day", type: "online", maxConcurrency: 2, ringAll: true }, () => {
    const named = [...centre.data.skillGroups.values()].filter(({ name }) => name === "Night" || name === "Day");
    assert.deepEqual(
      named.map(({ name, type, maxConcurrency, ringAll }) => ({ name, type, maxConcurrency, ringAll })),
      [{ name: "Day", type: 1, maxConcurrency: 2, ringAll: true }],
    );
  });
  await life.step(
    "delete",
    () => group.remove(),
    () => assert.ok(![...centre.data.skillGroups.values()].some(({ name }) => name === "Day")),
  );
}
