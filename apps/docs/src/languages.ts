/** What is said in each language outside the document itself. */
export interface Words {
  /** For `lang` and `hreflang`. */
  readonly tag: string;
  /** The language's name in itself, on the switch. */
  readonly name: string;
  readonly title: string;
  /** Of the link to the bundle. */
  readonly openapi: string;
  /** The pages' names, in the header and as their titles. */
  readonly pages: { readonly index: string; readonly errors: string; readonly regions: string };
  /** Of the label on the header's navigation, for screen readers. */
  readonly navigation: string;
  /** Of a deprecated operation, before its successor's name. */
  readonly successor: string;
  /** Before the codes that an operation gives. */
  readonly errors: string;
  /** After these: the link to the codes that any operation can give. */
  readonly gateway: string;
  /** Before what is written about a secret. */
  readonly secret: string;
  readonly table: {
    readonly value: string;
    readonly meaning: string;
    readonly name: string;
    readonly mask: string;
    /** Above the values of an open enumeration. */
    readonly open: string;
    /** Above the masks of a bit mask. */
    readonly bitmask: string;
  };
}

export const languages = {
  en: {
    tag: "en",
    name: "English",
    title: "HSS image security API",
    openapi: "OpenAPI",
    pages: { index: "Reference", errors: "Errors", regions: "Regions" },
    navigation: "Document",
    successor: "replaced by",
    errors: "Known error codes:",
    gateway: "any of the API gateway",
    secret: "**Secret:** keep it out of logs.",
    table: {
      value: "Value",
      meaning: "Meaning",
      name: "Name",
      mask: "Mask",
      open: "Known values; the service may add others:",
      bitmask: "A bit mask; combine these with OR:",
    },
  },
  zh: {
    tag: "zh-CN",
    name: "中文",
    title: "HSS镜像安全API",
    openapi: "OpenAPI",
    pages: { index: "接口", errors: "错误码", regions: "区域" },
    navigation: "文档",
    successor: "替代接口：",
    errors: "已知错误码：",
    gateway: "API网关错误码",
    secret: "**敏感信息**，请勿写入日志。",
    table: {
      value: "取值",
      meaning: "含义",
      name: "名称",
      mask: "掩码",
      open: "目前已知的取值如下，服务端可能新增其他取值：",
      bitmask: "按位掩码，可用“或”运算组合：",
    },
  },
} as const satisfies Record<string, Words>;

export type Language = keyof typeof languages;
export const languageIds = Object.keys(languages) as Language[];
