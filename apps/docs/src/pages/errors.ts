import type { ErrorCode } from "@hss-kit/spec/errors.json";
import { type Language, languages } from "../languages.ts";
import { address, type OpenApi, operationsOf } from "../operations.ts";
import { frame, otherLanguage } from "./frame.ts";
import { escapeHtml, paragraph, table } from "./markup.ts";

interface ErrorWords {
  readonly intro: readonly string[];
  readonly filter: string;
  readonly example: string;
  /** `{shown}` and `{all}` are filled in, in the browser as well. */
  readonly count: string;
  readonly nothing: string;
  readonly columns: readonly [
    code: string,
    status: string,
    meaning: string,
    cause: string,
    action: string,
    source: string,
  ];
  readonly origins: Readonly<Record<ErrorCode["origin"], { readonly title: string; readonly text: string }>>;
  readonly sources: Readonly<Record<ErrorCode["sources"][number], string>>;
  /** Above the operations that are known to give a code; `{count}` is filled in. */
  readonly operations: (count: number) => string;
  /** Between the names of sources. */
  readonly comma: string;
}

const WORDS: Readonly<Record<Language, ErrorWords>> = {
  en: {
    intro: [
      "Branch on the code, not on the status: HSS answers 400 for nearly everything, and its message may change. Log the code together with the request ID, from the header `X-Request-Id` or from `request_id` in the body; support asks for it.",
      "The list is not closed. HSS knows more codes than it documents, and some answers carry a bare number, such as `00000010`, and no `error_msg`.",
    ],
    filter: "Filter",
    example: "Code, status or words",
    count: "{shown} of {all} codes",
    nothing: "No code fits. Try fewer words, or the code alone.",
    columns: ["Code", "HTTP", "Meaning", "Likely cause", "What to do", "Source"],
    origins: {
      hss: { title: "HSS", text: "The request has reached the service, and the service refuses it." },
      gateway: {
        title: "API gateway",
        text: "The request was stopped in front of HSS, or HSS did not answer in time. Any operation can give these. Some pages and answers write `APIG.` where others write `APIGW.`; they mean the same.",
      },
    },
    sources: { doc: "documented", live: "seen in answers" },
    operations: (count) => (count === 1 ? "1 operation" : `${count} operations`),
    comma: ", ",
  },
  zh: {
    intro: [
      "程序中请按错误码判断，不要按HTTP状态码判断：HSS几乎所有错误都返回400，错误信息的文字也可能变化。记录日志时请同时保存请求ID（响应头 `X-Request-Id`，或响应体中的 `request_id`），提交工单时需要提供。",
      "下表并不完整。HSS还会返回未公开的错误码，有些响应中只有 `00000010` 这样的数字，也没有 `error_msg`。",
    ],
    filter: "筛选",
    example: "错误码、状态码或关键词",
    count: "显示{shown}/{all}个",
    nothing: "没有符合条件的错误码。请减少关键词，或只输入错误码。",
    columns: ["错误码", "HTTP", "含义", "可能原因", "处理建议", "来源"],
    origins: {
      hss: { title: "HSS", text: "请求已到达HSS，由HSS返回的错误码。" },
      gateway: {
        title: "API网关",
        text: "请求在到达HSS之前被网关拦截，或者HSS未及时响应。所有接口都可能返回这些错误码。部分页面和响应中写作 `APIG.`，与 `APIGW.` 含义相同。",
      },
    },
    sources: { doc: "官方文档", live: "实际响应" },
    operations: (count) => `相关接口（${count}个）`,
    comma: "、",
  },
};

const ORIGINS = ["hss", "gateway"] as const satisfies ErrorCode["origin"][];

/** The page of the error codes, as HTML. */
export function errorsPage(language: Language, errors: readonly ErrorCode[], document: OpenApi): string {
  const words = WORDS[language];
  const sections = ORIGINS.map((origin) => {
    const { title, text } = words.origins[origin];
    const rows = errors
      .filter((error) => error.origin === origin)
      .map((error) => ({ attributes: attributes(error, language), cells: cells(error, language, document) }));
    return `<section class="group">
<h2 id="${origin}">${title}</h2>
<p>${paragraph(text)}</p>
${table(title, words.columns, rows)}
</section>`;
  });
  const count = words.count.replace("{shown}", String(errors.length)).replace("{all}", String(errors.length));
  const main = `${words.intro.map((text) => `<p>${paragraph(text)}</p>`).join("\n")}
<div class="filter" role="search">
  <label for="filter">${words.filter}</label>
  <input id="filter" type="search" autocomplete="off" spellcheck="false" placeholder="${words.example}">
  <output for="filter" data-count="${words.count}">${count}</output>
</div>
<p id="nothing" hidden>${words.nothing}</p>
${sections.join("\n")}`;
  return frame(language, "errors", languages[language].pages.errors, main);
}

/** The row also answers to the words of the other language, since messages are often quoted in the other one. */
function attributes(error: ErrorCode, language: Language): string {
  return `id="${error.code}" data-also="${escapeHtml(error[otherLanguage(language)].meaning)}"`;
}

function cells(error: ErrorCode, language: Language, document: OpenApi): string[] {
  const words = WORDS[language];
  const { meaning, cause, action } = error[language];
  return [
    `<a href="#${error.code}"><code>${error.code}</code></a>`,
    error.statuses.join(words.comma),
    paragraph(meaning) + operationsWith(error, language, document),
    paragraph(cause),
    paragraph(action),
    error.sources.map((source) => words.sources[source]).join(words.comma),
  ];
}

function operationsWith({ code }: ErrorCode, language: Language, document: OpenApi): string {
  const known = operationsOf(document).filter((operation) => operation["x-errors"]?.includes(code));
  if (known.length === 0) return "";
  const links = known.map(
    ({ operationId, summary = "" }) =>
      `<li><a href="./${address(operationId)}" title="${escapeHtml(summary)}">${operationId}</a></li>`,
  );
  return `<details><summary>${WORDS[language].operations(known.length)}</summary><ul>${links.join("")}</ul></details>`;
}
