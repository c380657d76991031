import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Centre, newCentre } from "../pulumi/centre";
import { engineSuite } from "../pulumi/harness";
import { options, surroundings } from "./born";
import { asItWas, files } from "./state-1";

const body = `const module = {};\n${readFileSync(files.program, "utf8")}\nmodule.exports(tccc, pulumi);`;
const simulator = {
  ...(options.now ? { now: options.now } : {}),
  ...(options.dialect ? { dialect: options.dialect } : {}),
};

engineSuite("A whole state of the first form", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  it("is imported, and neither a refresh nor the program that made it finds anything", async () => {
    if (process.env.TCCC_FREEZE === "state-1") await write();
    centre = await newCentre({ inline: true, body, simulator });
    asItWas(centre.sim);
    await centre.project.run(["stack", "import", "--file", files.deployment]);
    await centre.project.preview({ refresh: true, expectNoChanges: true });
    await centre.expectQuiet();
    assert.doesNotMatch(centre.project.stateText(), /Example-Pass-1|13800138000/, "what is secret is encrypted again");
  });

  /** Writes the state of this version. Only for as long as no version with it is released. */
  async function write(): Promise<void> {
    centre = await newCentre({ inline: true, body, simulator });
    surroundings({ data: centre.live });
    await centre.up();
    // What others have changed since an entry was made, such as the groups of a person.
    await centre.project.refresh();
    const exported = join(centre.project.folder, "exported.json");
    await centre.project.run(["stack", "export", "--show-secrets", "--file", exported]);
    writeFileSync(
      files.deployment,
      `${JSON.stringify(JSON.parse(readFileSync(exported, "utf8"), withoutPlaces), null, 2)}\n`,
    );
    writeFileSync(files.service, `${JSON.stringify(centre.sim.data, null, 2)}\n`);
    await centre.close();
  }
});

/** Where on this machine each resource was declared. */
const withoutPlaces = (key: string, value: unknown): unknown =>
  key === "sourcePosition" || key === "stackTrace" ? undefined : value;
