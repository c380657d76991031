import { addSkillGroup } from "../by-hand";
import type { Handler } from "../context";
import { documented, invalid } from "../errors";
import { nameTaken, onlineType } from "../groups";
import type * as ccc from "../types";

/** 0 phone, 1 online, 3 audio, 4 video; there is no 2. */
const types = [0, 1, 3, 4];

export const CreateCCCSkillGroup: Handler<ccc.CreateCCCSkillGroupRequest, ccc.CreateCCCSkillGroupResponse> = (
  context,
  { SkillGroupName, SkillGroupType, MaxConcurrency = 1 },
) => {
  const { centre, data, seconds } = context;
  if (SkillGroupName === "") throw invalid("SkillGroupName must not be empty.");
  if (!types.includes(SkillGroupType)) throw invalid("SkillGroupType must be 0, 1, 3 or 4.");
  if (MaxConcurrency < 1) throw invalid("MaxConcurrency must be at least 1.");
  if (SkillGroupType !== onlineType && MaxConcurrency !== 1) {
    throw invalid("MaxConcurrency must be 1 unless the skill group is online.");
  }
  if (nameTaken(context, SkillGroupName, SkillGroupType)) throw documented("InvalidParameterValue.SkillGroupExist");
  const group = addSkillGroup(centre, {
    skillGroupId: data.newId(),
    name: SkillGroupName,
    type: SkillGroupType,
    maxConcurrency: MaxConcurrency,
    lastModified: seconds,
  });
  return { SkillGroupId: group.skillGroupId };
};
