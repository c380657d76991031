import assert from "node:assert/strict";
import { Claims } from "../../provider/core/claims";
import { Locks } from "../../provider/core/locks";

const key = "1400000000/staff/li@example.com";

const owner = (text: string): { identity: string; text: string } => ({ identity: `entry of ${text}`, text });
const [li, old] = [owner('Staff "li"'), owner('Staff "old"')];

describe("core: claims", () => {
  it("nobody keeps what nobody claimed", () => {
    assert.equal(new Claims().keeper(key, li), undefined);
  });

  it("what the program declares is kept from others, not from who declares it", () => {
    const claims = new Claims();
    claims.claim(key, li, "declared");
    assert.equal(claims.keeper(key, li), undefined);
    assert.equal(claims.keeper(key, old), li.text);
    assert.equal(claims.keeper(`${key}.cn`, old), undefined);
  });

  it("what was made in this process is kept from its own maker too: a replacement made before the old one goes", () => {
    const claims = new Claims();
    claims.claim(key, li, "made");
    assert.equal(claims.keeper(key, li), li.text);
  });

  it("a declaration takes nothing from who made it", () => {
    const claims = new Claims();
    claims.claim(key, li, "made");
    claims.claim(key, old, "declared");
    assert.equal(claims.keeper(key, old), li.text);
  });

  it("whoever only holds what it is about to give up hides nobody who declares it", () => {
    for (const strengths of [
      ["declared", "held"],
      ["held", "declared"],
    ] as const) {
      const claims = new Claims();
      for (const strength of strengths) claims.claim(key, owner(strength), strength);
      assert.equal(claims.keeper(key, owner("declared")), "held");
      assert.equal(claims.keeper(key, owner("held")), "declared");
    }
  });

  it("whoever has another object of a name keeps nobody from this one, however strong the claim on the name", () => {
    for (const strength of ["held", "made"] as const) {
      const claims = new Claims();
      claims.claim(key, li, strength, "14/2");
      assert.equal(claims.keeper(key, old, "14/1"), undefined);
      assert.equal(claims.keeper(key, old, "14/2"), li.text);
      assert.equal(claims.keeper(key, old), li.text);
    }
  });

  it("an object that is told later is the one of the claim before it, but not of another's", () => {
    for (const [other, keeper] of [
      [li, undefined],
      [owner("other"), li.text],
    ] as const) {
      const claims = new Claims();
      claims.claim(key, li, "held");
      claims.claim(key, other, "held", "14/2");
      assert.equal(claims.keeper(key, old, "14/1"), keeper);
    }
  });

  it("two entries of one resource, as during a replacement, keep nothing from each other but what was made", () => {
    const claims = new Claims();
    const [before, after] = [owner("li before"), owner("li after")];
    for (const entry of [before, after]) claims.introduce(entry, "resource 1");
    claims.claim(key, after, "declared");
    assert.equal(claims.keeper(key, before), undefined);
    assert.equal(claims.keeper(key, old), after.text);
    claims.claim(key, after, "made");
    assert.equal(claims.keeper(key, before), after.text);
  });

  it("what was told of a resource before its own check is that resource's", () => {
    const claims = new Claims();
    claims.claimFor(key, "resource 1", 'Staff "li"', "declared");
    assert.equal(claims.keeper(key, li), li.text);
    claims.introduce(li, "resource 1");
    assert.equal(claims.keeper(key, li), undefined);
    assert.equal(claims.rival(key, li), undefined);
    assert.equal(claims.rival(key, old), li.text);
  });

  it("the object of an entry that stays is kept from every other entry, also of the same resource", () => {
    const claims = new Claims();
    const waiting = owner("waits for its deletion");
    for (const entry of [li, waiting]) claims.introduce(entry, "resource 1");
    claims.stays("Staff 14/li", li);
    assert.equal(claims.holder("Staff 14/li", waiting), li.text);
    assert.equal(claims.holder("Staff 14/li", li), undefined);
    assert.equal(claims.holder("Staff 14/wu", waiting), undefined);
  });

  it("what was deleted is told to another who declares it, not to who makes it again", () => {
    const claims = new Claims();
    claims.left(key, old);
    assert.equal(claims.deletedBy(key, li), old.text);
    assert.equal(claims.deletedBy(key, old), undefined);
    claims.returned(key);
    assert.equal(claims.deletedBy(key, li), undefined);
  });

  it("doubts last until the check of who was waited for", () => {
    const claims = new Claims();
    claims.waits(li, new Map([["resource 2", 'Staff "wu"']]));
    assert.deepEqual(claims.doubts(li), ['Staff "wu"']);
    assert.deepEqual(claims.doubts(old), []);
    claims.introduce(owner("wu"), "resource 2");
    assert.deepEqual(claims.doubts(li), []);
  });
});

describe("core: locks", () => {
  it("let one verb at a time work on one object, in the order in which they came", async () => {
    const locks = new Locks();
    const steps: string[] = [];
    const verb = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all(["a", "b", "c"].map((name) => locks.hold("li", verb(name))));
    assert.deepEqual(results, ["a", "b", "c"]);
    assert.deepEqual(steps, ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });

  it("let verbs on different objects work at once", async () => {
    const locks = new Locks();
    let free = (): void => undefined;
    const held = locks.hold("li", () => new Promise<void>((resolve) => (free = resolve)));
    assert.equal(await locks.hold("wang", async () => "done"), "done");
    free();
    await held;
  });

  it("go on after a failure, which only its own verb sees", async () => {
    const locks = new Locks();
    const failing = locks.hold("li", () => Promise.reject(new Error("refused")));
    const next = locks.hold("li", async () => "done");
    await assert.rejects(failing, /^Error: refused$/);
    assert.equal(await next, "done");
  });
});
