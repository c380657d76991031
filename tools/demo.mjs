// The main job in one command, without an account: a contact centre is declared, brought up, changed by hand, found out
// of step, repaired and taken away again. Each step asks the service whether it is so. Needs `node tools/ready.mjs` first.
import { isDeepStrictEqual } from "node:util";
import { Centre, drawn } from "./demo/centre.mjs";
import { destroyed, firstTeam, nothing } from "./demo/expected.mjs";
import { Interrupted, Project } from "./demo/pulumi.mjs";
import { findCli } from "./pulumi-cli/index.mjs";

class NotAsItShouldBe extends Error {}

const STEPS = 8;
const say = (text = "") => process.stdout.write(`${text}\n`);
const color = Boolean(process.stdout.isTTY && !process.env.NO_COLOR);
const LINE = "━".repeat(Math.min(process.stdout.columns ?? 100, 100));
let done = 0;
let current = "the start";

function step(title, command) {
  current = title;
  say(`\n${LINE}\n${++done}/${STEPS}  ${title}${command ? `\n     $ ${command}` : ""}\n`);
}

function expect(fine, message) {
  if (!fine) throw new NotAsItShouldBe(message);
}

function expectCentre(found, wanted, whole) {
  const fine = isDeepStrictEqual(found, wanted);
  expect(fine, `${whole} was expected:\n${drawn(wanted, false)}\nThe service shows:\n${drawn(found, false)}`);
}

const DRIFT = ["update Staff::mei", "update StaffSkillBinding::fang"];

/** What a preview would do, asked again in the form that is made for programs: what people see differs with colours. */
async function changes(project) {
  const { code, stdout, stderr } = await project.run(["preview", "--refresh", "--json"], { quiet: true });
  expect(code === 0, `\`pulumi preview --refresh --json\` ended with exit code ${code}:\n${stderr}`);
  const steps = JSON.parse(stdout).steps.filter((step) => step.op !== "same" && step.op !== "refresh");
  return steps.map((step) => `${step.op} ${step.urn.split("tccc:").at(-1)}`).sort();
}

async function demo(project, sim) {
  const centre = new Centre(sim.env);
  const pulumi = async (...args) => {
    const { code } = await project.run(args);
    expect(code === 0, `\`pulumi ${args.join(" ")}\` ended with exit code ${code}`);
  };

  step("A contact centre of our own, with nobody in it");
  say(`The simulator answers on ${sim.url} as the service does; instance ${centre.sdkAppId}.`);
  expectCentre(await centre.look(), nothing, "An empty centre");
  const init = await project.run(["stack", "init", "demo"], { quiet: true });
  expect(init.code === 0, `\`pulumi stack init\` failed:\n${init.stderr}`);

  step("What examples/first-team/index.ts declares is made", "pulumi up");
  await pulumi("up", "--yes");

  step("The service is asked who exists");
  const declared = await centre.look();
  say(drawn(declared, color));
  expectCentre(declared, firstTeam, "The declared team");

  step("Somebody changes two things by hand, as in the console");
  say("Mei gets another nick, 梅经理. Fang is taken out of Support.");
  await centre.call("ModifyStaff", { Email: "mei@example.com", Name: "Mei", Nick: "梅经理" });
  const support = await centre.groupId("Support");
  await centre.call("UnbindStaffSkillGroupList", { StaffEmail: "fang@example.com", SkillGroupList: [support] });
  const drifted = await centre.look();
  expect(drifted.people[1].nick === "梅经理", "Mei's nick was not changed by hand");
  expect(drifted.people[2].skills === "Sales (4)", "Fang was not taken out of Support by hand");

  step("A preview finds both, and shows what would bring them back", "pulumi preview --refresh --diff");
  await pulumi("preview", "--refresh", "--diff");
  const planned = await changes(project);
  expect(isDeepStrictEqual(planned, DRIFT), `the preview should change ${DRIFT}, but has ${planned}`);
  expectCentre(await centre.look(), drifted, "A centre that a preview has not touched");

  step("Repaired", "pulumi up --refresh");
  await pulumi("up", "--refresh", "--yes", "--skip-preview");
  const repaired = await centre.look();
  say(`\n${drawn(repaired, color)}`);
  expectCentre(repaired, firstTeam, "The declared team");

  step("Once more: nothing to do", "pulumi up --expect-no-changes");
  sim.calls.length = 0;
  await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
  const writes = sim.calls.map((call) => call.action).filter((action) => !action.startsWith("Describe"));
  expect(writes.length === 0, `nothing had changed, but the service was sent ${writes.join(", ")}`);

  step("Everything is taken away again", "pulumi destroy");
  await pulumi("destroy", "--yes", "--skip-preview");
  const left = await centre.look();
  say(`\n${drawn(left, color)}`);
  expectCentre(left, destroyed, "An empty centre");
}

async function main() {
  const started = Date.now();
  const cli = await findCli();
  if (!cli.bin) throw new NotAsItShouldBe(cli.missing);
  const { startSimulator } = await import("../dist/simulator/index.js").catch((error) => {
    throw new NotAsItShouldBe(`dist cannot be loaded, run \`node tools/ready.mjs\` first (${error.message})`);
  });
  const sim = await startSimulator();
  let project;
  try {
    project = new Project(cli, "first-team", sim.env);
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => project.interrupt());
    await demo(project, sim);
  } finally {
    await sim.close();
    project?.remove();
  }
  if (project.interrupted) throw new Interrupted();
  say(`\nAll ${STEPS} steps were as they should be, in ${Math.round((Date.now() - started) / 1000)} seconds.`);
}

try {
  await main();
} catch (error) {
  if (error instanceof Interrupted) {
    process.stderr.write("\ndemo: stopped; nothing is left behind.\n");
    process.exitCode = 130;
  } else {
    const known = error instanceof NotAsItShouldBe;
    process.stderr.write(`\ndemo: failed at ${current}: ${known ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
