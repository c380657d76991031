import assert from "node:assert/strict";
import { UserError } from "../../provider/base/errors";
import { PartialFailure } from "../../provider/core/failures";
import { UNKNOWN } from "../../provider/core/unknown";
import type { Plain } from "../../provider/core/values";
import { app, benchOf, internal, noUndefined, thing, thrownBy, urnOf } from "./thing";

const stored = { ...internal, sdkAppId: app, code: "A1", size: 3 };

describe("core: the verbs as Pulumi calls them", () => {
  describe("diff", () => {
    const diffOf = (olds: Plain, news: Plain, verbs = {}) =>
      benchOf(thing(verbs)).handler.diff!(`${app}/A1`, olds, news);

    it("leaves `changes` to the engine, and replaces nothing where nothing that replaces changed", async () => {
      const diff = await diffOf(stored, { ...stored, size: 4, code: "a1" });
      assert.deepEqual(diff, { replaces: [], deleteBeforeReplace: false });
      assert.ok(!("changes" in diff));
    });

    it("names only the replacing fields that changed, and takes an unknown for a change", async () => {
      assert.deepEqual((await diffOf(stored, { ...stored, code: "B1", size: 4 })).replaces, ["code"]);
      assert.deepEqual((await diffOf(stored, { ...stored, code: UNKNOWN })).replaces, ["code"]);
      assert.deepEqual((await diffOf(stored, { ...stored, size: UNKNOWN })).replaces, []);
    });

    it("asks what else replaces, and whether the old one goes first", async () => {
      const verbs = {
        replaceAlso: () => ["size", "code"],
        deleteFirst: (keys: readonly string[]) => keys.includes("size"),
      };
      const diff = await diffOf(stored, { ...stored, code: "B1" }, verbs);
      assert.deepEqual(diff, { replaces: ["code", "size"], deleteBeforeReplace: true });
    });
  });

  it("create and update keep the provider's own keys, and let no undefined through", async () => {
    const { handler } = benchOf(
      thing({
        create: async (_ctx, wanted) => ({
          key: "A1",
          outs: { ...wanted, serial: undefined, list: [{ a: undefined }] },
        }),
        update: async (_ctx, _key, _olds, wanted) => ({ ...wanted, serial: undefined }),
      }),
    );
    const made = await handler.create!(stored);
    noUndefined(made.outs);
    assert.deepEqual(made, { id: `${app}/A1`, outs: { ...stored, list: [{}], __version: 1 } });
    const updated = await handler.update!(made.id, made.outs!, { ...stored, size: 4 });
    noUndefined(updated.outs);
    assert.deepEqual(updated.outs, { ...stored, size: 4, __version: 1 });
  });

  it("verbs see no key of the provider's own", async () => {
    const seen: Plain[] = [];
    const { handler } = benchOf(
      thing({
        create: async (_ctx, wanted) => {
          seen.push(wanted);
          return { key: "A1", outs: wanted };
        },
        update: async (_ctx, _key, olds, wanted) => {
          seen.push(olds, wanted);
          return wanted;
        },
        read: async (_ctx, _key, olds) => {
          seen.push(olds);
          return undefined;
        },
        delete: async (_ctx, _key, olds) => {
          seen.push(olds);
        },
      }),
    );
    await handler.create!(stored);
    await handler.update!(`${app}/B1`, { ...stored, code: "B1" }, { ...stored, code: "B1" });
    await handler.read!(`${app}/C1`, { ...stored, code: "C1" });
    await handler.delete!(`${app}/C1`, { ...stored, code: "C1" });
    assert.equal(seen.length, 5);
    for (const props of seen)
      assert.deepEqual(
        Object.keys(props).filter((key) => key.startsWith("__")),
        [],
      );
  });

  describe("read", () => {
    it("returns as inputs exactly the input keys that were there", async () => {
      const live = { code: "A1", size: 7, color: "red", serial: "s-9" };
      const { handler } = benchOf(thing({ read: async () => ({ inputs: live, computed: { serial: "s-9" } }) }));
      const back = await handler.read!(`${app}/A1`, { ...stored, serial: "s-1", extra: "kept" });
      noUndefined(back.inputs);
      noUndefined(back.props);
      assert.deepEqual(back.inputs, { ...stored, size: 7 });
      assert.deepEqual(back.props, { ...stored, size: 7, serial: "s-9", extra: "kept", __version: 1 });
    });

    it("says by an empty id that it is gone", async () => {
      const { handler } = benchOf(thing({ read: async () => undefined }));
      assert.deepEqual(await handler.read!(`${app}/A1`, stored), { id: "", props: {} });
    });

    it("takes the instance from the id", async () => {
      let asked = 0;
      const { handler } = benchOf(
        thing({
          read: async ({ sdkAppId }, _key, olds) => {
            asked = sdkAppId;
            return { inputs: olds, computed: {} };
          },
        }),
      );
      assert.equal((await handler.read!("7/A1", stored)).inputs?.sdkAppId, 7);
      assert.equal(asked, 7);
    });
  });

  describe("failures", () => {
    it("half-done keeps the id, the state so far with the provider's text, and the reasons", async () => {
      const half = new PartialFailure(`${app}/A1`, { code: "A1", size: undefined }, ["size: refused"]);
      const { handler, defects } = benchOf(thing({ create: () => Promise.reject(half) }));
      const { id, properties, reasons } = await thrownBy(handler.create!(stored));
      assert.deepEqual(
        { id, properties, reasons },
        { id: `${app}/A1`, properties: { code: "A1", ...internal, __version: 1 }, reasons: ["size: refused"] },
      );
      assert.deepEqual(defects, []);
    });

    it("a failure for the user is her message and nothing else", async () => {
      const { handler } = benchOf(thing({ update: () => Promise.reject(new UserError("size: too much")) }));
      const error = await thrownBy(handler.update!(`${app}/A1`, stored, stored));
      assert.equal(error.message, "size: too much");
      assert.doesNotMatch(`${error}: ${error.stack}`, /\bat .*:\d+/);
      assert.deepEqual([error.id, error.properties, error.reasons], [undefined, undefined, undefined]);
    });

    it("a defect says so, keeps its stack to the log, and loses nothing", async () => {
      const defect = new TypeError("x is not a function");
      const { handler, defects } = benchOf(thing({ delete: () => Promise.reject(defect) }));
      const error = await thrownBy(handler.delete!(`${app}/A1`, stored));
      assert.match(error.message, /^Thing "it": defect of the provider: x is not a function\. Please report it/);
      assert.doesNotMatch(`${error}: ${error.stack}`, /\bat .*:\d+/);
      assert.deepEqual(defects, [defect]);
    });

    it("a defect that quotes a secret of its resource shows it neither to the user nor to the log", async () => {
      const secret = "hunter2-of-the-thing";
      const quote = () => Promise.reject(new TypeError(`cannot read "${secret}"`));
      const { handler, told } = benchOf(thing({ create: quote, update: quote, delete: quote }));
      const holding = { ...stored, secret };
      for (const verb of [
        handler.create!(holding),
        handler.update!(`${app}/A1`, holding, stored),
        handler.delete!(`${app}/A1`, holding),
      ]) {
        const error = await thrownBy(verb);
        assert.match(error.message, /defect of the provider: cannot read "\[secret\]"/);
        assert.doesNotMatch(`${error} ${error.stack} ${told.pop()}`, /hunter2/);
      }
    });

    it("a foreign id is refused by its form", async () => {
      const { handler } = benchOf(thing());
      assert.match((await thrownBy(handler.read!("A1", stored))).message, /^the id "A1" is not one of this provider/);
    });

    it("check names no property, since Pulumi would print its value", async () => {
      const { handler } = benchOf(thing());
      const { failures } = await handler.check!({}, { ...internal, code: "A", secret: "hunter2" });
      assert.deepEqual(
        failures?.map(({ property }) => property),
        ["", ""],
      );
      assert.doesNotMatch(JSON.stringify(failures), /hunter2/);
    });
  });

  describe("claims", () => {
    const recorder = () => {
      const deleted: string[] = [];
      const bench = benchOf(
        thing({
          delete: async (_ctx, key) => {
            deleted.push(key);
          },
        }),
      );
      const as = (name: string, code: string): Plain => ({
        ...stored,
        __identity: `${urnOf("Thing", name)}#0000000000aa`,
        code,
      });
      return { ...bench, deleted, as };
    };

    it("an object that another resource took over in this run is let go, not deleted", async () => {
      const { handler, deleted, lines, as } = recorder();
      await handler.create!(as("new", "A1"));
      await handler.delete!(`${app}/A1`, as("old", "a1"));
      assert.deepEqual(deleted, []);
      assert.deepEqual(lines, ['tccc: Thing "old" released A1: Thing "new" holds it now, so it was not deleted']);
    });

    it("an object that another resource of the program declares is let go", async () => {
      const { handler, deleted, as } = recorder();
      await handler.check!({}, as("new", "A1"));
      await handler.delete!(`${app}/A1`, as("old", "A1"));
      assert.deepEqual(deleted, []);
    });

    it("an object that nobody else claims is deleted, in any run", async () => {
      const { handler, deleted, as } = recorder();
      await handler.check!({}, as("old", "A1"));
      await handler.create!(as("other", "B1"));
      await handler.delete!(`${app}/A1`, as("old", "A1"));
      assert.deepEqual(deleted, ["A1"]);
    });
  });
});
