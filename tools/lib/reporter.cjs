// mocha's own report, and the counts in the file that TEST_COUNTS names. In parallel runs mocha replays the events
// of its workers here, so that its statistics are those of the whole run.
"use strict";

const { writeFileSync } = require("node:fs");
const Mocha = require("mocha");
const { countsLine } = require("./counts.cjs");

class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, `${countsLine(runner.stats)}\n`);
    });
  }
}

module.exports = Reporter;
