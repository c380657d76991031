import assert from "node:assert/strict";
import fc from "fast-check";
import { createAccount } from "../../provider/api/account";
import { ServiceError } from "../../provider/api/errors";
import { PAGE } from "../../provider/api/limits";
import { createLists, type PagedAction, type PageOf } from "../../provider/api/lists";
import { fakeCaller, fakeClock, quietLog, settingsFor } from "./fakes";

const refuse = (action: string, serviceMessage: string, code = "InvalidParameterValue"): never => {
  throw new ServiceError({ action, code, serviceMessage, applied: "no" });
};

/** A list of `count` rows whose pages hold `limit` rows at most. */
function setUp(action: PagedAction, count: number, limit: number, words: (limit: number) => string, code?: string) {
  const lists = createLists();
  const asked: PageOf[] = [];
  const all = () =>
    lists.all<number>(action, {
      fetch: async (page) => {
        asked.push(page);
        if (page.PageSize > limit) refuse(action, words(limit), code);
        const from = page.PageNumber * page.PageSize;
        const rows = Array.from({ length: count }, (_, index) => index).slice(from, from + page.PageSize);
        return { rows, total: count };
      },
      keyOf: String,
    });
  return { all, asked };
}

const wordings: readonly ((limit: number) => string)[] = [
  (limit) => `PageSize must not exceed ${limit}.`,
  (limit) => `PageSize should be in [1, ${limit}].`,
  (limit) => `the value of PageSize is invalid, at most ${limit}`,
  (limit) => `PageSize: less than ${limit + 1}`,
  () => "PageSize is invalid.",
  () => "invalid parameter",
  () => "请求参数错误",
];

describe("api/lists: a list whose page size is refused", () => {
  it("is read in smaller pages, whatever the limit is and however the refusal is put, and is complete", async () => {
    const actions = Object.keys(PAGE) as PagedAction[];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...actions),
        fc.nat(130),
        fc.integer({ min: 1, max: 120 }),
        fc.constantFrom(...wordings),
        fc.constantFrom("InvalidParameterValue", "InvalidParameter", "InvalidParameterValue.PageSize", "LimitExceeded"),
        async (action, count, limit, words, code) => {
          const { all, asked } = setUp(action, count, limit, words, code);
          assert.equal((await all()).length, count);
          const refused = asked.filter(({ PageSize }) => PageSize > limit).length;
          assert.ok(refused <= 8, `${refused} refused`);
          // What was taken is kept: the second list is refused nothing.
          asked.length = 0;
          assert.equal((await all()).length, count);
          assert.ok(asked.every(({ PageSize }) => PageSize <= limit));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("takes the limit that the refusal names, at once", async () => {
    for (const words of wordings.slice(0, 3)) {
      const { all, asked } = setUp("DescribeExtensions", 3, 17, words);
      await all();
      assert.deepEqual(
        asked.map(({ PageSize }) => PageSize),
        [50, 17],
        words(17),
      );
    }
  });

  it("fails with the first refusal where no size is taken, after a bounded number of calls", async () => {
    const { all, asked } = setUp("DescribeNumbers", 3, 0, (limit) => `no, ${limit}: ask for something else`);
    await assert.rejects(all(), /^ServiceError: InvalidParameterValue: no, 0: ask for something else/);
    assert.deepEqual(
      asked.map(({ PageSize }) => PageSize),
      [20, 10, 5, 2, 1],
    );
  });

  it("asks once where the refusal is about something else: another code, another page, or a size that was taken before", async () => {
    for (const code of ["InvalidParameterValue.InstanceNotExist", "AuthFailure.TokenFailure", "InternalError"]) {
      const { all, asked } = setUp("DescribeNumbers", 3, 0, () => "words", code);
      await assert.rejects(all(), ServiceError);
      assert.equal(asked.length, 1, code);
    }
    const lists = createLists();
    let asked = 0;
    const second = () =>
      lists.all<number>("DescribeNumbers", {
        fetch: async ({ PageNumber }) => {
          asked++;
          if (PageNumber === 1) refuse("DescribeNumbers", "no such page");
          return { rows: Array.from({ length: 20 }, (_, index) => index), total: 40 };
        },
        keyOf: String,
      });
    await assert.rejects(second(), /no such page/);
    assert.equal(asked, 2);
    await assert.rejects(
      lists.all<number>("DescribeNumbers", {
        fetch: async () => refuse("DescribeNumbers", "no such filter"),
        keyOf: String,
      }),
      /no such filter/,
    );
  });

  it("counts from 1 where number 0 is refused in every size, for lists that may", async () => {
    for (const words of ["PageNumber starts from 1", "invalid parameter"]) {
      const asked: PageOf[] = [];
      const rows = await createLists().all<number>("DescribeAutoCalloutTasks", {
        fetch: async (page) => {
          asked.push(page);
          if (page.PageNumber === 0 || page.PageSize > 50) refuse("DescribeAutoCalloutTasks", words);
          const from = (page.PageNumber - 1) * page.PageSize;
          return {
            rows: Array.from({ length: 120 }, (_, index) => index).slice(from, from + page.PageSize),
            total: 120,
          };
        },
        keyOf: String,
        isCut: true,
        mayCountFromOne: true,
      });
      assert.equal(rows.length, 120, words);
    }
  });

  it("keeps the size for all lists and filters of an instance", async () => {
    const pages: unknown[] = [];
    const { caller } = fakeCaller({
      DescribeExtensions: ({ PageSize, ExtensionIds }) => {
        pages.push(PageSize);
        if (Number(PageSize) > 20) refuse("DescribeExtensions", "PageSize must not exceed 20");
        return { Total: 1, ExtensionList: ExtensionIds ? [] : [{ ExtensionId: "1001" }] };
      },
    });
    const settings = settingsFor("http://127.0.0.1:1");
    const instance = createAccount(settings, { clock: fakeClock(), log: quietLog(), env: {}, caller }).instance(1);
    assert.equal((await instance.extensions.find("1001"))?.ExtensionId, "1001");
    assert.equal(await instance.extensions.isGone("1002"), true);
    assert.deepEqual(pages.slice(0, 2), [50, 20]);
    assert.ok(pages.slice(2).every((size) => size === 20));
  });

  it("is complete where larger pages are cut without a word, though the total says nothing", async () => {
    for (const total of [0, undefined]) {
      for (const limit of [5, 10, 15, 20, 30]) {
        const rows = await createLists().all<number>("DescribeExtensions", {
          fetch: async ({ PageNumber }) => ({
            rows: Array.from({ length: 47 }, (_, index) => index).slice(PageNumber * limit, (PageNumber + 1) * limit),
            total,
          }),
          keyOf: String,
        });
        assert.equal(rows.length, 47, `${limit} ${total}`);
      }
    }
  });
});
