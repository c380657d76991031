import assert from "node:assert/strict";
import {
  existingDifferences,
  type Field,
  type FieldView,
  fieldDifferences,
  hiddenFields,
  liveFields,
  members,
  type Sent,
} from "../../provider/core/fields";

interface Row {
  Title?: string | null;
  Note?: string;
}

const field = (key: string, member: keyof Row, more: Partial<Field<Row>> = {}): Field<Row> => ({
  ...{ key, member, created: true },
  raw: (row) => row[member],
  read: (row) => row[member] ?? "",
  same: (a, b) => String(a).toLowerCase() === String(b).toLowerCase(),
  encode: (value) => `<${String(value)}>`,
  isFresh: (value) => value === "",
  ...more,
});
const fields = [field("title", "Title"), field("note", "Note", { created: false })];

const view = (live: Row, sent: Sent[] = [], before: Row | undefined = live, round = sent.length): FieldView<Row> => ({
  ...{ live, before, round, sent },
});
const sent = (names: Record<string, unknown> | "create", round = 0, refused = false): Sent => ({
  round,
  refused,
  members: names,
});

describe("core: fields", () => {
  it("send only what differs, encoded, and nothing where nothing does", () => {
    assert.deepEqual(members(fields, { title: "A", note: "n" }, view({ Title: "a", Note: "m" })), { Note: "<n>" });
    assert.equal(members(fields, { title: "A" }, view({ Title: "a", Note: "m" })), undefined);
  });

  it("send everything once a modify was seen to clear what it did not name, also what nobody declared", () => {
    const before = { Title: "A", Note: "theirs" };
    const cleared = view({ Title: "B", Note: "" }, [sent({ Title: "<B>" })], before);
    assert.deepEqual(members(fields, { title: "B" }, cleared), { Title: "<B>", Note: "<theirs>" });
    assert.deepEqual(fieldDifferences(fields, { title: "B" }, cleared), ['note: wanted "theirs", found ""']);
  });

  it("take a refused modify for no reason to put anything back", () => {
    const refused = view({ Title: "A", Note: "" }, [sent({ Title: "<B>" }, 0, true)], { Title: "A", Note: "theirs" });
    assert.deepEqual(members(fields, { title: "B" }, refused), { Title: "<B>" });
  });

  it("are content with a field that was accepted in an earlier round and is not shown at all", () => {
    const want = { title: "A", note: "n" };
    assert.deepEqual(members(fields, want, view({ Title: "A" }, [sent({ Note: "<n>" })])), undefined);
    // A service that has shown it does show it: what is seen now is on its way.
    const shown = view({ Title: "A" }, [sent({ Note: "<n>" })], { Title: "A", Note: "m" });
    assert.deepEqual(fieldDifferences(fields, want, shown), ['note: wanted "n", found ""']);
    // Its creation does not carry it.
    assert.deepEqual(members(fields, want, view({ Title: "A" }, [sent("create")])), { Note: "<n>" });
    assert.deepEqual(members(fields, want, view({ Title: "A" }, [sent({ Note: "<n>" }, 0, true)])), { Note: "<n>" });
    // Shown as empty is shown.
    assert.deepEqual(members(fields, want, view({ Title: "A", Note: "" }, [sent({ Note: "<n>" })])), {
      ...{ Title: "<A>", Note: "<n>" },
    });
  });

  it("name in what an existing object differs, other than being as fresh as a new one", () => {
    assert.deepEqual(existingDifferences(fields, { title: "A", note: "n" }, { Title: "b", Note: "" }), [
      'title is "b", declared "A"',
    ]);
    assert.deepEqual(existingDifferences(fields, { title: "A" }, { Title: "a", Note: "theirs" }), []);
  });

  it("read back the declared spelling where it means the same, what is live where not, and nothing undeclared", () => {
    assert.deepEqual(liveFields(fields, { title: "A" }, { Title: "a", Note: "theirs" }), { title: "A" });
    assert.deepEqual(liveFields(fields, { title: "A", note: "n" }, { Title: null, Note: "m" }), {
      title: "",
      note: "m",
    });
  });

  it("take a field that is not shown for unchanged only if it was found so when it was written", () => {
    assert.deepEqual(hiddenFields(fields, { title: "A", note: "n" }, { Title: "A" }), ["note"]);
    assert.equal(hiddenFields(fields, { title: "A", note: "" }, { Title: "A" }), undefined);
    assert.deepEqual(liveFields(fields, { note: "n", unreadable: ["note"] }, { Title: "A" }), { note: "n" });
    assert.deepEqual(liveFields(fields, { note: "n" }, { Title: "A" }), { note: "" });
    assert.deepEqual(liveFields(fields, { note: "n", unreadable: ["note"] }, { Note: "m" }), { note: "m" });
  });

  it("store a live value in the field's own form", () => {
    const stored = [field("title", "Title", { stored: (value) => `(${String(value)})` })];
    assert.deepEqual(liveFields(stored, { title: "A" }, { Title: "b" }), { title: "(b)" });
  });
});
