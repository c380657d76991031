import assert from "node:assert/strict";
import { allPages, type Page } from "../../provider/api/pages";

const row = (id: number) => ({ id });
const rows = (...ids: number[]) => ids.map(row);

async function read(pages: Page<{ id: number }>[], size = 2): Promise<{ ids: number[]; asked: number }> {
  let asked = 0;
  const all = await allPages(
    async (page) => {
      asked++;
      return pages[page] ?? { rows: [], total: 0 };
    },
    size,
    (each) => String(each.id),
  );
  return { ids: all.map((each) => each.id), asked };
}

describe("api/pages", () => {
  it("ends at a short page", async () => {
    const pages = [
      { rows: rows(1, 2), total: 3 },
      { rows: rows(3), total: 3 },
    ];
    assert.deepEqual(await read(pages), { ids: [1, 2, 3], asked: 2 });
  });

  it("ends at an empty page only, or at two without news, where nobody knows how many rows a page may have", async () => {
    const list = async (...given: number[][]): Promise<[number[], number]> => {
      let asked = 0;
      const page = async (at: number) => ({ rows: rows(...(given[Math.min(at, given.length - 1)] ?? [])), total: 0 });
      const count = async (at: number) => {
        asked++;
        return page(at);
      };
      const all = await allPages(count, "unknown", (each) => String(each.id));
      return [all.map((each) => each.id), asked];
    };
    assert.deepEqual(await list([1, 2], [3], []), [[1, 2, 3], 3]);
    assert.deepEqual(await list([1, 2], [1, 2], [3], []), [[1, 2, 3], 4]);
    assert.deepEqual(await list([1, 2]), [[1, 2], 3]);
    assert.deepEqual(await list([]), [[], 1]);
  });

  it("reads a list of pages of unknown size again where a page repeats others, though it holds nothing new", async () => {
    // The order changes between the pages: the last one holds what was seen, and 4 and 5 are missed.
    const sweeps = [
      [[1, 2, 3], [3, 1], []],
      [[3, 4, 5], [2, 1], []],
    ];
    let sweep = -1;
    const all = await allPages(
      async (number) => {
        if (number === 0) sweep += 1;
        return { rows: rows(...sweeps[sweep]![number]!), total: 0 };
      },
      "unknown",
      (each) => String(each.id),
    );
    assert.deepEqual(all.map(({ id }) => id).sort(), [1, 2, 3, 4, 5]);
    assert.equal(sweep, 1);
  });

  it("goes on after a full page whatever the total says", async () => {
    const pages = [
      { rows: rows(1, 2), total: 0 },
      { rows: rows(3), total: 0 },
    ];
    assert.deepEqual(await read(pages), { ids: [1, 2, 3], asked: 2 });
  });

  it("asks one further page when a short page comes although the total claims more", async () => {
    const pages = [
      { rows: rows(1), total: 3 },
      { rows: rows(2, 3), total: 3 },
    ];
    assert.deepEqual((await read(pages)).ids, [1, 2, 3]);
    assert.deepEqual(await read([{ rows: rows(1), total: 602 }]), { ids: [1], asked: 2 });
  });

  it("does not trust an empty first page whose total claims more, and does not ask for ever", async () => {
    assert.deepEqual(
      await read([
        { rows: [], total: 602 },
        { rows: rows(1), total: 1 },
      ]),
      { ids: [1], asked: 2 },
    );
    assert.deepEqual(
      await read([
        { rows: null, total: 602 },
        { rows: undefined, total: 602 },
      ]),
      { ids: [], asked: 2 },
    );
  });

  it("takes null and absent lists as empty", async () => {
    assert.deepEqual(await read([{ rows: null, total: null }]), { ids: [], asked: 1 });
  });

  it("ends when the service gives the same full page again, each key once", async () => {
    const same = { rows: rows(1, 2), total: 9 };
    assert.deepEqual(await read([same, same, same]), { ids: [1, 2], asked: 2 });
  });

  it("ends after full pages at an empty one", async () => {
    assert.deepEqual(
      await read([
        { rows: rows(1, 2), total: 5 },
        { rows: [], total: 5 },
      ]),
      { ids: [1, 2], asked: 2 },
    );
  });
});
