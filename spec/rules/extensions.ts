/** Where an extension may stand, as Redocly names node types; "any" is every node that has texts. */
export type Place = "any" | "Operation" | "Parameter" | "Schema" | "Tag";

export interface Extension {
  readonly name: string;
  readonly places: readonly Place[];
  /** What it means to a reader of the document; README.md and README.zh.md print both. */
  readonly meaning: { readonly en: string; readonly zh: string };
  /** True where only the source has it: no bundle does. */
  readonly sourceOnly?: true;
}

/** Every `x-` key of the document. The rule `known-extensions` refuses any other. */
export const EXTENSIONS: readonly Extension[] = [
  {
    name: "x-zh",
    places: ["any"],
    meaning: {
      en: "The Chinese texts of the node it stands in, under the same keys as the English ones.",
      zh: "所在节点的中文文本，键名与英文文本一致。",
    },
    sourceOnly: true,
  },
  {
    name: "x-enumDescriptions",
    places: ["Schema"],
    meaning: {
      en: "What each value of `enum` or `x-extensible-enum` means: an object from value to text.",
      zh: "说明 `enum` 或 `x-extensible-enum` 中每个取值的含义，形式为“取值: 说明”。",
    },
  },
  {
    name: "x-extensible-enum",
    places: ["Schema"],
    meaning: {
      en: "The words known today of an enumeration that the service may extend: an unknown word is valid.",
      zh: "列出目前已知的取值。服务端可能新增取值，因此出现列表之外的值也合法。",
    },
  },
  {
    name: "x-bitmask",
    places: ["Schema"],
    meaning: {
      en: "The named bits of an integer: an object from name to its `mask` and what it stands for.",
      zh: "整数中各个具名的位：名称对应其掩码 `mask` 及说明。",
    },
  },
  {
    name: "x-unit",
    places: ["Schema"],
    meaning: {
      en: "The unit of a number. `ms`, the only one so far: milliseconds since 1970-01-01T00:00:00Z, which a JavaScript number holds exactly.",
      zh: "数值的单位。目前只有 `ms`：自1970-01-01T00:00:00Z起的毫秒数，JavaScript 的 number 可以精确表示。",
    },
  },
  {
    name: "x-displayName",
    places: ["Tag"],
    meaning: {
      en: "The heading to show in place of a tag's name, which is the same in both languages.",
      zh: "标签的显示名称。标签的 `name` 在两种语言中相同，界面上以此名称显示。",
    },
  },
  {
    name: "x-deviation",
    places: ["any"],
    meaning: {
      en: "Here the official documentation contradicts itself, the SDKs or the service; the value is a heading of deviations.md, which says what was chosen.",
      zh: "此处官方文档自相矛盾，或与 SDK、实际服务不一致；其值对应 deviations.md 中的一个标题，取舍见该处。",
    },
  },
  {
    name: "x-successor",
    places: ["Operation"],
    meaning: {
      en: "The `operationId` of the operation to call in place of this one, which is deprecated.",
      zh: "该接口已废弃，其值为替代接口的 `operationId`。",
    },
  },
  {
    name: "x-secret",
    places: ["Parameter", "Schema"],
    meaning: {
      en: "`true`: the value is a secret; never show it, and never log it or a URL that holds it. `false`: only its name sounds like one.",
      zh: "取 `true` 表示该值是机密，不得显示，也不得把它或含有它的URL写入日志；取 `false` 表示只是名称像机密。",
    },
  },
  {
    name: "x-errors",
    places: ["Operation"],
    meaning: {
      en: "Codes of errors.json that the operation is known to give. Codes of the gateway, and any that HSS does not document, can come on top.",
      zh: "已知该接口会返回的错误码，说明见 errors.json。除此之外，还可能返回网关错误码和官方未说明的错误码。",
    },
  },
];

/** The extension called `name`, or undefined where there is none. */
export function extension(name: string): Extension | undefined {
  return EXTENSIONS.find((known) => known.name === name);
}
