import assert from "node:assert/strict";
import { type Centre, expectNoStack, newCentre, program, SOON } from "./centre";
import { engineSuite, type Result } from "./harness";

/** A wrong declaration of each class, and what is said about it: a line for each field. */
const WRONG: { type: string; args: string; told: string[] }[] = [
  {
    type: "SkillGroup",
    args: '{ name: "", type: "fax", maxConcurrency: 0, ringAll: "yes", colour: 1, sdkAppId: -1, onExisting: "ask" }',
    told: [
      "colour: no such field; known are sdkAppId, name, type, maxConcurrency, ringAll, onExisting",
      "sdkAppId: expected more than 0, got -1",
      'name: expected a text of at least 1 characters, got ""',
      'type: expected one of "phone", "online", "audio", "video", got "fax"',
      "maxConcurrency: expected at least 1, got 0",
      'ringAll: expected true or false, got "yes"',
      'onExisting: expected one of "identical", "adopt", "fail", got "ask"',
    ],
  },
  {
    type: "SkillGroup",
    args: '{ name: "Sales", type: "phone", maxConcurrency: 3, ringall: true }',
    told: [
      'ringall: no such field; did you mean "ringAll"?',
      'maxConcurrency: expected 1, since only a group of type "online" may have more, got 3',
    ],
  },
  {
    type: "Staff",
    args: `{
      mail: "li at example.com", name: 7, phone: "one two three", extensionNumber: "9001", role: "boss", useMobileAccept: "sometimes",
      forwarding: { when: "never", to: { staff: "li@example.com", skillGroupId: 1 }, why: 1 }, initialPassword: 12345678, whenOnline: "ask",
      onlineWaitSeconds: 0, useMobileCallOut: "no", allowRecreate: 1,
    }`,
    told: [
      'mail: expected a mail address such as "li@example.com", got "li at example.com"',
      "name: expected a text, got 7",
      'phone: expected a phone number such as "+86 138 0013 8000" or "008613800138000", got "one two three"',
      'extensionNumber: expected an extension number: first digit 1-8, 4 to 6 digits, or "" for none, got "9001"',
      'role: expected "admin", "inspector", "agent" or the number of a custom role, got "boss"',
      "allowRecreate: expected true or false, got 1",
      'useMobileCallOut: expected true or false, got "no"',
      'useMobileAccept: expected one of "off", "whenOffline", "always", got "sometimes"',
      'forwarding.when: expected one of "always", "conditional", got "never"',
      'forwarding.to: expected exactly one of { staff }, { skillGroupId } or { extensionId }, got {"skillGroupId":1,"staff":"li@example.com"}',
      "forwarding.why: no such field here; remove it",
      "initialPassword: expected a text, got a number (not shown, it is secret); write it as a text",
      'whenOnline: expected one of "fail", "wait", "forceOffline", got "ask"',
      "onlineWaitSeconds: expected more than 0, got 0",
    ],
  },
  {
    type: "StaffSkillBinding",
    args: `{ staff: "nobody", exclusive: "yes", skillGroups: [
      { skillGroupId: 1001, priority: 0 }, { skillGroupId: 1002, priority: 6 }, { skillGroupId: "1003" }, { skillGroupId: 1001, level: 2 } ] }`,
    told: [
      'staff: expected a mail address such as "li@example.com", got "nobody"',
      "skillGroups[0].priority: expected one of 1, 2, 3, 4, 5, got 0",
      "skillGroups[1].priority: expected one of 1, 2, 3, 4, 5, got 6",
      'skillGroups[2].skillGroupId: expected a number, got "1003"',
      "skillGroups[3].level: no such field here; remove it",
      'exclusive: expected true or false, got "yes"',
      "skillGroups[3]: skill group 1001 is listed twice, first at skillGroups[0]; name it once",
    ],
  },
  {
    type: "Extension",
    args: '{ extensionId: "10 01", skillGroupIds: [1001, -1], staff: "nobody", passwordVersion: 1.5 }',
    told: [
      'extensionId: expected an extension such as "1001", without spaces or slashes, got "10 01"',
      "name: expected a text, but it is missing",
      "skillGroupIds[1]: expected more than 0, got -1",
      'staff: expected a mail address such as "li@example.com", or "" for nobody, got "nobody"',
      "passwordVersion: expected a whole number, got 1.5",
    ],
  },
  {
    type: "AutoCalloutTask",
    args: `{
      notBefore: ${SOON}, notAfter: ${SOON - 60}, callers: [], callees: ["13800139001", "me", { callee: "13800139002", uid: "x" }], tries: 4,
      retryInterval: 60, ivrId: 1, aiAgentId: 2, timeZone: "Shanghai", paused: "yes", maxRingSeconds: 0, concurrencyLimit: 0,
      availableTimes: [{ start: "09:00:00" }], variables: { n: 1 },
    }`,
    told: [
      "callers: expected a list of at least 1 items, got []",
      "callees[1]: expected a phone number without extension, or { callee, uui?, variables? }, got another value (not shown, it is secret)",
      "callees[2].uid: no such field here; remove it",
      "tries: expected one of 1, 2, 3, got 4",
      "retryInterval: expected at least 600, got 60",
      "maxRingSeconds: expected more than 0, got 0",
      "variables.n: expected a text, got a number (not shown, it is secret); write it as a text",
      'timeZone: expected an IANA time zone such as "Asia/Shanghai", got "Shanghai"',
      "availableTimes[0].end: expected a text, but it is missing",
      "concurrencyLimit: expected more than 0, got 0",
      'paused: expected true or false, got "yes"',
      "ivrId: expected exactly one of ivrId and aiAgentId, got both",
      `notAfter: expected an instant after notBefore (${SOON}), got ${SOON - 60}`,
    ],
  },
  {
    type: "AutoCalloutTask",
    args: '{ notBefore: "tomorrow", callers: ["me"], callees: [] }',
    told: [
      'notBefore: expected an instant such as "2026-12-01T09:00:00+08:00" (with an offset or Z), or Unix seconds, got "tomorrow"',
      'callers[0]: expected a phone number without extension, such as "+86 138 0013 8000", got "me"',
      "callees: expected a list of at least 1 items, got another value (not shown, it is secret)",
      "ivrId: expected exactly one of ivrId and aiAgentId, got neither",
    ],
  },
];

