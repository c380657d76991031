import assert from "node:assert/strict";
import { PartialFailure } from "../../provider/core/failures";
import { type Forms, migrated } from "../../provider/core/state-version";
import type { Plain } from "../../provider/core/values";
import { app, type Bench, benchOf, internal, thing, thrownBy } from "./thing";

/** A made-up later version: what was the text `serial` is the list `serials`. */
const later: Forms = {
  current: 2,
  migrations: [(_type, { serial, ...rest }) => ({ ...rest, serials: serial === undefined ? [] : [serial] })],
};

const id = `${app}/A1`;
const inputs = { ...internal, sdkAppId: app, code: "A1" };
const first = { ...inputs, serial: "s-1", __version: 1 };
const second = { ...inputs, serials: ["s-1"], __version: 2 };

/** The verbs of a version, and what of a state each of them was given. */
function version(forms?: Forms): Bench & { given: Plain } {
  const given: Plain = {};
  const seen = (verb: string, { serial, serials, __version }: Plain): void => {
    given[verb] = { serial, serials, __version };
  };
  const made = (olds: Plain): Plain => ({ serials: olds.serials ?? ["s-1"] });
  const bench = benchOf(
    thing({
      create: async (_ctx, wanted) => ({ key: "A1", outs: { ...wanted, ...made({}) } }),
      replaceAlso: (olds) => {
        seen("diff", olds);
        return [];
      },
      read: async (_ctx, _key, olds) => {
        seen("read", olds);
        return { inputs: olds, computed: {} };
      },
      update: async (_ctx, _key, olds, wanted) => {
        seen("update", olds);
        const outs = { ...wanted, ...made(olds) };
        if (wanted.size === 9) throw new PartialFailure(id, outs, ["refused"]);
        return outs;
      },
      delete: async (_ctx, _key, olds) => seen("delete", olds),
    }),
    app,
    forms,
  );
  return { ...bench, given };
}

describe("core: the form of a state", () => {
  it("is brought to today's, step by step, whoever wrote it", () => {
    const forms: Forms = {
      current: 3,
      migrations: [(_, props) => ({ ...props, a: 1 }), (_, props) => ({ ...props, b: (props.a as number) + 1 })],
    };
    assert.deepEqual(migrated("Thing", { __version: 1 }, forms), { __version: 3, a: 1, b: 2 });
    assert.deepEqual(migrated("Thing", { __version: 2, a: 5 }, forms), { __version: 3, a: 5, b: 6 });
    assert.deepEqual(migrated("Thing", { c: 1 }, forms), { __version: 3, c: 1 });
  });

  it("of an earlier version is what every verb of a later one works with, and each writes the later form", async () => {
    const { handler, given } = version(later);
    await handler.diff!(id, first, inputs);
    const read = await handler.read!(id, first);
    const updated = await handler.update!(id, first, { ...inputs, size: 3 });
    const failed = await thrownBy(handler.update!(id, first, { ...inputs, size: 9 }));
    const made = await handler.create!(inputs);
    // In a process of its own, since what was updated stays.
    const next = version(later);
    await next.handler.delete!(id, first);
    const seen = { serial: undefined, serials: ["s-1"], __version: undefined };
    assert.deepEqual(given, { diff: { ...seen, __version: 2 }, read: seen, update: seen });
    assert.deepEqual(next.given, { delete: seen });
    assert.deepEqual(read, { id, inputs, props: second });
    assert.deepEqual(updated.outs, { ...second, size: 3 });
    assert.deepEqual(failed.properties, { ...second, size: 9 });
    assert.deepEqual(made.outs, second);
  });

  it("of today is given to every verb as it is", async () => {
    const { handler, given } = version(later);
    await handler.diff!(id, second, inputs);
    assert.deepEqual(await handler.read!(id, second), { id, inputs, props: second });
    assert.deepEqual((await handler.update!(id, second, inputs)).outs, second);
    const next = version(later);
    await next.handler.delete!(id, second);
    assert.deepEqual(
      Object.values({ ...given, ...next.given }).map((seen) => (seen as Plain).serials),
      [["s-1"], ["s-1"], ["s-1"], ["s-1"]],
    );
  });

  it("that a newer version of the provider wrote, or that is none, is refused by every verb before anything is done", async () => {
    const { handler, given } = version();
    for (const __version of [2, 0, 1.5, "1"]) {
      const state = { ...second, __version };
      const failures = await Promise.all(
        [
          handler.diff!(id, state, inputs),
          handler.read!(id, state),
          handler.update!(id, state, inputs),
          handler.delete!(id, state),
        ].map(thrownBy),
      );
      for (const { message } of failures) {
        assert.equal(
          message,
          `the state of this Thing is in form ${JSON.stringify(__version)}, and this version of pulumi-tccc knows the forms 1 to 1: upgrade the package`,
        );
      }
    }
    assert.deepEqual(given, {});
  });
});
