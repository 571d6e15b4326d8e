import type { Command } from "commander";
import type { Language } from "./language.ts";

interface ConnectionTexts {
  readonly heading: string;
  readonly region: string;
  readonly endpoint: string;
  readonly projectId: string;
  readonly enterpriseProjectId: string;
  readonly profileFile: string;
  readonly tokenFile: string;
  /** Stands at the end of the help of each command that connects. */
  readonly credentials: string;
}

export const connectionTexts: Readonly<Record<Language, ConnectionTexts>> = {
  en: {
    heading: "Connection:",
    region: "region, as cn-north-4 (or HSS_REGION)",
    endpoint: "address in place of the region's (or HSS_ENDPOINT)",
    projectId: "project of that region (or HUAWEICLOUD_SDK_PROJECT_ID, or the profile's)",
    enterpriseProjectId: "one enterprise project; all_granted_eps for all",
    profileFile: "credentials file with a section [basic]",
    tokenFile: "file that holds an IAM token",
    credentials: `
Credentials are never arguments. They come from --token-file or --profile-file, else HSS_TOKEN,
else HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK (with HUAWEICLOUD_SDK_SECURITY_TOKEN for temporary ones;
CLOUD_SDK_AK and CLOUD_SDK_SK are read too), else ~/.huaweicloud/credentials.`,
  },
  zh: {
    heading: "连接：",
    region: "区域，如 cn-north-4（或设置 HSS_REGION）",
    endpoint: "代替区域的服务地址（或设置 HSS_ENDPOINT）",
    projectId: "该区域的项目ID（或设置 HUAWEICLOUD_SDK_PROJECT_ID，或写在凭证文件中）",
    enterpriseProjectId: "企业项目ID；all_granted_eps 表示全部企业项目",
    profileFile: "凭证文件，其中须有 [basic] 一节",
    tokenFile: "存放IAM Token的文件",
    credentials: `
凭证不能写在命令行参数里。读取顺序：--token-file 或 --profile-file 指定的文件；环境变量 HSS_TOKEN；
HUAWEICLOUD_SDK_AK 和 HUAWEICLOUD_SDK_SK（临时密钥再加 HUAWEICLOUD_SDK_SECURITY_TOKEN；
也识别 CLOUD_SDK_AK 和 CLOUD_SDK_SK）；最后是 ~/.huaweicloud/credentials。`,
  },
};

/** Adds the options that every command has which talks to the service. */
export function addConnectionOptions(command: Command, language: Language = "en"): Command {
  const texts = connectionTexts[language];
  return command
    .optionsGroup(texts.heading)
    .option("--region <id>", texts.region)
    .option("--endpoint <url>", texts.endpoint)
    .option("--project-id <id>", texts.projectId)
    .option("--enterprise-project-id <id>", texts.enterpriseProjectId)
    .option("--profile-file <file>", texts.profileFile)
    .option("--token-file <file>", texts.tokenFile);
}

export const credentialHelp = connectionTexts.en.credentials;
