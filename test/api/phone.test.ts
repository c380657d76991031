import assert from "node:assert/strict";
import fc from "fast-check";
import { dialForm, normalPhone, samePhone } from "../../provider/api/phone";

describe("api/phone", () => {
  it("keeps one form, the service's own", () => {
    for (const text of ["+86 138 1234 5678", "008613812345678", "13812345678", "138-1234-5678", " +8613812345678 "]) {
      assert.equal(normalPhone(text), "008613812345678", text);
    }
    assert.equal(normalPhone("+44 20 7946 0123"), "00442079460123");
    assert.equal(normalPhone("020 7946 0123", "GB"), "00442079460123");
    assert.equal(normalPhone("0044 20 7946 0123", "US"), "00442079460123");
    assert.equal(normalPhone("0755 86013388"), "008675586013388");
  });

  it("keeps as written what it cannot read", () => {
    for (const text of ["", "1001", "call me", "13812345678 ext 5", "+86 1", "x13812345678", "00"]) {
      assert.equal(normalPhone(text), text, text);
    }
  });

  it("dials what is written in the service's own form digit by digit", () => {
    assert.equal(dialForm("0086 010 1234 5678"), "008601012345678");
    assert.equal(dialForm("0755-8601 3388"), "0086075586013388");
    assert.equal(dialForm("+86 138 1234 5678"), "008613812345678");
    assert.equal(dialForm("13812345678"), "008613812345678");
    assert.equal(dialForm("call me"), "call me");
  });

  it("compares by number, absent like empty", () => {
    assert.ok(samePhone("18092226822", "008618092226822"));
    assert.ok(samePhone(undefined, ""));
    assert.ok(samePhone(null, undefined));
    assert.ok(!samePhone("18092226822", "18092226823"));
    assert.ok(!samePhone("", "18092226823"));
  });

  it("is idempotent for any text", () => {
    const digits = fc.stringMatching(/^(\+|00)?[0-9 ()-]{0,18}$/);
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), digits),
        fc.constantFrom("CN" as const, "GB" as const, "IT" as const),
        (text, country) => {
          const once = normalPhone(text, country);
          assert.equal(normalPhone(once, country), once);
          assert.ok(samePhone(text, once, country));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("reads every spelling of a Chinese mobile number alike", () => {
    const mobile = fc.tuple(fc.constantFrom("138", "159", "186"), fc.integer({ min: 0, max: 99_999_999 }));
    fc.assert(
      fc.property(mobile, ([head, tail]) => {
        const national = head + String(tail).padStart(8, "0");
        const spellings = [
          national,
          `0086${national}`,
          `+86${national}`,
          `+86 ${national.slice(0, 3)} ${national.slice(3, 7)} ${national.slice(7)}`,
        ];
        for (const text of spellings) assert.equal(normalPhone(text), `0086${national}`);
      }),
    );
  });
});
