/** The vendor SDK's own request and response types; the simulator answers in them. */
export type * from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models";
