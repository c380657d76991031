import assert from "node:assert/strict";
import { messageOf, UserError } from "../../provider/base/errors";
import { createLog } from "../../provider/base/log";

const written = (level: string | undefined): string[] => {
  const lines: string[] = [];
  const log = createLog(level === undefined ? {} : { TCCC_LOG: level }, (line) => lines.push(line));
  log.notice("took over Li");
  log.info(() => "one call");
  log.debug(() => "one round");
  log.trace(() => "one body");
  return lines;
};

describe("base: log", () => {
  const all = ["tccc: took over Li", "tccc info: one call", "tccc debug: one round", "tccc trace: one body"];

  for (const [level, count] of [
    [undefined, 1],
    ["", 1],
    ["off", 1],
    ["info", 2],
    ["debug", 3],
    ["trace", 4],
  ] as const) {
    it(`at ${level ?? "no"} level writes ${count} of four lines, notices always`, () => {
      assert.deepEqual(written(level), all.slice(0, count));
    });
  }

  it("makes no message that it does not write", () => {
    createLog({}, () => undefined).trace(() => assert.fail("made"));
  });

  it("refuses a level that there is not, and names those there are", () => {
    assert.throws(
      () => createLog({ TCCC_LOG: "loud" }),
      new UserError('TCCC_LOG: expected one of off, info, debug, trace, got "loud"'),
    );
  });
});

describe("base: errors", () => {
  it("give the message of whatever was thrown, without its stack", () => {
    assert.equal(messageOf(new TypeError("x is not a function")), "x is not a function");
    assert.equal(messageOf("broken"), "broken");
    assert.equal(messageOf(undefined), "undefined");
  });
});
