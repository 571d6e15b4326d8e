/**
 * Redoc's own labels in Chinese. Redoc has no setting for them, so they are replaced where they stand, as whole texts: the
 * document's texts are Chinese already, and its names and values are left alone.
 */
const LABELS: Readonly<Record<string, string>> = {
  "Search ": "搜索 ",
  "API docs by": "文档工具",
  "Back to docs": "返回文档",
  "Collapse all": "全部折叠",
  "Copied!": "已复制",
  "Enum Value": "取值",
  "Items Enum Value": "元素取值",
  "Items Value": "元素取值",
  "Loading...": "加载中…",
  "No page at this address": "此地址没有页面",
  "It may have been moved or deleted.": "页面可能已移动或删除。",
  "Expand all": "全部展开",
  "Array of items": "数组元素",
  "Array of objects": "对象数组",
  "Array of strings": "字符串数组",
  "Array of integers": "整数数组",
  "Hide pattern": "隐藏格式",
  "Link to this section": "本节链接",
  "No request payload": "无请求体",
  "No results": "没有结果",
  "Show less": "收起",
  "Show more": "展开更多",
  "Show pattern": "显示格式",
  "No recent searches": "没有最近的搜索",
  "Recent searches": "最近的搜索",
  "Header parameter name:": "消息头名称：",
  "request examples": "请求示例",
  "response examples": "响应示例",
  "query parameters": "查询参数",
  "path parameters": "路径参数",
  "header parameters": "消息头",
  callback: "回调",
  "request body": "请求体",
  "request fields": "请求字段",
  "response fields": "响应字段",
  "schema fields": "结构字段",
  "to exit": "退出",
  "to navigate": "移动",
  "to select": "选择",
  "View security details": "查看认证详情",
  " or ": " 或 ",
  " and ": " 和 ",
  Body: "消息体",
  Copy: "复制",
  Default: "默认值",
  Deprecated: "已弃用",
  Description: "说明",
  Enum: "取值",
  Example: "示例",
  Examples: "示例",
  Headers: "消息头",
  Hide: "隐藏",
  License: "许可证",
  Operations: "接口",
  Overview: "概览",
  Path: "路径参数",
  Pattern: "格式",
  Payload: "请求体",
  Query: "查询参数",
  Request: "请求",
  Response: "响应",
  Responses: "响应",
  Security: "认证",
  Servers: "终端节点",
  deprecated: "已弃用",
  Show: "显示",
  Value: "取值",
  "write-only": "只写",
  "non-empty": "非空",
  recursive: "递归",
  required: "必选",
};

/** Labels with something in them: a type with its length, the number of properties, the name of a section. */
const PATTERNS: readonly [RegExp, string][] = [
  [/(\]|\d) characters$/, "$1 个字符"],
  [/, non-empty$/, ", 非空"],
  [/^Array of (\w+)/, "$1数组"],
  [/^(?:Show|Hide) (\d+) (?:array )?properties$/, "$1个属性"],
  [/^response (\d+|default) examples$/, "响应$1示例"],
  [/^response (\d+|default) fields$/, "响应$1字段"],
  [/^link to (.+)$/, "链接到：$1"],
];

const ATTRIBUTES: Readonly<Record<string, string>> = {
  "Copy to clipboard": "复制到剪贴板",
  "Hide sidebar": "隐藏侧栏",
  "Open navigation menu": "打开导航菜单",
  "Show sidebar": "显示侧栏",
  "Single column": "单列",
  "Switch to single column": "切换为单列",
  "Switch to two columns": "切换为双列",
  "Two columns": "双列",
  "Response media type": "响应的媒体类型",
  "Response status": "响应状态",
  Close: "关闭",
  collapse: "折叠",
  dark: "深色",
  expand: "展开",
  light: "浅色",
  ...LABELS,
};

/** Stands where a quotation would. */
const NO_PAYLOAD = "// No request payload";

/** What is quoted from the document: code, examples, values. */
const QUOTED = "code, pre, td, .schema-name, script, style";

/**
 * Translates the labels in `root`, now and whenever Redoc draws. It begins when Redoc first changes the page: until then
 * React compares it with what the server wrote.
 */
export function translateLabels(root: HTMLElement): void {
  const observer = new MutationObserver(() => {
    translateTexts(root);
    translateAttributes(root);
  });
  observer.observe(root, { childList: true, characterData: true, subtree: true });
}

function translateTexts(root: HTMLElement): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.nodeValue ?? "";
    if (text === NO_PAYLOAD) node.nodeValue = "// 无请求体";
    const translated = translate(text);
    if (translated !== text && node.parentElement?.closest(QUOTED) === null) node.nodeValue = translated;
  }
}

function translate(text: string): string {
  if (Object.hasOwn(LABELS, text)) return LABELS[text] ?? text;
  return PATTERNS.reduce((changed, [pattern, label]) => changed.replace(pattern, label), text);
}

function translateAttributes(root: HTMLElement): void {
  for (const name of ["title", "aria-label", "placeholder"]) {
    for (const element of root.querySelectorAll(`[${name}]`)) {
      const label = element.getAttribute(name) ?? "";
      const translated = ATTRIBUTES[label] ?? translate(label);
      if (translated !== label) element.setAttribute(name, translated);
    }
  }
}
