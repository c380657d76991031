import type { Handler } from "../context";
import { AbortPredictiveDialingCampaign } from "./AbortPredictiveDialingCampaign";
import { BindNumberCallInInterface } from "./BindNumberCallInInterface";
import { BindNumberCallOutSkillGroup } from "./BindNumberCallOutSkillGroup";
import { BindStaffSkillGroupList } from "./BindStaffSkillGroupList";
import { CreateAutoCalloutTask } from "./CreateAutoCalloutTask";
import { CreateCCCSkillGroup } from "./CreateCCCSkillGroup";
import { CreateExtension } from "./CreateExtension";
import { CreatePredictiveDialingCampaign } from "./CreatePredictiveDialingCampaign";
import { CreateStaff } from "./CreateStaff";
import { DeleteCCCSkillGroup } from "./DeleteCCCSkillGroup";
import { DeleteExtension } from "./DeleteExtension";
import { DeletePredictiveDialingCampaign } from "./DeletePredictiveDialingCampaign";
import { DeleteStaff } from "./DeleteStaff";
import { DescribeAutoCalloutTask } from "./DescribeAutoCalloutTask";
import { DescribeAutoCalloutTasks } from "./DescribeAutoCalloutTasks";
import { DescribeCallInMetrics } from "./DescribeCallInMetrics";
import { DescribeCCCBuyInfoList } from "./DescribeCCCBuyInfoList";
import { DescribeExtension } from "./DescribeExtension";
import { DescribeExtensions } from "./DescribeExtensions";
import { DescribeNumbers } from "./DescribeNumbers";
import { DescribePredictiveDialingCampaign } from "./DescribePredictiveDialingCampaign";
import { DescribePredictiveDialingCampaigns } from "./DescribePredictiveDialingCampaigns";
import { DescribePredictiveDialingSessions } from "./DescribePredictiveDialingSessions";
import { DescribeProtectedTelCdr } from "./DescribeProtectedTelCdr";
import { DescribePSTNActiveSessionList } from "./DescribePSTNActiveSessionList";
import { DescribeSessionDetail } from "./DescribeSessionDetail";
import { DescribeSkillGroupInfoList } from "./DescribeSkillGroupInfoList";
import { DescribeStaffInfoList } from "./DescribeStaffInfoList";
import { DescribeStaffStatusHistory } from "./DescribeStaffStatusHistory";
import { DescribeStaffStatusMetrics } from "./DescribeStaffStatusMetrics";
import { DescribeTelCallInfo } from "./DescribeTelCallInfo";
import { DescribeTelCdr } from "./DescribeTelCdr";
import { DescribeTelSession } from "./DescribeTelSession";
import { ForceMemberOffline } from "./ForceMemberOffline";
import { ModifyExtension } from "./ModifyExtension";
import { ModifyStaff } from "./ModifyStaff";
import { ModifyStaffPassword } from "./ModifyStaffPassword";
import { PauseAutoCalloutTask } from "./PauseAutoCalloutTask";
import { PausePredictiveDialingCampaign } from "./PausePredictiveDialingCampaign";
import { ResetExtensionPassword } from "./ResetExtensionPassword";
import { RestoreMemberOnline } from "./RestoreMemberOnline";
import { ResumeAutoCalloutTask } from "./ResumeAutoCalloutTask";
import { ResumePredictiveDialingCampaign } from "./ResumePredictiveDialingCampaign";
import { SetStaffStatus } from "./SetStaffStatus";
import { StopAutoCalloutTask } from "./StopAutoCalloutTask";
import { UnbindNumberCallOutSkillGroup } from "./UnbindNumberCallOutSkillGroup";
import { UnbindStaffSkillGroupList } from "./UnbindStaffSkillGroupList";
import { UpdateCCCSkillGroup } from "./UpdateCCCSkillGroup";
import { UpdatePredictiveDialingCampaign } from "./UpdatePredictiveDialingCampaign";

/**
 * Every action the simulator knows, by the service's own name. An action whose name starts with Describe only reads;
 * every other one changes something. After adding one here: node tools/request-schemas.mjs
 */
export const actions: Readonly<Record<string, Handler<never, object>>> = {
  AbortPredictiveDialingCampaign,
  BindNumberCallInInterface,
  BindNumberCallOutSkillGroup,
  BindStaffSkillGroupList,
  CreateAutoCalloutTask,
  CreateCCCSkillGroup,
  CreateExtension,
  CreatePredictiveDialingCampaign,
  CreateStaff,
  DeleteCCCSkillGroup,
  DeleteExtension,
  DeletePredictiveDialingCampaign,
  DeleteStaff,
  DescribeAutoCalloutTask,
  DescribeAutoCalloutTasks,
  DescribeCCCBuyInfoList,
  DescribeCallInMetrics,
  DescribeExtension,
  DescribeExtensions,
  DescribeNumbers,
  DescribePSTNActiveSessionList,
  DescribePredictiveDialingCampaign,
  DescribePredictiveDialingCampaigns,
  DescribePredictiveDialingSessions,
  DescribeProtectedTelCdr,
  DescribeSessionDetail,
  DescribeSkillGroupInfoList,
  DescribeStaffInfoList,
  DescribeStaffStatusHistory,
  DescribeStaffStatusMetrics,
  DescribeTelCallInfo,
  DescribeTelCdr,
  DescribeTelSession,
  ForceMemberOffline,
  ModifyExtension,
  ModifyStaff,
  ModifyStaffPassword,
  PauseAutoCalloutTask,
  PausePredictiveDialingCampaign,
  ResetExtensionPassword,
  RestoreMemberOnline,
  ResumeAutoCalloutTask,
  ResumePredictiveDialingCampaign,
  SetStaffStatus,
  StopAutoCalloutTask,
  UnbindNumberCallOutSkillGroup,
  UnbindStaffSkillGroupList,
  UpdateCCCSkillGroup,
  UpdatePredictiveDialingCampaign,
};
