import path from "node:path";

export const root = path.resolve(__dirname, "../..");

/** The command as it is published: `npm test` builds it first. Through ts-node each process would take seconds to start. */
export const builtCommand = path.join(root, "dist/cli/main.js");
