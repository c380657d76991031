import assert from "node:assert/strict";
import type { Instance } from "../../provider/api";
import { allCalloutTasks } from "../../provider/api/callout-tasks";
import { ServiceError } from "../../provider/api/errors";

type Answer = { Tasks?: { TaskId: number }[] | null; TotalCount?: number | null };

const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ TaskId: from + index }));
const refused = (): never => {
  const why = { action: "DescribeAutoCalloutTasks", code: "InvalidParameterValue", serviceMessage: "PageNumber" };
  throw new ServiceError({ ...why, applied: "no" });
};

async function read(page: (number: number) => Answer): Promise<{ count: number; asked: number[] }> {
  const asked: number[] = [];
  const call = async (_action: string, { PageNumber }: { PageNumber: number }) => {
    asked.push(PageNumber);
    return page(PageNumber);
  };
  const all = await allCalloutTasks({ call } as unknown as Instance);
  return { count: new Set(all.map(({ TaskId }) => TaskId)).size, asked };
}

describe("the list of callout tasks", () => {
  it("is read until a page is empty: a total that is too low must hide no task", async () => {
    const pages: Answer[] = [
      { Tasks: rows(1, 100), TotalCount: 130 },
      { Tasks: rows(101, 130), TotalCount: 130 },
    ];
    assert.deepEqual(await read((n) => pages[n] ?? { Tasks: [], TotalCount: 130 }), { count: 130, asked: [0, 1, 2] });
    assert.equal((await read((n) => ({ ...(pages[n] ?? {}), TotalCount: 3 }))).count, 130);
    assert.deepEqual(await read(() => ({ Tasks: [], TotalCount: 0 })), { count: 0, asked: [0] });
    assert.deepEqual(await read(() => ({ Tasks: null })), { count: 0, asked: [0] });
  });

  const paged = (n: number): Answer => ({ Tasks: rows(n * 100 + 1, Math.min(n * 100 + 100, 250)) });

  it("is complete where its pages are numbered from 1 and number 0 gives the first as well", async () => {
    const { count } = await read((n) => paged(Math.max(0, n - 1)));
    assert.equal(count, 250);
  });

  it("is complete where its pages are numbered from 1 and number 0 is refused", async () => {
    const { count } = await read((n) => (n === 0 ? refused() : paged(n - 1)));
    assert.equal(count, 250);
  });

  it("is complete where a page holds less than was asked for and the total says nothing", async () => {
    for (const TotalCount of [undefined, null, 0]) {
      const { count } = await read((n) => ({ Tasks: rows(n * 20 + 1, Math.min(n * 20 + 20, 70)), TotalCount }));
      assert.equal(count, 70, `TotalCount ${TotalCount}`);
    }
  });

  it("ends where the service does not heed the page number", async () => {
    const { count, asked } = await read(() => ({ Tasks: rows(1, 3) }));
    assert.equal(count, 3);
    assert.ok(asked.length <= 4, asked.join());
  });

  it("tells a failure that is not about the page", async () => {
    await assert.rejects(
      read((n) => (n === 1 ? refused() : paged(n))),
      ServiceError,
    );
  });
});
