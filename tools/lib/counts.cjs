"use strict";

/** The closing line of a run; `stats` are mocha's. */
function countsLine(stats) {
  return `${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`;
}

module.exports = { countsLine };
