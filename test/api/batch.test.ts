import assert from "node:assert/strict";
import { createBatch } from "../../provider/api/batch";
import { ServiceError } from "../../provider/api/errors";
import { fakeClock } from "./fakes";

const failure = (code: string, applied: "no" | "maybe") =>
  new ServiceError({ action: "CreateStaff", code, serviceMessage: "words", applied });

function setUp(size: number, send: (items: readonly string[]) => (string | Error)[] | Error) {
  const clock = fakeClock();
  const sent: string[][] = [];
  const load = createBatch<string, string>({
    clock,
    size,
    send: async (items) => {
      sent.push([...items]);
      const result = send(items);
      if (result instanceof Error) throw result;
      return result;
    },
  });
  return { clock, sent, load };
}

const upper = (items: readonly string[]) => items.map((item) => item.toUpperCase());

describe("api/batch", () => {
  it("sends together what arrives together, and gives each its own result", async () => {
    const { load, sent } = setUp(10, upper);
    assert.deepEqual(await Promise.all(["a", "b", "c"].map(load)), ["A", "B", "C"]);
    assert.deepEqual(sent, [["a", "b", "c"]]);
  });

  it("waits for 80 ms without a new item, and no longer for a single one", async () => {
    const { load, sent, clock } = setUp(10, upper);
    const started = clock.now();
    await load("a");
    assert.equal(clock.now() - started, 80);
    const trickle = ["b", "c", "d"].map(async (item, index) => {
      await clock.sleep(index * 60);
      return load(item);
    });
    await Promise.all(trickle);
    assert.deepEqual(sent, [["a"], ["b", "c", "d"]]);
  });

  it("sends a full batch at once and never more than fits", async () => {
    const { load, sent, clock } = setUp(2, upper);
    const started = clock.now();
    await Promise.all(["a", "b", "c", "d", "e"].map(load));
    assert.deepEqual(sent, [["a", "b"], ["c", "d"], ["e"]]);
    assert.equal(clock.now() - started, 80);
  });

  it("lets single items fail alone", async () => {
    const { load } = setUp(10, (items) => items.map((item) => (item === "b" ? failure("err", "no") : item)));
    const [a, b] = await Promise.allSettled(["a", "b"].map(load));
    assert.equal(a?.status, "fulfilled");
    assert.equal(b?.status, "rejected");
  });

  it("takes a definite refusal of several apart", async () => {
    const { load, sent } = setUp(10, (items) =>
      items.includes("bad") ? failure("FailedOperation.DuplicatedAccount", "no") : upper(items),
    );
    const results = await Promise.allSettled(["a", "bad", "c"].map(load));
    assert.deepEqual(
      results.map((each) => each.status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.deepEqual(sent, [["a", "bad", "c"], ["a"], ["bad"], ["c"]]);
  });

  it("gives an ambiguous failure, or one that would meet everybody, to every caller without another call", async () => {
    const failures = [
      failure("InternalError", "maybe"),
      failure("Network.Broken", "maybe"),
      failure("Network.Refused", "no"),
      failure("AuthFailure.SignatureFailure", "no"),
      failure("UnauthorizedOperation", "no"),
      failure("InvalidParameterValue.InstanceNotExist", "no"),
      failure("RequestLimitExceeded", "no"),
      new Error("defect"),
    ];
    for (const error of failures) {
      const { load, sent } = setUp(10, () => error);
      const results = await Promise.allSettled(["a", "b"].map(load));
      assert.ok(
        results.every((each) => each.status === "rejected" && each.reason === error),
        error.message,
      );
      assert.equal(sent.length, 1, error.message);
    }
  });

  it("begins a new batch after one has gone out", async () => {
    const { load, sent } = setUp(10, upper);
    await load("a");
    await load("b");
    assert.deepEqual(sent, [["a"], ["b"]]);
  });
});
