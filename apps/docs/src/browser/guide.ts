import { followColourChoice } from "./colour.ts";
import { filterRows } from "./filter.ts";
import { followLanguageSwitch } from "./language-switch.ts";

followColourChoice();
followLanguageSwitch();
filterRows();
