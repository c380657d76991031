import assert from "node:assert/strict";
import { ServiceError } from "../../provider/api/errors";
import { createIsGone } from "../../provider/api/gone";
import { fakeClock } from "./fakes";

const refused = (code: string, applied: "no" | "maybe" = "no") =>
  new ServiceError({ action: "DescribeStaffInfoList", code, serviceMessage: "words", applied });

/** `lists`: what each complete list shows, the last one from then on. `filter`: what a filter knows, or its error. */
function setUp(options: {
  lists: string[][];
  filter?: (keys: readonly string[]) => string[];
  askSize?: number;
  askIsSure?: boolean;
}) {
  const clock = fakeClock();
  const asked: string[][] = [];
  let lists = 0;
  const isGone = createIsGone({
    clock,
    askSize: options.askSize ?? 1,
    ...(options.askIsSure ? { askIsSure: true } : {}),
    lagOver: async () => undefined,
    list: async () => {
      const rows = options.lists[Math.min(lists++, options.lists.length - 1)]!;
      return { knows: (key) => rows.includes(key), empty: rows.length === 0 };
    },
    ask: async (keys) => {
      asked.push([...keys]);
      const rows = options.filter?.(keys) ?? [];
      return (key) => rows.includes(key);
    },
  });
  return { isGone, asked, clock, lists: () => lists };
}

const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);

describe("api/gone", () => {
  it("is not gone while the list shows it; its filter is not asked", async () => {
    const { isGone, asked } = setUp({ lists: [["a"]] });
    assert.equal(await isGone("a"), false);
    assert.deepEqual(asked, []);
  });

  it("is gone by list and filter", async () => {
    const { isGone, asked, lists } = setUp({ lists: [["other"]] });
    assert.equal(await isGone("a"), true);
    assert.deepEqual(asked, [["a"]]);
    assert.equal(lists(), 1);
  });

  it("is not gone when its filter still finds it", async () => {
    const { isGone } = setUp({ lists: [["other"]], filter: () => ["a"] });
    assert.equal(await isGone("a"), false);
  });

  it("is not gone by a fuzzy filter's other rows, nor kept by them", async () => {
    const { isGone } = setUp({ lists: [["other"]], filter: () => ["aa", "ab"] });
    assert.equal(await isGone("a"), true);
  });

  it("takes the filter's refusal as missing, but not that of a wrong instance", async () => {
    for (const code of ["InvalidParameterValue", "InvalidParameterValue.AccountNotExist", "ResourceNotFound"]) {
      const { isGone } = setUp({
        lists: [["other"]],
        filter: () => {
          throw refused(code);
        },
      });
      assert.equal(await isGone("a"), true, code);
    }
    const { isGone } = setUp({
      lists: [["other"]],
      filter: () => {
        throw refused("InvalidParameterValue.InstanceNotExist");
      },
    });
    await assert.rejects(isGone("a"), /InstanceNotExist/);
  });

  it("takes a second list where the filter answers by an internal error", async () => {
    const { isGone, lists, clock } = setUp({
      lists: [["other"]],
      filter: () => {
        throw refused("InternalError.DBError", "maybe");
      },
    });
    assert.equal(await isGone("a"), true);
    assert.equal(lists(), 2);
    assert.ok(clock.slept.includes(2000));
  });

  it("gives one key's failure to that key alone", async () => {
    const { isGone } = setUp({
      lists: [["other"]],
      filter: ([key]) => {
        if (key === "bad") throw refused("Network.Broken", "maybe");
        return [];
      },
    });
    const [good, bad] = await Promise.allSettled([isGone("good"), isGone("bad")]);
    assert.deepEqual(good, { status: "fulfilled", value: true });
    assert.equal(bad?.status, "rejected");
  });

  it("gathers questions and asks filters by their size", async () => {
    const { isGone, asked, lists } = setUp({ lists: [["other"]], askSize: 2 });
    assert.deepEqual(await Promise.all(["a", "b", "c"].map(isGone)), [true, true, true]);
    assert.deepEqual(asked, [["a", "b"], ["c"]]);
    assert.equal(lists(), 1);
  });

  it("takes a second list instead of filters when more than 20 are missing", async () => {
    const { isGone, asked, lists } = setUp({ lists: [["other"], people(21)] });
    assert.ok((await Promise.all(people(21).map(isGone))).every((gone) => !gone));
    assert.deepEqual(asked, []);
    assert.equal(lists(), 2);
  });

  it("asks for each of more than 20 too where that is sure, after the second list, and takes no failure for absence", async () => {
    const { isGone, asked, lists } = setUp({
      ...{ lists: [["other"]], askIsSure: true },
      filter: ([key]) => {
        if (key === "p2") throw refused("InternalError.DBError", "maybe");
        return key === "p1" ? ["p1"] : [];
      },
    });
    const all = await Promise.allSettled(people(21).map(isGone));
    assert.deepEqual([asked.length, lists()], [21, 2]);
    const verdicts = all.map((one) => (one.status === "fulfilled" ? one.value : "failed"));
    assert.deepEqual(verdicts.slice(0, 4), [true, false, "failed", true]);
  });

  it("still asks filters for 20", async () => {
    const { isGone, asked } = setUp({ lists: [["other"]] });
    assert.ok((await Promise.all(people(20).map(isGone))).every(Boolean));
    assert.equal(asked.length, 20);
  });

  it("does not believe one empty list for more than 3", async () => {
    const many = setUp({ lists: [[], people(4)] });
    assert.ok((await Promise.all(people(4).map(many.isGone))).every((gone) => !gone));
    const few = setUp({ lists: [[]] });
    assert.ok((await Promise.all(people(3).map(few.isGone))).every(Boolean));
    assert.equal(few.asked.length, 3);
  });

  it("fails when the list fails", async () => {
    const isGone = createIsGone({
      clock: fakeClock(),
      askSize: 1,
      lagOver: async () => undefined,
      list: async () => {
        throw refused("Network.Refused");
      },
      ask: async () => () => false,
    });
    await assert.rejects(isGone("a"), /Network\.Refused/);
  });
});
