import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The names of the service's actions, as the simulator has a file for each. */
const actions = new Set(readdirSync(join(root, "provider/simulator/actions")).map((file) => file.slice(0, -3)));

/** The actions that the code of some folders calls by name. */
function called(...folders: string[]): string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, "provider", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => read(join("provider", folder, file))),
  );
  const names = files.flatMap((text) => [...text.matchAll(/"([A-Z][A-Za-z]+)"/g)].map(([, name]) => name!));
  return [...new Set(names)].filter((name) => actions.has(name)).sort();
}

interface Policy {
  statement: { effect: string; action: string[]; resource: string[] }[];
}

describe("SECURITY.md", () => {
  const text = read("SECURITY.md");
  const [policy, looking] = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, json]) => JSON.parse(json!) as Policy,
  );

  it("gives a policy with exactly the actions that resources call", () => {
    const given = policy!.statement.flatMap(({ action }) => action.map((name) => name.replace("ccc:", "")));
    assert.deepEqual([...given].sort(), called("resources", "roster", "api"));
    assert.equal(new Set(given).size, given.length);
  });

  it("gives one for lookups with nothing that changes anything", () => {
    const given = looking!.statement.flatMap(({ action }) => action.map((name) => name.replace("ccc:", "")));
    const reading = called("lookups", "api").filter((name) => name.startsWith("Describe"));
    assert.deepEqual([...given].sort(), reading);
  });

  it("is linked from the README", () => assert.match(read("README.md"), /\]\(SECURITY\.md\)/));
});
