import assert from "node:assert/strict";
import { addStaff } from "../../provider/simulator";
import { centreSuite } from "./afresh";

const [first, second] = ["008613800000001", "008613800000002"];
const staff = (name: string, staffNumber: string, phone: string, mail = name): string =>
  `new tccc.Staff("${name}", { mail: "${mail}@example.com", name: "${name}", staffNumber: "${staffNumber}", phone: "${phone}" });`;
const group = (id: string, name: string): string => `new tccc.SkillGroup("${id}", { name: "${name}", type: "phone" });`;

centreSuite("what stands in each other's way:", { inline: true }, (get) => {
  it("two Staff swap phones and two groups swap names in one up", async () => {
    const centre = get();
    const program = (phones: string[], names: string[]): string =>
      `${staff("li", "1001", phones[0]!)} ${staff("wu", "1002", phones[1]!)} ${group("a", names[0]!)} ${group("b", names[1]!)}`;
    await centre.up(program([first!, second!], ["Sales", "Support"]));
    const ids = ["Sales", "Support"].map((name) => centre.group(name).skillGroupId);
    await centre.up(program([second!, first!], ["Support", "Sales"]));
    assert.deepEqual([centre.staff("li@example.com").phone, centre.staff("wu@example.com").phone], [second, first]);
    assert.deepEqual(
      ["Support", "Sales"].map((name) => centre.group(name).skillGroupId),
      ids,
    );
    await centre.expectQuiet();
  });

  it("a wrong mail, which is somebody else's, costs nobody an account", async () => {
    const centre = get();
    await centre.up(staff("li", "1001", first!));
    addStaff(centre.live, { mail: "zhao@example.com", name: "Zhao", staffNumber: "1002" });
    const before = centre.live.toJSON();
    const { all } = await centre.up(staff("li", "1001", first!, "zhao"), { expectFail: true });
    assert.match(
      all,
      /replacing Staff li@example\.com by zhao@example\.com: Staff zhao@example\.com exists already and differs/,
    );
    assert.deepEqual([centre.written, centre.live.toJSON()], [[], before]);
    await centre.up(staff("li", "1001", first!));
    assert.deepEqual([centre.written, centre.live.toJSON()], [[], before]);
  });
});
