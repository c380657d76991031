import assert from "node:assert/strict";
import fc from "fast-check";
import { normalPhone, phoneKey, readPhone, samePhone } from "../../provider/api/phone";

/** Every text of a line has the form in front of it. */
const forms: Record<string, string[]> = {
  "008613812345678": [
    ...["+86 138 1234 5678", "008613812345678", "13812345678", "138-1234-5678", " +8613812345678 ", "8613812345678"],
    ...["（+86）138 1234 5678", "１３８ 1234 5678", "+86-138–1234—5678", "0086\u3000138\u00A01234\u00A05678"],
    "\u202D13812345678\u202C",
  ],
  "008601012345678": [
    ...["010-12345678", "010 1234 5678", "(010) 1234 5678", "+86 10 1234 5678", "+86 010-1234-5678"],
    "0086 010 1234 5678",
  ],
  // As the service writes some of its own: no digit is added to that.
  "00861012345678": ["00861012345678", "0086 10 1234 5678"],
  "008602112345678": ["021 1234 5678", "+86 21 1234 5678", "0086-021-12345678", "02112345678"],
  "0086075586013388": ["0755-8601 3388", "0755 86013388", "+86 755 8601 3388", "0086 0755 8601 3388"],
  "008605371234567": ["0537-1234567", "+86 537 123 4567"],
  "00864001234567": ["400-123-4567", "+86 400 123 4567", "4001234567"],
  "00442079460123": ["+44 20 7946 0123", "0044 20 7946 0123", "+44-20-7946-0123"],
  "0012125550123": ["+1 212-555-0123", "001 (212) 555 0123"],
  "0033123456789": ["+33 1 23 45 67 89", "+33-1-23-45-67-89"],
  "00390612345678": ["+39 06 1234 5678"],
};

const unread = [
  ...["", "1001", "95588", "call me", "+86 1", "x13812345678", "00", "+0123", "1012345678", "2112345678"],
  // Extensions, in every place where one could be taken for digits of the number.
  ...["13812345678 ext 5", "13812345678,123", "021-12345678转123", "021-12345678-123", "021 12345678 123"],
  ...["0755-1234567-1", "0755-1234567 8", "+86 755 1234567-1", "0086 21 12345678-123", "+86 138 1234 5678-12"],
  ...["400-123-4567-8", "13812345678-1", "+44 20 7946 0123-12", "+1-212-555-0123-12", "+49 30 123456-78"],
  // The trunk 0 that is dialled within the country only.
  "+44 (0)20 7946 0123",
];

describe("api/phone", () => {
  it("keeps one form for every spelling of a number", () => {
    for (const [form, texts] of Object.entries(forms)) {
      for (const text of texts) assert.equal(normalPhone(text), form, text);
    }
  });

  it("keeps as written what it cannot read, an extension above all", () => {
    for (const text of unread) assert.equal(normalPhone(text), text, text);
  });

  it("compares by number, absent like empty, with the trunk 0 and without", () => {
    assert.ok(samePhone("18092226822", "008618092226822"));
    assert.ok(samePhone("013812345678", "+86 138 1234 5678"));
    assert.ok(samePhone("0755 8601 3388", "+86 755 8601 3388"));
    assert.ok(samePhone("00867558601338", "008607558601338"));
    assert.ok(samePhone(undefined, ""));
    assert.ok(samePhone(null, undefined));
    assert.ok(!samePhone("18092226822", "18092226823"));
    assert.ok(!samePhone("", "18092226823"));
    assert.ok(!samePhone("021-12345678-123", "02112345678"));
  });

  it("is idempotent for any text, keeps every digit in its order, and equals what it was made of", () => {
    const written = fc.stringMatching(/^(\+|00|\+86|0086|86)?[0-9 ()-]{0,18}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), written), (text) => {
        const once = normalPhone(text);
        assert.equal(normalPhone(once), once);
        assert.ok(samePhone(text, once));
        if (readPhone(text) === undefined) assert.equal(once, text);
        else assert.ok(isWithin(text.replace(/\D/g, ""), once), `${text} became ${once}`);
      }),
      { numRuns: 5000 },
    );
  });

  it("reads the spellings of a number alike, wherever it is", () => {
    const separators = fc.constantFrom("", " ", "-", "\u3000", "－");
    const digits = (least: number, most: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((list) => list.join(""));
    const mobile = fc.tuple(fc.constantFrom("138", "159", "199"), digits(4, 4), digits(4, 4));
    const landline = fc.tuple(fc.constantFrom("10", "21", "28"), digits(4, 4), digits(4, 4));
    fc.assert(
      fc.property(mobile, separators, (parts, between) => {
        const national = parts.join("");
        for (const head of ["", "+86", "0086", "86", "+86 ", "＋86-"]) {
          assert.equal(normalPhone(head + parts.join(between)), `0086${national}`);
        }
      }),
    );
    fc.assert(
      fc.property(landline, separators, ([city, ...rest], between) => {
        const form = `00860${city}${rest.join("")}`;
        for (const head of ["0", "+86 ", "+86 0", "00860"]) {
          assert.equal(normalPhone(`${head}${[city, ...rest].join(between)}`), form);
        }
      }),
    );
  });

  it("never makes an extension a part of the number", () => {
    const number = fc.constantFrom(
      "021-12345678",
      "0755 1234567",
      "0755-12345678",
      "+86 138 1234 5678",
      "400-123-4567",
    );
    const extension = fc.stringMatching(/^(-|－| - | |转|,| ext | x)[0-9]{1,6}$/);
    fc.assert(
      fc.property(number, extension, (text, tail) => {
        assert.equal(normalPhone(text + tail), text + tail);
        assert.ok(!samePhone(text + tail, text));
        assert.notEqual(phoneKey(text + tail), phoneKey(text));
      }),
    );
  });
});

/** Whether the digits stand in the form in their order. */
function isWithin(digits: string, form: string): boolean {
  let at = 0;
  for (const digit of form) if (digit === digits[at]) at++;
  return at === digits.length;
}
