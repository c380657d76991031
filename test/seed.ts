import fc from "fast-check";

/**
 * Loaded before every test file: property tests take the same values in each run, so that a failure is one of the change at
 * hand. `TCCC_SEED=<number>` draws other values; the seed of a failure is printed with it.
 */
const seed = Number(process.env.TCCC_SEED ?? 20_261);
if (!Number.isInteger(seed)) throw new Error(`TCCC_SEED: expected a whole number, got "${process.env.TCCC_SEED}"`);
fc.configureGlobal({ seed });
