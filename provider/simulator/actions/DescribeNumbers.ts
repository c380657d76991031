import type { Handler } from "../context";
import { checkPage, slice, total } from "../paging";
import type * as ccc from "../types";

const defaultPageSize = 20;

export const DescribeNumbers: Handler<ccc.DescribeNumbersRequest, ccc.DescribeNumbersResponse> = (
  context,
  { PageNumber = 0, PageSize = defaultPageSize },
) => {
  const page = checkPage(context, { PageNumber, PageSize });
  const numbers = [...context.view.numbers.values()];
  return {
    TotalCount: total(context, numbers.length, numbers.length),
    Numbers: slice(context, numbers, page).map((one) => ({
      Number: one.number,
      CallOutSkillGroupIds: [...one.callOutSkillGroupIds],
      State: one.state,
      CostType: 0,
    })),
  };
};
