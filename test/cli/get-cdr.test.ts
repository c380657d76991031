import assert from "node:assert/strict";
import { addStaff, type Data, type Simulator, startSimulator } from "../../provider/simulator";
import { withFake } from "../lookups/support";
import { readCsv, tcccGet } from "./get-support";

const app = 1400000000;

describe("tccc get cdr", function () {
  this.timeout(120_000);
  let sim: Simulator;
  const seed = (data: Data) => {
    for (let at = 0; at < 30; at++) addStaff(data.instance(app), { mail: `p${at}@example.com`, name: `Agent ${at}` });
  };
  const get = (args: string, options = {}) => tcccGet(sim.env, args.split(" "), options);

  before(async () => {
    sim = await startSimulator({ rate: 0, seed, traffic: { callsPerDay: 2000, seed: 3 } });
  });
  after(() => sim.close());

  it("writes the records of days as a table, JSON and CSV, the same ones in the same order", async () => {
    const range = "cdr --from 2026-11-11 --to 2026-11-12";
    const [table, json, csv] = await Promise.all([get(range), get(`${range} --json`), get(`${range} --csv`)]);
    assert.deepEqual([table.code, json.code, csv.code], [0, 0, 0], table.stderr + json.stderr + csv.stderr);
    const records = JSON.parse(json.stdout) as { sessionId: string; timeSeconds: number }[];
    assert.ok(records.length > 1000, `${records.length} records`);
    const ids = records.map(({ sessionId }) => sessionId);
    assert.equal(new Set(ids).size, ids.length);
    const times = records.map(({ timeSeconds }) => timeSeconds);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    // Midnight of the machine's zone, which the tests set to Asia/Shanghai.
    const [first, last] = [
      Date.parse("2026-11-11T00:00:00+08:00") / 1000,
      Date.parse("2026-11-12T00:00:00+08:00") / 1000,
    ];
    assert.ok(times[0]! >= first && times.at(-1)! <= last);
    const [header, ...rows] = readCsv(csv.stdout);
    const at = header!.indexOf("sessionId");
    assert.deepEqual(
      rows.map((row) => row[at]),
      ids,
    );
    const lines = table.stdout.trimEnd().split("\n");
    assert.deepEqual(
      lines.slice(1).map((line) => line.split(/\s+/).at(-1)),
      ids,
    );
  });

  it("does not hold what it has written: much more passes through than fits into its heap", async () => {
    const count = 6_000;
    const end = Math.floor(Date.now() / 1000);
    const times = Array.from({ length: count }, (_, at) => end - (count - at) * 40);
    const Remark = "x".repeat(32_768);
    const records = (request: Record<string, unknown>) => {
      const { StartTimeStamp, EndTimeStamp, PageNumber, PageSize } = request as Record<string, number>;
      const within = times.filter((time) => time >= StartTimeStamp! && time <= EndTimeStamp!);
      const page = within.slice(PageNumber! * PageSize!, (PageNumber! + 1) * PageSize!);
      return { TelCdrList: page.map((Time) => ({ SessionId: `s${Time}`, Time, Remark })) };
    };
    await withFake({ DescribeTelCdr: records }, async (_, env) => {
      const { code, stdout, stderr } = await tcccGet(env, ["cdr", "--from", "-3d", "--csv"], { heapMb: 112 });
      assert.equal(code, 0, stderr.slice(-500));
      const lines = stdout.trimEnd().split("\r\n");
      assert.deepEqual(lines.length - 1, count);
      assert.ok(stdout.length > 190_000_000, "more than the heap");
      assert.match(stderr, /so far …\n/);
    });
  });

  it("is quiet when its reader has had enough", async () => {
    const { code, stderr } = await get("cdr --from -30d --csv", { enough: 2000 });
    assert.equal(code, 0);
    assert.doesNotMatch(stderr, /EPIPE|Error/);
  });

  it("asks for a number's calls only", async () => {
    sim.calls.length = 0;
    const { code } = await get("cdr --from -1h --phone 13800000000 --json");
    assert.equal(code, 0);
    assert.ok(sim.calls.some(({ request }) => JSON.stringify(request).includes("13800000000")));
  });
});
