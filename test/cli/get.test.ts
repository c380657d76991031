import assert from "node:assert/strict";
import { parseSheet } from "../../provider";
import {
  addExtension,
  addSkillGroup,
  addStaff,
  type Data,
  type Simulator,
  startSimulator,
} from "../../provider/simulator";
import { type Ran, type RunOptions, readCsv, tcccGet } from "./get-support";

const app = 1400000000;

/** How many columns a text takes on a terminal: Chinese characters take two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (/\p{Script=Han}/u.test(one) ? 2 : 1), 0);

function ok({ code, stdout, stderr }: Ran): string {
  assert.equal(code, 0, stderr);
  return stdout;
}

describe("tccc get", function () {
  this.timeout(120_000);
  let sim: Simulator;
  const get = (args: string, options?: RunOptions): Promise<Ran> => tcccGet(sim.env, args.split(" "), options);
  const seed = (data: Data) => {
    const centre = data.instance(app);
    addSkillGroup(centre, { skillGroupId: 501, name: "销售" });
    addStaff(centre, {
      mail: "li@example.com",
      name: "李雷",
      staffNumber: "1",
      skillGroups: [{ skillGroupId: 501, priority: 2 }],
    });
    addStaff(centre, { mail: "wang@example.com", name: 'Wang, "the\nfirst"', staffNumber: "2", status: "free" });
    addExtension(centre, { extensionId: "1001", name: "Desk" });
  };

  afterEach(() => sim.close());

  it("shows people as a table whose columns stand under one another, Chinese names too", async () => {
    sim = await startSimulator({ rate: 0, seed });
    const lines = ok(await get("staff"))
      .trimEnd()
      .split("\n");
    assert.equal(lines.length, 3);
    assert.match(lines[0]!, /^Mail +Name +Staff number +Phone +Extension number +Roles +Skill groups$/);
    assert.match(lines[1]!, /^li@example.com +李雷 +1 +3 +销售 \(2\)$/);
    assert.match(lines[2]!, /^wang@example.com +Wang, "the first" +2 +3$/, "a line break of a name breaks no line");
    const numberAt = [
      lines[0]!.indexOf("Staff"),
      ...lines.slice(1).map((line) => widthOf(line.replace(/ \d .*$/, " "))),
    ];
    assert.deepEqual(numberAt, [numberAt[0], numberAt[0], numberAt[0]]);
  });

  it("shows one person: as a list of members, as an object, as a row", async () => {
    sim = await startSimulator({ rate: 0, seed });
    const [table, json, csv] = await Promise.all([
      get("staff LI@example.com"),
      get("staff li@example.com --json"),
      get("staff li@example.com --csv"),
    ]);
    assert.match(ok(table), /^Mail +li@example.com\nName +李雷\nStaff number +1\n/);
    assert.equal(JSON.parse(ok(json)).skillGroups[0].name, "销售");
    assert.deepEqual(
      readCsv(ok(csv)).map(([mail]) => mail),
      ["mail", "li@example.com"],
    );
  });

  it("writes CSV that others can read: quotes, commas, line breaks", async () => {
    sim = await startSimulator({ rate: 0, seed });
    const text = ok(await get("staff --csv"));
    assert.ok(text.endsWith("\r\n") && !text.startsWith("\uFEFF"));
    const [header, ...rows] = readCsv(text);
    assert.deepEqual(header?.slice(0, 4), ["mail", "name", "staffNumber", "phone"]);
    assert.ok(rows.every((row) => row.length === header!.length));
    assert.deepEqual(
      rows.map(([, name]) => name),
      ["李雷", 'Wang, "the\nfirst"'],
    );
    assert.ok(ok(await get("staff --csv --bom")).startsWith("\uFEFFmail,"));
  });

  it("writes CSV that is a sheet of people", async () => {
    sim = await startSimulator({ rate: 0, seed });
    const people = parseSheet(ok(await get("staff --csv")), "csv", { extraColumns: "ignore" });
    assert.deepEqual(
      people.map(({ mail }) => mail),
      [...sim.data.instance(app).staff.keys()],
    );
    const { skillGroups } = sim.data.instance(app);
    for (const { mail, skills } of people) {
      const live = sim.data.instance(app).staff.get(mail)!.skillGroups;
      assert.deepEqual(
        skills ?? {},
        Object.fromEntries(live.map((one) => [skillGroups.get(one.skillGroupId)!.name, one.priority])),
      );
    }
    assert.ok(people.some(({ skills }) => skills !== undefined));
  });

  it("shows nothing where there is nothing: a header, [], a header", async () => {
    sim = await startSimulator({ rate: 0 });
    sim.data.instance(app).numbers.clear();
    for (const kind of ["staff", "cdr --from -90d"]) {
      const [table, json, csv] = await Promise.all(["", " --json", " --csv"].map((format) => get(kind + format)));
      assert.match(ok(table!), /^[A-Z][^\n]+\n$/, kind);
      assert.equal(ok(json!), "[]\n", kind);
      assert.equal(readCsv(ok(csv!)).length, 1, kind);
    }
    const others = ["skill-groups", "extensions", "numbers", "callout-tasks", "campaigns", "sessions", "status"];
    for (const kind of [...others, "protected-cdr --from -90d"])
      assert.match(ok(await get(kind)), /^[A-Z][^\n]+\n$/, kind);
  });

  it("shows 5,000 people in each format", async () => {
    sim = await startSimulator({ rate: 0 });
    const centre = sim.data.instance(app);
    for (let at = 0; at < 5000; at++) addStaff(centre, { mail: `p${at}@example.com`, name: at % 2 ? "王芳" : "Wang" });
    const [table, json, csv] = await Promise.all([get("staff"), get("staff --json"), get("staff --csv")]);
    const lines = ok(table).trimEnd().split("\n");
    assert.equal(lines.length, 5001);
    assert.equal(lines.filter((line) => line.startsWith("Mail ")).length, 1, "one header");
    const mails = Array.from({ length: 5000 }, (_, at) => `p${at}@example.com`);
    assert.deepEqual(
      JSON.parse(ok(json)).map(({ mail }: { mail: string }) => mail),
      mails,
    );
    assert.deepEqual(
      readCsv(ok(csv))
        .slice(1)
        .map(([mail]) => mail),
      mails,
    );
  });

  it("takes filters", async () => {
    sim = await startSimulator({ rate: 0, seed });
    const mails = async (args: string) =>
      JSON.parse(ok(await get(`${args} --json`))).map(({ mail }: { mail: string }) => mail);
    assert.deepEqual(await mails("staff --skill-group-id 501"), ["li@example.com"]);
    assert.deepEqual(await mails("staff --modified-since -1h"), ["li@example.com", "wang@example.com"]);
    assert.deepEqual(await mails("status --status FREE"), ["wang@example.com"]);
    assert.deepEqual(await mails("status --mail li@example.com --mail wang@example.com"), [
      "li@example.com",
      "wang@example.com",
    ]);
    assert.match(ok(await get("skill-groups 销售")), /^Skill group id +501\n/);
    assert.match(ok(await get("skill-groups 501 --sdk-app-id 1400000000")), /Name +销售\n/);
  });

  it("shows a phone's password only when asked to", async () => {
    sim = await startSimulator({ rate: 0, seed });
    assert.doesNotMatch(ok(await get("extensions 1001 --json")), /password/i);
    const shown = JSON.parse(ok(await get("extensions 1001 --json --show-password")));
    assert.ok(shown.password.length > 0);
  });

  it("shows purchases and incoming calls line by line, and as what they are in JSON", async () => {
    sim = await startSimulator({ rate: 0, seed });
    const [bought, whole, calling] = await Promise.all([get("buy-info"), get("buy-info --json"), get("call-in")]);
    assert.match(ok(bought), /\n1400000000 +\S+ +seats +/);
    assert.equal(JSON.parse(ok(whole)).applications[0].sdkAppId, app);
    assert.match(ok(calling), /^Scope +Name +Ivr count.*\nall +0 /);
  });

  it("refuses what cannot be, in one message, with exit code 1", async () => {
    sim = await startSimulator({ rate: 0, seed });
    const refused: [string, RegExp][] = [
      ["staff nobody@example.com", /^tccc: Staff nobody@example.com is not in instance 1400000000; /],
      ["callout-tasks first", /^tccc: task id: expected a whole number, got "first"\n$/],
      ["cdr", /^error: required option '--from <time>' not specified\n/],
      ["cdr --from yesterday", /'yesterday' is invalid. Expected 2026-11-01 \(midnight here\), .* -7d, -2w\.\n/],
      ["cdr --from 2026-02-30", /'2026-02-30' is invalid/],
      [
        "cdr --from -200d",
        /^tccc: reading call records failed: from: the service answers about the last 180 days only/,
      ],
      ["cdr --from -1d --to -2d", /^tccc: reading call records failed: to: \S+ is before from: \S+\n$/],
      ["staff --json --csv", /^error: option '--json' cannot be used with option '--csv'/],
      ["status --status asleep", /Expected one of free, busy, rest, notReady, afterCallWork, offline\./],
      ["staff --sdk-app-id 1499999999", /InstanceNotExist.*\nThere is no such instance in this account/],
      ["phones", /^error: unknown command 'phones'/],
    ];
    const made = sim.calls.length;
    for (const [args, message] of refused) {
      const { code, stdout, stderr } = await get(args);
      assert.match(stderr, message, args);
      assert.doesNotMatch(stderr, /\n\s+at /, "a stack is no message");
      assert.deepEqual([code, stdout], [1, ""], args);
    }
    assert.ok(
      sim.calls.slice(made).every(({ action }) => action !== "DescribeTelCdr"),
      "refused before a call",
    );
  });

  it("says where its settings come from when they are wrong", async () => {
    sim = await startSimulator({ rate: 0, seed });
    const source =
      /\ntccc takes its settings from the environment, not from a Pulumi stack: TCCC_SDK_APP_ID \(or --sdk-app-id\)/;
    const { TCCC_SDK_APP_ID: _, ...unnamed } = sim.env;
    const wrong = [
      unnamed,
      { ...sim.env, TENCENTCLOUD_SECRET_KEY: "wrong" },
      { ...sim.env, TCCC_ENDPOINT: "nonsense://" },
    ];
    for (const env of wrong) {
      const { code, stderr } = await tcccGet(env as Record<string, string>, ["staff"]);
      assert.equal(code, 1);
      assert.match(stderr, source);
    }
  });

  it("says that it is still at work when that takes more than a second, on standard error", async () => {
    sim = await startSimulator({ rate: 0, seed, latencyMs: 1500 });
    const { stderr, stdout } = await get("staff --json");
    assert.match(stderr, /^tccc get staff: waiting for the service …\n$/);
    assert.equal(JSON.parse(stdout).length, 2);
  });

  it("shows its options and examples", async () => {
    sim = await startSimulator({ rate: 0 });
    const [all, cdr] = await Promise.all([get("--help"), get("cdr --help")]);
    assert.match(ok(all), /Examples:\n {2}\$ tccc get staff/);
    assert.match(ok(cdr), /--from <time> +from when: 2026-11-01/);
  });
});
