import type { Handler } from "../context";
import { BindNumberCallOutSkillGroup } from "./BindNumberCallOutSkillGroup";
import { BindStaffSkillGroupList } from "./BindStaffSkillGroupList";
import { CreateAutoCalloutTask } from "./CreateAutoCalloutTask";
import { CreateCCCSkillGroup } from "./CreateCCCSkillGroup";
import { CreateExtension } from "./CreateExtension";
import { CreateStaff } from "./CreateStaff";
import { DeleteCCCSkillGroup } from "./DeleteCCCSkillGroup";
import { DeleteExtension } from "./DeleteExtension";
import { DeleteStaff } from "./DeleteStaff";
import { DescribeAutoCalloutTask } from "./DescribeAutoCalloutTask";
import { DescribeAutoCalloutTasks } from "./DescribeAutoCalloutTasks";
import { DescribeCCCBuyInfoList } from "./DescribeCCCBuyInfoList";
import { DescribeExtension } from "./DescribeExtension";
import { DescribeExtensions } from "./DescribeExtensions";
import { DescribeNumbers } from "./DescribeNumbers";
import { DescribeSkillGroupInfoList } from "./DescribeSkillGroupInfoList";
import { DescribeStaffInfoList } from "./DescribeStaffInfoList";
import { DescribeStaffStatusMetrics } from "./DescribeStaffStatusMetrics";
import { ForceMemberOffline } from "./ForceMemberOffline";
import { ModifyExtension } from "./ModifyExtension";
import { ModifyStaff } from "./ModifyStaff";
import { ModifyStaffPassword } from "./ModifyStaffPassword";
import { PauseAutoCalloutTask } from "./PauseAutoCalloutTask";
import { ResetExtensionPassword } from "./ResetExtensionPassword";
import { RestoreMemberOnline } from "./RestoreMemberOnline";
import { ResumeAutoCalloutTask } from "./ResumeAutoCalloutTask";
import { SetStaffStatus } from "./SetStaffStatus";
import { StopAutoCalloutTask } from "./StopAutoCalloutTask";
import { UnbindNumberCallOutSkillGroup } from "./UnbindNumberCallOutSkillGroup";
import { UnbindStaffSkillGroupList } from "./UnbindStaffSkillGroupList";
import { UpdateCCCSkillGroup } from "./UpdateCCCSkillGroup";

/**
 * Every action the simulator knows, by the service's own name. An action whose name starts with Describe only reads;
 * every other one changes something. After adding one here: node tools/request-schemas.mjs
 */
export const actions: Readonly<Record<string, Handler<never, object>>> = {
  BindNumberCallOutSkillGroup,
  BindStaffSkillGroupList,
  CreateAutoCalloutTask,
  CreateCCCSkillGroup,
  CreateExtension,
  CreateStaff,
  DeleteCCCSkillGroup,
  DeleteExtension,
  DeleteStaff,
  DescribeAutoCalloutTask,
  DescribeAutoCalloutTasks,
  DescribeCCCBuyInfoList,
  DescribeExtension,
  DescribeExtensions,
  DescribeNumbers,
  DescribeSkillGroupInfoList,
  DescribeStaffInfoList,
  DescribeStaffStatusMetrics,
  ForceMemberOffline,
  ModifyExtension,
  ModifyStaff,
  ModifyStaffPassword,
  PauseAutoCalloutTask,
  ResetExtensionPassword,
  RestoreMemberOnline,
  ResumeAutoCalloutTask,
  SetStaffStatus,
  StopAutoCalloutTask,
  UnbindNumberCallOutSkillGroup,
  UnbindStaffSkillGroupList,
  UpdateCCCSkillGroup,
};
