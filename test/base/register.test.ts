import assert from "node:assert/strict";
import { Secrets } from "../../provider/base/register";

function hiding(...secrets: unknown[]): Secrets {
  const register = new Secrets();
  register.note(secrets);
  return register;
}

describe("base/register", () => {
  it("takes secrets out of a text, and leaves the rest as it is", () => {
    const text = "password hunter2-hunter2 of callee 008613800138000 is bad, as 4711 is";
    const secrets = hiding("hunter2-hunter2", "008613800138000", "v", "", "4711");
    const told = "password [secret] of callee [secret] is bad, as 4711 is";
    assert.equal(secrets.hide(text), told);
    assert.equal(secrets.hide(told), told, "hidden twice");
    assert.equal(secrets.hide("nothing of it"), "nothing of it");
  });

  it("hides short ones in the words of the service only, where they stand alone", () => {
    const secrets = hiding("4711", "v", "1");
    assert.equal(secrets.hide("SkillGroup 1 of 4711: v is 1"), "SkillGroup 1 of 4711: v is 1");
    assert.equal(
      secrets.hideQuoted("value 1, v and 4711 of 14711, people[1]", ["v", "1"]),
      "value [secret], [secret] and [secret] of 14711, people[[secret]]",
    );
    assert.equal(hiding("gold").hide("gold in marigold"), "[secret] in marigold");
    assert.equal(hiding("王芳").hide("客户王芳不存在"), "客户[secret]不存在", "a script without blanks");
  });

  it("leaves names of fields and ids", () => {
    const secrets = new Secrets();
    secrets.keep(["skillGroups", "1400000000"]);
    secrets.note(["skillGroups", "1400000000", "true"]);
    assert.equal(secrets.hide("1400000000: skillGroups: true"), "1400000000: skillGroups: true");
  });

  it("takes them out in whatever form they are quoted", () => {
    for (const secret of [
      'pa"ss\\<&/+ 1é',
      "客户\n“王芳”, 4月",
      "😀🎉 party\tpooper",
      "a'b`c$d%41&amp;e",
      "!!@@##$$",
    ]) {
      const bytes = Buffer.from(secret);
      const unicode = JSON.stringify(secret).replace(
        /[^\x20-\x7e]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
      const page = [...secret].map((sign) => `&#${sign.codePointAt(0)};`).join("");
      const forms = [
        secret,
        JSON.stringify({ Password: secret }),
        JSON.stringify(JSON.stringify({ Password: secret })),
        JSON.stringify(JSON.stringify(JSON.stringify([secret]))),
        unicode,
        JSON.stringify(unicode),
        `?password=${encodeURIComponent(secret)}&a=1`,
        `?password=${encodeURIComponent(encodeURIComponent(secret))}`,
        `?password=${encodeURIComponent(secret).toLowerCase()}`,
        `?${new URLSearchParams({ password: secret })}`,
        `<p>${secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>`,
        `Basic ${bytes.toString("base64")}`,
        `token ${bytes.toString("base64url")}.`,
        bytes.toString("hex"),
        ...(/\w/.test(secret)
          ? [page, secret.normalize("NFD"), secret.toUpperCase(), bytes.toString("hex").toUpperCase()]
          : []),
        ...(/\w/.test(secret) ? [`Basic ${Buffer.from(`user:${secret}`).toString("base64")}`] : []),
      ];
      for (const form of forms) {
        const told = hiding(secret).hide(form);
        assert.match(told, /\[secret\]/, form);
        const rest = told.replace(/password|secret|basic|token|user|quot|amp/gi, "");
        assert.doesNotMatch(rest, /pa|ss|1é|王|芳|客|poop|😀|😃|a.?b|!!|@@|%22|[A-Za-z0-9]{5}/i, `${form}: ${told}`);
      }
    }
    assert.equal(hiding("\ud800").hide("half a character"), "half a character");
  });

  it("knows a number in every spelling", () => {
    const spellings: [secret: string, forms: string[]][] = [
      [
        "008613800139001",
        [
          ...[
            "13800139001",
            "+8613800139001",
            "8613800139001",
            "138 0013 9001",
            "138-0013-9001",
            "+86 (138) 0013.9001",
          ],
          ...["0086-138-00139001", "１３８００１３９００１", "%2B86138%200013%209001", "138\\u00a00013\\u00a09001"],
          ...["callee13800139001x", "138001390019", Buffer.from("138 0013 9001").toString("base64")],
          ...[Buffer.from("+8613800139001").toString("hex"), "013800139001"],
        ],
      ],
      ["+44 20 7946 0123", ["00442079460123", "020 7946 0123", "(020) 7946-0123", "2079460123", "44.20.79.46.01.23"]],
      ["0014155550123", ["(415) 555-0123", "+1 415 555 0123", "4155550123", "1-415-555-0123"]],
      ["006581234567", ["8123 4567", "+65 8123-4567", "81234567"]],
      ["+852 2345 6789", ["2345-6789", "0085223456789", "(852) 23456789"]],
      ["0086075512345678", ["0755-12345678", "+86 755 1234 5678", "075512345678"]],
      ["0755-87654321", ["0086075587654321", "755 8765 4321", "+8675587654321"]],
      ["95588123", ["95588123", "955-88-123"]],
    ];
    for (const [secret, forms] of spellings) {
      for (const form of [secret, ...forms]) {
        const told = hiding(secret).hide(`the number <${form}> is refused`);
        assert.match(told, /\[secret\]/, `${secret} as ${form}`);
        assert.doesNotMatch(told.normalize("NFKC"), /\d{5}|\d\d.\d\d/, `${secret} as ${form}: ${told}`);
      }
    }
    for (const other of ["1400000000/li@example.com", "task 123456789012", "008613800139002", "2026-11-22T10:00:00Z"]) {
      assert.equal(hiding(...spellings.map(([secret]) => secret)).hide(other), other);
    }
  });

  it("knows the newest of more secrets than it keeps", () => {
    const secrets = new Secrets(200);
    for (let at = 0; at < 450; at++) secrets.note(`secret-number-${at}-of-many`);
    for (let at = 250; at < 450; at++) {
      assert.equal(secrets.hide(`secret-number-${at}-of-many`), "[secret]");
    }
    assert.equal(secrets.hide("secret-number-7-of-many"), "secret-number-7-of-many", "it does not grow without end");
  });

  it("takes a time that does not grow with the number of secrets", () => {
    const secrets = new Secrets();
    const people = Array.from({ length: 10_000 }, (_, at) => ({
      ...{
        callee: `00861380${String(at * 7919)
          .padStart(7, "0")
          .slice(-7)}`,
        uui: `customer ${at * 31} of example`,
      },
      variables: { name: `客户${at * 17}号`, debt: `${at % 1000}.50` },
    }));
    secrets.note(people);
    secrets.hide("the first one builds the index");
    const text = Array.from(
      { length: 10_000 },
      (_, at) => `"li-${at}@example.com" has 0086139${at * 31}, group ${at % 90}`,
    ).join("\n");
    const started = performance.now();
    assert.equal(secrets.hide(text).match(/\[secret\]/g), null);
    const took = performance.now() - started;
    const before = performance.now();
    for (let at = 0; at < 1000; at++) secrets.note(people.slice(at, at + 10));
    for (let at = 0; at < 1000; at++)
      secrets.hide("InvalidParameterValue: the staff li@example.com is online (RequestId 1)");
    const short = performance.now() - before;
    assert.ok(took < 5000, `${Math.round(took)} ms for ${text.length} characters`);
    assert.ok(short < 5000, `${Math.round(short)} ms for 1000 messages`);
  });
});
