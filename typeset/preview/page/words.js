// What the page says, in Chinese and in English.

const WORDS = {
  toolbar: ["工具", "Tools"],
  view: ["显示", "View"],
  spreads: ["对页", "Spreads"],
  single: ["单页", "Single"],
  thumbnails: ["缩略", "Thumbnails"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  fit: ["适合窗口", "Fit"],
  trim: ["切口", "Trim"],
  bleed: ["出血", "Bleed"],
  grid: ["网格", "Grid"],
  margins: ["版心", "Margins"],
  compare: ["与上次的 PDF 比较", "Compare with the last PDF"],
  difference: ["显示差异", "Show difference"],
  theme: ["明暗", "Light or dark"],
  help: ["按键", "Keys"],
  close: ["关闭", "Close"],
  contents: ["目录", "Contents"],
  pages: ["页面", "Pages"],
  found: ["发现的问题", "Found"],
  nothing: ["没有发现问题", "Nothing found"],
  broken: ["文件有错；下面还是上一次的页面", "There are errors; the pages are those from before"],
  open: ["在编辑器里打开", "Open in editor"],
  opened: ["已在编辑器里打开", "Opened in the editor"],
  run: ["请在终端里运行：", "Run in a terminal: "],
  noEditor: ["没有设置 EDITOR；请用 VS Code 链接", "EDITOR is not set; use the VS Code link"],
  lost: ["与 typeset 的连接断了；正在重连…", "The connection to typeset is lost; trying again…"],
  page: ["页", "page"],
  changed: ["有改动", "changed"],
  moved: ["页码变了", "moved"],
  new: ["新的一页", "new"],
  same: ["没有改动", "unchanged"],
  compared: ["与 {file} 相比：{changed} 页有改动", "Against {file}: {changed} pages changed"],
  notShown: ["这一行没有印出来", "This line is not printed"],
  keyNext: ["下一页、上一页", "next page, previous page"],
  keyEnds: ["第一页、末页", "first page, last page"],
  keyPlace: ["下一段、上一段", "next block, previous block"],
  keyOpen: ["打开所选段落的文件", "open the file of the chosen block"],
  keyFound: ["到问题列表", "to what was found"],
  keyContents: ["到目录", "to the contents"],
  keyPages: ["回到页面", "back to the pages"],
  keyLanguage: ["换语言", "change the language"],
};

let language = "zh";

export function setLanguage(chosen) {
  language = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  for (const each of document.querySelectorAll("[data-words]")) each.textContent = say(each.dataset.words);
  for (const each of document.querySelectorAll("[data-title]")) {
    each.title = say(each.dataset.title);
    each.setAttribute("aria-label", each.title);
  }
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  document.getElementById("language").textContent = chosen === "zh" ? "English" : "中文";
}

export const chosenLanguage = () => language;

export function say(name, values = {}) {
  const words = WORDS[name][language === "zh" ? 0 : 1];
  return words.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

// A sentence that came from typeset in both languages.
export const pick = (sentence) => sentence[language];