const GROUP = 'new tccc.SkillGroup("sales", { name: "Sales", type: "phone", /*id*/ });\n';
const STAFF = `new tccc.Staff("li", {
  mail: "li@example.com", name: "Li", staffNumber: "1", role: "agent", initialPassword: "First-Pass-1", /*id*/
});`;

engineSuite("bad input", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  it("is refused in preview, every wrong field of a resource at once, with what was expected and what came", async () => {
    centre = await newCentre();
    for (const { type, args, told } of WRONG) {
      await centre.declare(`new tccc.${type}("wrong", ${args});`);
      const result = await centre.project.preview({ expectFail: true });
      assert.deepEqual(problems(result), told, type);
      expectNoStack(result);
    }
    assert.deepEqual(centre.sim.calls, []);
  });

  it("is refused in preview where it is a change that cannot be made", async () => {
    centre = await newCentre({ body: GROUP + STAFF });
    await centre.up();
    await centre.declare(GROUP.replace("phone", "online").replace("/*id*/", "sdkAppId: 1400000001") + STAFF);
    const group = await centre.project.preview({ expectFail: true });
    const elsewhere =
      "sdkAppId: this object lives in instance 1400000000, but 1400000001 is declared or configured; another instance is another stack";
    assert.deepEqual(problems(group), [
      elsewhere,
      'name: expected a new name, since a change of type ("phone" to "online") makes a new group before the old one goes, and names are unique; got "Sales"',
    ]);
    const changed = STAFF.replace("First-Pass-1", "Other-Pass-2").replace("agent", "admin");
    await centre.project.setProgram(program(GROUP + changed.replace("/*id*/", "sdkAppId: 1400000001")));
    const staff = await centre.project.preview({ expectFail: true });
    assert.deepEqual(problems(staff), [
      elsewhere,
      "initialPassword: a changed or added password takes effect only with another passwordVersion; set one, such as 1",
      `role: the account's role is "agent", but "admin" is declared, and the service has no call to change a role; change it in the console, or set allowRecreate: true to have the account deleted and made anew`,
    ]);
    for (const result of [group, staff]) expectNoStack(result);
    assert.deepEqual(centre.sim.calls, []);
  });

  it("in the configuration is told as one list", async () => {
    const config = {
      "tccc:endpoint": "http://ccc.example.com",
      "tccc:requestsPerSecond": "0",
      "tccc:secretId": "AKID",
      "tccc:maxDeletes": "-1",
    };
    centre = await newCentre({ body: GROUP, config });
    const result = await centre.project.preview({ expectFail: true });
    for (const told of [
      'tccc:endpoint: expected https://: plain http is accepted for 127.0.0.0/8, ::1 and localhost only, got "http://ccc.example.com"',
      'tccc:requestsPerSecond: expected a whole number from 1 to 100000, got "0"',
      'tccc:maxDeletes: expected a whole number of 0 or more, got "-1"',
      "tccc:secretKey: missing, but tccc:secretId is set; credentials are taken as a whole set from one source",
    ]) {
      assert.ok(result.all.includes(`      - ${told}\n`), `expected "${told}" in ${result.all}`);
    }
    expectNoStack(result);
    assert.deepEqual(centre.sim.calls, []);
  });
});

/** What is wrong with the one resource, a line for each field. */
function problems({ all }: Result): string[] {
  return [...new Set([...all.matchAll(/ has a problem: (.*)/g)].map(([, told]) => told!))];
}
