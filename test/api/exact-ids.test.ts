import assert from "node:assert/strict";
import { readAnswer } from "../../provider/api/answers";
import { ServiceError } from "../../provider/api/errors";
import { UserError } from "../../provider/base/errors";
import { callerFor, failureOf, withServer } from "./fakes";

/** The first whole number that a double cannot hold: it becomes the one before it. */
const beyond = "9007199254740993";
const page = { SdkAppId: 1400000000, PageSize: 20, PageNumber: 0 };

describe("ids that a number cannot hold exactly", () => {
  const answers: [name: string, body: string, about: string][] = [
    ["as a number", `{"CampaignList":[{"CampaignId":${beyond}}]}`, "CampaignId is about 9007199254740992"],
    ["as a text", `{"CampaignList":[{"CampaignId":"${beyond}"}]}`, `CampaignId is ${beyond}`],
    ["deep inside", `{"A":[{"B":{"SkillGroupId":${beyond}}}]}`, "SkillGroupId is about"],
    ["in a list", `{"Numbers":[{"CallOutSkillGroupIds":[1,${beyond}]}]}`, "CallOutSkillGroupIds is about"],
    ["in a text of several", `{"ExtensionList":[{"SkillGroupId":"12,${beyond}"}]}`, `SkillGroupId is ${beyond}`],
    ["of a task", `{"TaskId":${beyond}}`, "TaskId is about"],
    ["where a text was expected", `{"ExtensionList":[{"ExtensionId":${beyond}}]}`, "ExtensionId is about"],
  ];
  for (const [name, body, about] of answers) {
    it(`are refused in an answer ${name}, and the call is not repeated`, async () => {
      await withServer(
        (_received, response) => {
          response.setHeader("content-type", "application/json");
          response.end(`{"Response":{"RequestId":"r-1",${body.slice(1)}}`);
        },
        async ({ url, calls }) => {
          const call = callerFor(url).caller.call("DescribePredictiveDialingCampaigns", page);
          const error = await failureOf(call);
          assert.deepEqual([error.code, error.applied, error.requestId], ["Answer.Inexact", "maybe", "r-1"]);
          assert.ok(error.message.includes(`${about}`), error.message);
          assert.match(error.message, /ids above 9007199254740991 cannot be told apart here/);
          assert.equal(calls.length, 1);
        },
      );
    });
  }

  it("are read as long as they are exact, in every form", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const read = readAnswer({
      TaskId: most,
      Rows: [{ CampaignId: `${most}`, SkillGroupId: `${most},7` }],
      Total: 1e20,
    });
    assert.deepEqual(read, { TaskId: most, Rows: [{ CampaignId: most, SkillGroupId: `${most},7` }], Total: 1e20 });
    assert.throws(() => readAnswer({ TaskId: most + 1 }), ServiceError);
  });

  it("are refused in a request, and nothing is sent", async () => {
    await withServer(
      () => assert.fail("nothing may be sent"),
      async ({ url, calls }) => {
        const { caller } = callerFor(url);
        const inexact = Number(beyond);
        const requests: [Promise<unknown>, string][] = [
          [caller.call("StopAutoCalloutTask", { SdkAppId: 1, TaskId: inexact }), "TaskId of StopAutoCalloutTask"],
          [caller.call("StopAutoCalloutTask", { SdkAppId: 1, TaskId: Number.NaN }), "TaskId of StopAutoCalloutTask"],
          [
            caller.call("BindNumberCallOutSkillGroup", { SdkAppId: 1, Number: "1", SkillGroupIds: [1, inexact] }),
            "SkillGroupIds of BindNumberCallOutSkillGroup",
          ],
        ];
        for (const [call, subject] of requests) {
          await assert.rejects(call, (error: Error) => {
            assert.ok(error instanceof UserError);
            assert.ok(
              error.message.startsWith(`${subject}: expected a whole number up to 9007199254740991, got `),
              error.message,
            );
            return true;
          });
        }
        assert.equal(calls.length, 0);
      },
    );
  });
});
