import assert from "node:assert/strict";
import fc from "fast-check";
import { createDirectory } from "../../provider/api/directory";
import { createLag } from "../../provider/api/lag";
import { mailKey } from "../../provider/api/mail";
import { presenceOf } from "../../provider/api/presence";
import { createTicks } from "../../provider/api/shared-list";
import { fakeClock } from "./fakes";

/** A directory of accounts whose mails may differ in case only. */
function setUp(...initial: string[]) {
  const live = new Set(initial);
  const clock = fakeClock();
  const list = async (): Promise<string[]> => [...live];
  const directory = createDirectory<string>({
    ...{ clock, lag: createLag(clock), ticks: createTicks(), keyOf: (row: string) => row, normal: mailKey },
    ...{ apart: true, list, askSize: 1 },
    ask: async ([mail]) => [...live].filter((one) => mailKey(one) === mailKey(mail!)),
  });
  return { live, directory };
}

describe("api/spellings", () => {
  it("a key that was listed exactly is never matched to another spelling, though nobody had asked for it", async () => {
    const { live, directory } = setUp("li@b", "Li@b", "mei@b");
    assert.equal(await directory.refind("mei@b"), "mei@b");
    live.delete("li@b");
    assert.equal(await directory.refind("li@b"), undefined);
    assert.equal(await directory.isGone("li@b"), true);
    assert.equal(await directory.refind("LI@b"), "Li@b", "one that was never seen is matched as before");
  });

  it("a key keeps the spelling that it was matched to, or that a state knows", async () => {
    const { live, directory } = setUp("LI@b");
    assert.equal(await directory.refind("li@b"), "LI@b");
    live.add("li@b");
    assert.equal(await directory.refind("li@b"), "LI@b");
    assert.equal(directory.isAnothers("li@b"), true);
    live.delete("LI@b");
    assert.equal(await directory.refind("li@b"), undefined);
    assert.equal(await directory.isGone("li@b"), true);
    const second = setUp("MEI@b", "Mei@b");
    second.directory.pin("mei@b", "Mei@b");
    assert.equal(await second.directory.refind("mei@b"), "Mei@b");
    assert.equal(await second.directory.isGone("mei@b"), false);
  });

  it("what was just made is shown as the service likes, and is none of those that were there before", async () => {
    const { live, directory } = setUp("LI@b", "Li@b");
    assert.equal(await directory.refind("li@b"), undefined, "two are none");
    let made = directory.making("li@b");
    made();
    live.delete("Li@b");
    assert.equal(await directory.refind("li@b"), undefined);
    live.add("lI@b");
    assert.equal(await directory.refind("li@b"), "lI@b");
    // Deleted and made again: under the spelling that it had, or another one.
    live.delete("lI@b");
    made = directory.making("li@b");
    made();
    assert.equal(await directory.refind("li@b"), undefined);
    live.add("lI@b");
    assert.equal(await directory.refind("li@b"), "lI@b");
  });

  it("no sequence of changes makes one key mean two accounts, unless it was made again", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("li@b", "Li@b", "LI@b"), { minLength: 1, maxLength: 12 }),
        fc.constantFrom("li@b", "Li@b", "LI@b"),
        async (toggled, key) => {
          const { live, directory } = setUp();
          const meant = new Set<string>();
          for (const mail of toggled) {
            if (!live.delete(mail)) live.add(mail);
            const found = await directory.refind(key);
            if (found !== undefined) meant.add(found);
          }
          assert.ok(meant.size <= 1, [...meant].join(" "));
        },
      ),
      { numRuns: 200 },
    ));

  it("a status is that of the exact mail, else of the only one", () => {
    const rows = [{ Email: "li@b", Status: "free" }, { Email: "Li@b" }, { Email: "MEI@b", Status: "busy" }] as never[];
    const presence = presenceOf(rows);
    assert.equal(presence.get("li@b")?.Status, "free");
    assert.equal(presence.get("Li@b")?.Status, undefined);
    assert.equal(presence.get("LI@b"), undefined);
    assert.equal(presence.get("mei@b")?.Status, "busy");
  });
});
