import { type Language, languages } from "../languages.ts";
import type { OpenApi } from "../operations.ts";
import { frame } from "./frame.ts";
import { escapeHtml, paragraph, table } from "./markup.ts";

interface RegionWords {
  readonly intro: readonly string[];
  readonly list: string;
  readonly columns: readonly [id: string, name: string, endpoint: string, variable: string];
  readonly overrides: { readonly title: string; readonly text: string; readonly steps: readonly string[] };
  readonly house: string;
}

const WORDS: Readonly<Record<Language, RegionWords>> = {
  en: {
    intro: [
      "A project lies in exactly one region. Send its requests to the endpoint of that region, with a token of the same region; a request that goes elsewhere fails with [APIGW.0307](errors.html#APIGW.0307), [APIGW.0310](errors.html#APIGW.0310) or [HSS.0012](errors.html#HSS.0012).",
      "Not every region offers every operation: [APIGW.0101](errors.html#APIGW.0101) may mean that one is missing there.",
    ],
    list: "Endpoints",
    columns: ["Region ID", "Name", "Endpoint", "SDK variable"],
    overrides: {
      title: "Another endpoint in the official SDKs",
      text: "The SDKs of Huawei Cloud carry such a list themselves. You can put another address in front of it, say for a region that your version does not know, a proxy, or a local emulator. The first of these that names the region wins:",
      steps: [
        "The region's environment variable, from the table above. Several addresses are separated by commas:",
        "A YAML file: the one that the variable `HUAWEICLOUD_SDK_REGIONS_FILE` names, else `~/.huaweicloud/regions.yaml`. For several addresses write `endpoints` and a list:",
        "The list in the SDK.",
      ],
    },
    house:
      "The client of this project reads none of these: give it `region`, or `endpoint` for another address. The command takes `--endpoint` or the variable `HSS_ENDPOINT`.",
  },
  zh: {
    intro: [
      "一个项目只属于一个区域。请求应发往该区域的终端节点，所用Token也须属于同一区域，否则会返回[APIGW.0307](errors.html#APIGW.0307)、[APIGW.0310](errors.html#APIGW.0310)或[HSS.0012](errors.html#HSS.0012)。",
      "并非每个区域都提供全部接口。返回[APIGW.0101](errors.html#APIGW.0101)时，可能是该区域尚未上线这个接口。",
    ],
    list: "终端节点列表",
    columns: ["区域ID", "名称", "终端节点", "SDK环境变量"],
    overrides: {
      title: "在官方SDK中改用其他地址",
      text: "华为云SDK内置了一份类似的列表。如果SDK版本较旧、不认识某个区域，或者要经过代理、连接本地模拟器，可以指定其他地址。SDK按以下顺序查找，以先找到的为准：",
      steps: [
        "环境变量，变量名见上表。多个地址用英文逗号分隔：",
        "YAML文件，路径由环境变量 `HUAWEICLOUD_SDK_REGIONS_FILE` 指定，未指定时为 `~/.huaweicloud/regions.yaml`。有多个地址时，改用 `endpoints` 并写成列表：",
        "SDK内置的列表。",
      ],
    },
    house:
      "本项目的客户端不读取上述设置：请传入 `region`，需要使用其他地址时传入 `endpoint`。命令行工具可使用 `--endpoint` 选项或环境变量 `HSS_ENDPOINT`。",
  },
};

export interface Region {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
}

/**
 * The regions of a document, from its servers.
 *
 * @throws {Error} on a server whose address does not name a region.
 */
export function regionsOf({ servers = [] }: OpenApi): Region[] {
  return servers.map(({ url, description = "" }) => {
    const id = /^https:\/\/hss\.([a-z0-9-]+)\.myhuaweicloud\.(?:com|eu)$/.exec(url)?.[1];
    if (id === undefined) {
      throw new Error(
        `The document's server ${url} names no region; src/pages/regions.ts expects https://hss.<region>.myhuaweicloud.com or .eu.`,
      );
    }
    return { id, name: description, endpoint: url };
  });
}

/** The variable in which the official SDKs look for another endpoint of HSS in a region. */
export const variableOf = (region: string): string =>
  `HUAWEICLOUD_SDK_REGION_HSS_${region.toUpperCase().replaceAll("-", "_")}`;

/** The page of the regions, as HTML. */
export function regionsPage(language: Language, document: OpenApi): string {
  const { intro, list, columns, overrides, house } = WORDS[language];
  const rows = regionsOf(document).map(({ id, name, endpoint }) => ({
    attributes: `id="${id}"`,
    cells: [
      `<a href="#${id}"><code>${id}</code></a>`,
      escapeHtml(name),
      `<code>${endpoint}</code>`,
      `<code>${variableOf(id)}</code>`,
    ],
  }));
  const samples = [
    `${variableOf("cn-north-4")}=https://hss.example.com,https://hss-2.example.com`,
    "HSS:\n  - id: cn-north-4\n    endpoint: https://hss.example.com",
  ];
  const steps = overrides.steps.map((step, index) => {
    const sample = samples[index];
    return `<li>${paragraph(step)}${sample === undefined ? "" : `\n<pre><code>${sample}</code></pre>`}</li>`;
  });
  const main = `${intro.map((text) => `<p>${paragraph(text)}</p>`).join("\n")}
<h2 id="endpoints">${list}</h2>
${table(list, columns, rows)}
<h2 id="overrides">${overrides.title}</h2>
<p>${paragraph(overrides.text)}</p>
<ol>
${steps.join("\n")}
</ol>
<p>${paragraph(house)}</p>`;
  return frame(language, "regions", languages[language].pages.regions, main);
}
