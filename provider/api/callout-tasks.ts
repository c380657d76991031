import type { ResponseOf } from "./client";
import { ServiceError } from "./errors";
import type { Instance } from "./instance";
import { PAGE } from "./limits";
import { allPages } from "./pages";

export type CalloutTaskRow = NonNullable<ResponseOf<"DescribeAutoCalloutTasks">["Tasks"]>[number];

/** The default of the other lists, which every service takes. */
const SMALL_PAGE = 20;

/**
 * All callout tasks. A task that is overlooked may be created a second time and dial everybody again; and neither the
 * largest page nor the number of the first one is documented for this list. So a page that is refused is asked for in
 * smaller ones, and the list ends at a page that is empty or, twice, holds nothing new.
 */
export function allCalloutTasks(instance: Instance): Promise<CalloutTaskRow[]> {
  let PageSize: number = PAGE.DescribeAutoCalloutTasks;
  const page = (PageNumber: number) => instance.call("DescribeAutoCalloutTasks", { PageSize, PageNumber });
  const first = async () => {
    try {
      return await page(0);
    } catch (error) {
      const refused = error instanceof ServiceError && /^InvalidParameter(Value)?$/.test(error.code);
      if (!refused || PageSize === SMALL_PAGE) throw error;
      PageSize = SMALL_PAGE;
      return page(0);
    }
  };
  return allPages<CalloutTaskRow>(
    async (PageNumber) => {
      const answer = await (PageNumber === 0 ? first() : page(PageNumber));
      return { rows: answer.Tasks, total: answer.TotalCount };
    },
    "unknown",
    (row) => (row.TaskId ? String(row.TaskId) : undefined),
  );
}
