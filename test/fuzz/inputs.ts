import fc from "fast-check";
import { UNKNOWN } from "../../provider/core/unknown";
import type { Plain } from "../../provider/core/values";
import { definitions, type Handlers } from "../../provider/resources/registry";

export const types = Object.keys(definitions) as (keyof Handlers)[];

/** Texts that mean something somewhere: to JavaScript, to a parser, to a regular expression or to Pulumi. */
const words = [
  ...["", " ", "-", "0", "-1", "1e999", "null", "undefined", "NaN", "[object Object]", "constructor", "__proto__"],
  ...[
    "li@example.com",
    "@",
    "a@b",
    "+86 138 0013 8000",
    "0086",
    "+",
    "9".repeat(400),
    "2026-02-30",
    "2026-12-01T00:00:00Z",
  ],
  ...[
    "1400000000/li@example.com",
    "{",
    '{"mail":1}',
    '{"__proto__":{"polluted":1}}',
    "😀",
    "\u0000",
    "\ud800",
    UNKNOWN,
  ],
  ...[
    "phone",
    "always",
    "adopt",
    "identical",
    "unlimited",
    "100%",
    "https://example.com/?a=b",
    "http://[",
    "a".repeat(5000),
  ],
];

const scalar = fc.oneof(
  fc.constantFrom<unknown>(...words),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, Number.NaN, Infinity),
  fc.integer({ min: -5, max: 2_000_000_000 }),
);

/** Every name that any declaration knows, at any depth, and some that no declaration should. */
const names = new Set<string>([
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "length",
  "then",
]);
for (const { inputs, computed } of Object.values(definitions)) {
  for (const name of [...Object.keys(inputs.shape), ...(computed ?? [])]) names.add(String(name));
}
for (const name of [
  "to",
  "staff",
  "when",
  "enabled",
  "callee",
  "uui",
  "variables",
  "mail",
  "name",
  "priority",
  "url",
]) {
  names.add(name);
}

/** An object as JSON makes it: `__proto__` is a member like any other. */
const objectOf = (value: fc.Arbitrary<unknown>, keys: fc.Arbitrary<string>): fc.Arbitrary<Plain> =>
  fc.array(fc.tuple(keys, value), { maxLength: 6 }).map((entries) => Object.fromEntries(entries));

const name = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 }), fc.constantFrom(...words));

/** Anything that Pulumi's wire can carry. */
export const anything: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, scalar, tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: objectOf(tie("value"), name),
})).value;

/** What is declared for a resource of this type: mostly members that it has, with values that are mostly wrong. */
export function declarationOf(type: keyof Handlers): fc.Arbitrary<Plain> {
  const own = fieldsOf(type);
  return objectOf(
    anything,
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: name }),
  );
}

/** `depth` lists, one in the other. */
export function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { to: value };
  return value;
}

export function fieldsOf(type: keyof Handlers): string[] {
  return Object.keys(definitions[type].inputs.shape);
}
