/** Words that add nothing to a name: "The image name.", "Name of this image", "image name field". */
const FILLERS = new Set(
  "a an the of for to in on by this that its is are be it and field value parameter property element object which".split(
    " ",
  ),
);

/** Ways to write the same word out, or to shorten it. */
const SAME = new Map(
  Object.entries({
    num: "number",
    desc: "description",
    min: "minute",
    info: "information",
    ids: "id",
    identifier: "id",
    type: "kind",
    latest: "last",
    repo: "repository",
    org: "organisation",
    organization: "organisation",
    params: "parameter",
  }),
);

/** Chinese for the words that names are made of: what a text consisting of nothing else adds is nothing. */
const CHINESE: Readonly<Record<string, readonly string[]>> = {
  account: ["账号", "帐号"],
  agent: ["Agent"],
  cluster: ["集群"],
  code: ["编码", "代码", "码"],
  container: ["容器"],
  create: ["创建"],
  description: ["描述", "说明"],
  digest: ["摘要"],
  domain: ["租户", "账号"],
  end: ["结束"],
  begin: ["开始"],
  enterprise: ["企业"],
  error: ["错误"],
  failed: ["失败"],
  file: ["文件"],
  global: ["全局"],
  group: ["组"],
  host: ["主机"],
  id: ["ID", "Id", "id", "标识", "编号"],
  image: ["镜像"],
  information: ["信息"],
  instance: ["实例"],
  is: ["是否"],
  kind: ["类型", "种类"],
  last: ["最近", "最新", "上次", "最后"],
  level: ["等级", "级别"],
  limit: ["限制", "上限"],
  list: ["列表", "查询"],
  local: ["本地"],
  name: ["名称", "名字", "名"],
  namespace: ["命名空间", "组织"],
  number: ["数量", "数目", "个数", "数"],
  operation: ["操作"],
  path: ["路径"],
  policy: ["策略"],
  project: ["项目"],
  query: ["查询"],
  rate: ["速率", "速度"],
  reason: ["原因"],
  region: ["区域", "地区"],
  registry: ["镜像仓库", "仓库"],
  repository: ["仓库"],
  request: ["请求"],
  result: ["结果"],
  risky: ["风险", "有风险"],
  scan: ["扫描"],
  scope: ["范围"],
  severity: ["严重程度", "严重", "风险"],
  size: ["大小"],
  status: ["状态"],
  stop: ["停止"],
  success: ["成功"],
  sync: ["同步"],
  tag: ["标签"],
  task: ["任务"],
  time: ["时间"],
  token: ["令牌", "Token"],
  total: ["总数", "总"],
  update: ["更新"],
  url: ["URL", "地址"],
  version: ["版本号", "版本"],
  vulnerability: ["漏洞"],
};

const CHINESE_FILLERS = ["字段", "参数", "取值", "表示", "用于", "该", "此", "的", "值", "为", "是"];

/** True where `text` says nothing that `name` (`image_name`, `BadRequest`, `Image name`) does not say already. */
export function echoes(text: string, name: string): boolean {
  return repeats(text, name) || translates(text, name);
}

/** The part of `echoes` that looks at one language: `text` consists of the words of `name` and fillers. */
export function repeats(text: string, name: string): boolean {
  const known = wordsOf(name);
  const words = wordsOf(text);
  // A blank text is missing, not repeated: other rules say so.
  return known.length > 0 && text.trim() !== "" && words.every((word) => known.includes(word));
}

/** Chinese has no spaces between words: tells whether the text can be cut into nothing but words of the name. */
function translates(text: string, name: string): boolean {
  if (!/\p{Script=Han}/u.test(text)) return false;
  const known = wordsOf(name);
  const said = [...known.flatMap((word) => [word, ...(CHINESE[word] ?? [])]), name, ...CHINESE_FILLERS];
  const reached = new Set([0]);
  for (let at = 0; at < text.length; at++) {
    if (!reached.has(at)) continue;
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at))) reached.add(at + 1);
    for (const word of said) if (text.startsWith(word, at)) reached.add(at + word.length);
  }
  return reached.has(text.length);
}

/** The content words of a name or an English text, in one spelling, lower case and singular. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]/u)
    .filter((word) => word !== "" && !FILLERS.has(word))
    .map(inOneSpelling);
}

function inOneSpelling(word: string): string {
  const singular = word.endsWith("ies")
    ? `${word.slice(0, -3)}y`
    : word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us")
      ? word.slice(0, -1)
      : word;
  return SAME.get(word) ?? SAME.get(singular) ?? singular;
}
