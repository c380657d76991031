import assert from "node:assert/strict";
import { centreSuite } from "./afresh";
import { type Centre, program } from "./centre";

const person = (name: string, number: number) =>
  `{ mail: "${name}@example.com", name: "${name}", staffNumber: "${number}", nick: "N${number}" }`;
const people: Record<string, string> = Object.fromEntries(
  ["li", "mei", "wu", "han", "lin", "wen", "bo", "fan"].map((name, index) => [name, person(name, 1001 + index)]),
);

const roster = (name: string, who: string, more = "") =>
  `new tccc.Roster("${name}", { people: [${who
    .split(" ")
    .map((one) => people[one])
    .join(", ")}] ${more} }, { protect: false });`;
const staff = (who: string) =>
  who
    .split(" ")
    .map((one) => `new tccc.Staff("${one}", ${people[one]});`)
    .join("\n");

centreSuite("people who move from one resource to another keep their accounts:", { inline: true }, (get) => {
  /** Brings up the one program, then the other: nobody is deleted or made, and nothing is left to do. */
  async function moves(before: string, after: string): Promise<string> {
    const centre = get();
    await centre.up(before);
    const accounts = centre.live.toJSON();
    const { all } = await centre.up(after);
    assert.deepEqual(centre.written, [], all);
    assert.deepEqual(centre.live.toJSON(), accounts);
    await centre.expectQuiet();
    return all;
  }
  const state = async (centre: Centre) =>
    (await centre.project.resources())
      .map(({ urn }) => urn.split("tccc:")[1])
      .filter(Boolean)
      .sort();

  it("a roster renamed without an alias", async () => {
    const all = await moves(roster("team", "li mei wu"), roster("crew", "li mei wu"));
    assert.match(all, /Roster "team" released 3 people: Roster "crew" holds them now/);
    assert.deepEqual(await state(get()), ["Roster::crew"]);
  });

  it("a roster renamed with an alias", async () => {
    const centre = get();
    await centre.up(roster("team", "li mei"));
    const aliased = roster("crew", "li mei").replace("protect: false", 'protect: false, aliases: [{ name: "team" }]');
    await centre.project.setProgram(program(aliased));
    const { all } = await centre.up(undefined, { expectNoChanges: true });
    assert.doesNotMatch(all, /took over|released/);
    assert.equal((await centre.stateOf("Roster", "crew")).id, "1400000000/team");
  });

  it("single staff into a roster", async () => {
    await moves(staff("li mei wu"), roster("team", "li mei wu"));
    assert.deepEqual(await state(get()), ["Roster::team"]);
  });

  it("out of a roster into single staff, whether or not they are in release", async () => {
    const release = ', release: ["mei@example.com"]';
    const all = await moves(
      roster("team", "li mei wu han"),
      `${roster("team", "li han", release)}\n${staff("mei wu")}`,
    );
    assert.match(all, /released wu@example\.com, who keeps the account \(held by Staff "wu"\)/);
  });

  it("people who are swapped between two rosters", async () => {
    await moves(
      `${roster("a", "li mei wu han")} ${roster("b", "lin wen bo fan")}`,
      `${roster("a", "lin wen wu han")} ${roster("b", "li mei bo fan")}`,
    );
  });

  it("a roster split in two, the new part declared before it or after it", async () => {
    await moves(
      roster("all", "li mei wu han lin wen"),
      `${roster("new", "li mei wu")} ${roster("all", "han lin wen")}`,
    );
    const { all } = await get().up(
      `${roster("new", "li")} ${roster("all", "han lin wen")} ${roster("late", "mei wu")}`,
    );
    assert.deepEqual(get().written, [], all);
    assert.equal(get().live.staff.size, 6);
  });
});
