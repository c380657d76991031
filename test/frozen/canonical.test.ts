import { normalPhone } from "../../provider/api";
import { formatId } from "../../provider/core/ids";
import type { Plain } from "../../provider/core/values";
import { canonical } from "../../provider/core/values";
import { instant } from "../../provider/resources/callout/schema";
import { personText } from "../../provider/roster/people";
import { assertFrozen } from "./golden";

/** One of each kind of spelling; what they become is stored, hashed and sent. */
const phones = [
  ...[
    "13800138000",
    "138 0013 8000",
    "+86 138 0013 8000",
    "0086-138-0013-8000",
    "8613800138000",
    "１３８００１３８０００",
  ],
  ...["010-12345678", "+86 10 1234 5678", "0086 10 1234 5678", "(0755) 8888 8888", "0311 1234567", "013800138000"],
  ...["400 123 4567", "+86 800 123 4567", "95588", "110", "021-12345678-123", "13800138000转1"],
  ...["+1 415 555 0100", "+44 20 7946 0123", "0044 20 7946 0123", "+44 (0)20 7946 0123", "+852 2123 4567"],
  ...["+33-1-23-45-67-89", "+33-123456789-12", "", "nobody"],
];

const instants = [
  ...["2099-12-01T09:00:00+08:00", "2099-12-01T01:00:00Z", "2099-12-01T01:00:00.999Z"],
  ...["2096-02-29T23:59:59-05:30", 4_099_770_000, 1],
];

const persons: Plain[] = [
  { name: "Li" },
  { mail: "li@example.com", staffNumber: "1001", name: "Li" },
  { name: "王芳", nick: "", phone: null, skills: { support: 1, sales: 5 }, role: 11, useMobileCallOut: false },
];

const values = [
  { b: 1, a: [3, { d: undefined, c: null }], ü: "é", 10: "ten", 9: "nine" },
  undefined,
  null,
  "",
  [undefined],
];

describe("The one form of a value is frozen", () => {
  it("of phones, of instants, of a person in a roster, of ids, and of whatever is hashed", () => {
    assertFrozen("canonical", {
      phones: table(phones, normalPhone),
      instants: table(instants, (value) => instant.parse(value)),
      people: table(persons, personText),
      ids: table([1001, "li@example.com", "008675500000001", "a/b c"], (key) => formatId(1400000000, key)),
      hashed: table(values, canonical),
    });
  });
});

function table<T>(from: readonly T[], to: (one: T) => unknown): [unknown, unknown][] {
  return from.map((one) => [one ?? null, to(one)]);
}
