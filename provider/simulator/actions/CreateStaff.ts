import { addStaff } from "../by-hand";
import type { Context, Handler } from "../context";
import { documented, invalid, invalidValue, ServiceError } from "../errors";
import { checkExtensionNumber, checkTaken, mailTaken } from "../staff";
import type * as ccc from "../types";

const batchLimit = 10;

export const CreateStaff: Handler<ccc.CreateStaffRequest, ccc.CreateStaffResponse> = (context, request) => {
  if (request.Staffs.length === 0) throw invalid("Staffs must not be empty.");
  if (request.Staffs.length > batchLimit) throw invalid(`Staffs must not hold more than ${batchLimit} items.`);
  const created: string[] = [];
  const refused: ccc.ErrStaffItem[] = [];
  for (const item of request.Staffs) {
    try {
      created.push(create(context, item, request.SendPassword ?? true));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (context.dialect.createDuplicate !== "item") {
        if (context.dialect.createDuplicate === "call-all-or-nothing") {
          for (const mail of created) context.centre.staff.delete(mail);
        }
        throw error;
      }
      refused.push({ StaffEmail: item.Mail, Code: itemCode(error, context), Message: error.message });
    }
  }
  return { ErrorStaffList: refused };
};

function itemCode({ code }: ServiceError, { dialect }: Context): string {
  return { full: code, number: "4001", err: "err" }[dialect.errorItemCode];
}

/** Makes one account and returns its mail as kept. UserId and SkillGroupNameList are not known to be honoured. */
function create(context: Context, item: ccc.SeatUserInfo, sendPassword: boolean): string {
  const { centre, dialect } = context;
  const mail = dialect.mailCase === "lowered" ? item.Mail.toLowerCase() : item.Mail;
  if (!/^\S+@\S+$/.test(mail)) throw invalidValue("Mail must be an e-mail address.");
  if (item.Name === "") throw invalidValue("Name must not be empty.");
  if (item.StaffNumber === "") throw invalidValue("StaffNumber must not be empty.");
  if (item.Role !== undefined && item.Role < 1) throw invalidValue("Role must be 1, 2, 3 or the id of a custom role.");
  checkExtensionNumber(item.ExtensionNumber ?? "");
  if (mailTaken(context, mail)) throw documented("FailedOperation.DuplicatedAccount");
  if (centre.staff.size >= centre.purchases.seats) throw documented("LimitExceeded");
  const staff = addStaff(centre, {
    mail,
    name: item.Name,
    staffNumber: item.StaffNumber,
    phone: item.Phone ?? "",
    nick: item.Nick ?? "",
    extensionNumber: item.ExtensionNumber ?? "",
    roles: [item.Role ?? 3],
    forcedOffline: dialect.forcedSurvives && wasForced(context, mail),
    passwordMails: sendPassword ? 1 : 0,
    lastModified: context.seconds,
  });
  try {
    checkTaken(context, staff);
  } catch (error) {
    centre.staff.delete(mail);
    throw error;
  }
  return mail;
}

function wasForced({ centre }: Context, mail: string): boolean {
  const last = centre.departed.staff.findLast(({ staff }) => staff.mail.toLowerCase() === mail.toLowerCase());
  return last?.staff.forcedOffline === true;
}
