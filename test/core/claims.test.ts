import assert from "node:assert/strict";
import { Claims } from "../../provider/core/claims";
import { Locks } from "../../provider/core/locks";

const key = "1400000000/staff/li@example.com";

describe("core: claims", () => {
  it("nobody keeps what nobody claimed", () => {
    assert.equal(new Claims().keeper(key, 'Staff "li"'), undefined);
  });

  it("what the program declares is kept from others, not from who declares it", () => {
    const claims = new Claims();
    claims.claim(key, 'Staff "li"', "declared");
    assert.equal(claims.keeper(key, 'Staff "li"'), undefined);
    assert.equal(claims.keeper(key, 'Staff "old"'), 'Staff "li"');
    assert.equal(claims.keeper(`${key}.cn`, 'Staff "old"'), undefined);
  });

  it("what was made in this process is kept from its own maker too: a replacement made before the old one goes", () => {
    const claims = new Claims();
    claims.claim(key, 'Staff "li"', "made");
    assert.equal(claims.keeper(key, 'Staff "li"'), 'Staff "li"');
  });

  it("a declaration takes nothing from who made it", () => {
    const claims = new Claims();
    claims.claim(key, 'Staff "new"', "made");
    claims.claim(key, 'Staff "old"', "declared");
    assert.equal(claims.keeper(key, 'Staff "old"'), 'Staff "new"');
  });

  it("who has it in its state comes before who only declares it, whoever is checked first", () => {
    for (const strengths of [
      ["declared", "held"],
      ["held", "declared"],
    ] as const) {
      const claims = new Claims();
      for (const strength of strengths) claims.claim(key, `Staff "${strength}"`, strength);
      assert.equal(claims.keeper(key, 'Staff "declared"'), 'Staff "held"');
    }
  });

  it("whoever has another object of a name keeps nobody from this one, however strongly she claims the name", () => {
    for (const strength of ["held", "made"] as const) {
      const claims = new Claims();
      claims.claim(key, 'SkillGroup "new"', strength, "14/2");
      assert.equal(claims.keeper(key, 'SkillGroup "old"', "14/1"), undefined);
      assert.equal(claims.keeper(key, 'SkillGroup "old"', "14/2"), 'SkillGroup "new"');
      assert.equal(claims.keeper(key, 'SkillGroup "old"'), 'SkillGroup "new"');
    }
  });

  it("an object that is told later is the one of the claim before it, but not of another's", () => {
    for (const [owner, keeper] of [
      ['SkillGroup "new"', undefined],
      ['SkillGroup "other"', 'SkillGroup "new"'],
    ] as const) {
      const claims = new Claims();
      claims.claim(key, 'SkillGroup "new"', "held");
      claims.claim(key, owner, "held", "14/2");
      assert.equal(claims.keeper(key, 'SkillGroup "old"', "14/1"), keeper);
    }
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
