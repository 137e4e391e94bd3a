// Search without a server. Pages opened from a folder may not fetch files, but may add scripts:
// each data file is a script that puts its content into `typesetData.loaded`.
//
//   articles  every article's headline and place, and the names of all other data files
//   grams     for each pair of characters, the articles that hold it; by the first character
//   texts     the articles of an issue, in which candidates are looked through for the words
"use strict";
(() => {
  const { issues, articles, gramFiles, textFiles } = typesetData.articles;
  const BATCH = 20, BEFORE = 20, AFTER = 60;
  const WORDS = {
    zh: {
      placeholder: "查找", searching: "正在查找……", none: "没有找到。",
      some: (n) => `找到 ${n} 篇。`, most: (shown, n) => `已列出 ${shown} 篇，至多还有 ${n} 篇。`,
      issue: (n) => `第${n}期`, page: (label) => `第 ${label} 页`, noPdf: "还没有 PDF", oldPdf: "PDF 里没有这一篇",
      stale: "读不到索引：目录已更新或文件不全，请刷新本页。",
    },
    en: {
      placeholder: "Search", searching: "Searching …", none: "Nothing found.",
      some: (n) => `${n} article${n === 1 ? "" : "s"} found.`,
      most: (shown, n) => `${shown} shown, at most ${n} more.`,
      issue: (n) => `No. ${n}`, page: (label) => `page ${label}`, noPdf: "no PDF yet", oldPdf: "not in its PDF",
      stale: "The index cannot be read: the catalogue was renewed or files are missing. Reload this page.",
    },
  };
  const words = () => WORDS[document.documentElement.dataset.ui] || WORDS.zh;
  const $ = (id) => document.getElementById(id);
  const [form, input, year, status, list, more] = ["search", "q", "year", "status", "hits", "more"].map($);

  // ---- words ------------------------------------------------------------------------------
  const folding = new Map();
  const pairs = Array.from(typesetData.folding);
  for (let at = 0; at < pairs.length; at += 2) folding.set(pairs[at], pairs[at + 1]);

  const foldOne = (c) => {
    const known = folding.get(c);
    if (known) return known;
    const lower = c.toLowerCase();
    return lower.length === c.length ? lower : c;
  };
  const fold = (text) => Array.from(text, foldOne).join("");

  function termsOf(text) {
    const found = new Set();
    for (const [, phrase, word] of text.matchAll(/["“”「『]([^"“”」』]*)["“”」』]|(\S+)/g)) {
      const term = phrase === undefined
        ? fold(word).replace(/^["“”「」『』]+|["“”「」『』*]+$/g, "") : fold(phrase).trim();
      if (term) found.add(term);
    }
    return [...found];
  }

  // ---- data -------------------------------------------------------------------------------
  const loading = new Map();
  function load(file) {
    if (!loading.has(file)) {
      loading.set(file, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = file;
        script.onload = () => resolve(typesetData.loaded.get(file.replace(/^.*\//, "")));
        script.onerror = () => { loading.delete(file); reject(new Error(file)); };
        document.head.append(script);
      }));
    }
    return loading.get(file);
  }

  const decode = (posting) => {
    let last = 0;
    return posting.split(",").map((step) => (last += parseInt(step, 36)));
  };
  const shardOf = (c) => c.codePointAt(0) % gramFiles.length;

  // A term's articles: those that hold every pair of its characters; a single character's are
  // those of all pairs that begin with it.
  async function holding(term) {
    const characters = Array.from(term);
    if (characters.length === 1) {
      const grams = await load(gramFiles[shardOf(term)]);
      const all = new Set();
      for (const gram in grams) if (gram.startsWith(term)) for (const id of decode(grams[gram])) all.add(id);
      return all;
    }
    let found = null;
    for (let at = 0; at + 1 < characters.length; at++) {
      if (characters[at] === " ") continue;
      const grams = await load(gramFiles[shardOf(characters[at])]);
      const posting = grams[characters[at] + characters[at + 1]];
      if (!posting) return new Set();
      const ids = decode(posting);
      found = found === null ? new Set(ids) : new Set(ids.filter((id) => found.has(id)));
    }
    return found || new Set();
  }

  async function candidates(terms, wantedYear) {
    const sets = await Promise.all(terms.map(holding));
    let ids = [...(sets[0] || [])].filter((id) => sets.every((set) => set.has(id)));
    if (wantedYear) ids = ids.filter((id) => issues[articles[id].issue].date.startsWith(wantedYear));
    const inTitle = (id) => terms.every((term) => fold(articles[id].title).includes(term));
    const titled = new Map(ids.map((id) => [id, inTitle(id)]));
    return ids.sort((a, b) => titled.get(b) - titled.get(a)
      || issues[articles[b].issue].date.localeCompare(issues[articles[a].issue].date) || a - b);
  }

  // ---- hits -------------------------------------------------------------------------------
  function placesOf(folded, terms) {
    const places = [];
    for (const term of terms) {
      let at = folded.indexOf(term);
      if (at < 0) return null;
      for (; at >= 0; at = folded.indexOf(term, at + term.length)) places.push([at, at + term.length]);
    }
    return places.sort((a, b) => a[0] - b[0]);
  }

  function bestPlace(folded, places, body) {
    let best = places[0], worth = -1;
    for (const place of places.slice(0, 100)) {
      const near = new Set();
      for (const [a, b] of places) if (a >= place[0] && b <= place[1] + AFTER) near.add(folded.slice(a, b));
      const value = (place[0] >= body ? 1000 : 0) + near.size;
      if (value > worth) [best, worth] = [place, value];
    }
    return best;
  }

  const element = (name, content, properties = {}) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...[content].flat());
    return made;
  };

  function snippet(text, places, first) {
    const start = Math.max(text.lastIndexOf("\n", first[0] - 1) + 1, first[0] - BEFORE);
    const stop = text.indexOf("\n", first[1]);
    const end = Math.min(stop < 0 ? text.length : stop, first[1] + AFTER);
    const parts = [start && text[start - 1] !== "\n" ? "…" : ""];
    let last = start;
    for (const [a, b] of places) {
      if (a < last || b > end) continue;
      parts.push(text.slice(last, a), element("mark", text.slice(a, b)));
      last = b;
    }
    parts.push(text.slice(last, end), end < text.length && text[end] !== "\n" ? "…" : "");
    return element("p", parts);
  }

  // The page on which a place of an article stands: the last of its pages that begins before.
  function pageAt(runs, offset) {
    let page = null;
    for (const [from, index] of runs) if (from <= offset) page = index;
    return page;
  }

  function hitOf(id, text, folded, places) {
    const article = articles[id], issue = issues[article.issue];
    const first = bestPlace(folded, places, article.title.length + 1);
    const page = issue.pdf ? pageAt(article.places, first[0]) : null;
    const about = `issues/${issue.number}.html#${article.name}`;
    const target = page === null ? about : `${issue.pdf}#page=${page + 1}`;
    const where = [element("a", words().issue(issue.number), { href: about }),
      ` · ${issue.date} · ${article.section} · `,
      page !== null ? words().page(issue.labels[page]) : issue.pdf ? words().oldPdf : words().noPdf];
    return element("li", [
      element("p", where, { className: "where" }),
      element("a", article.title, { href: target, className: "title" }),
      snippet(text, places, first),
    ]);
  }

  // ---- the page ---------------------------------------------------------------------------
  let run = 0, rest = [], shown = 0, terms = [];

  async function showMore(current) {
    let added = 0;
    while (rest.length && added < BATCH) {
      const id = rest.shift();
      const texts = await load(textFiles[articles[id].issue]);
      if (current !== run) return;
      const text = texts[articles[id].position], folded = fold(text);
      const places = placesOf(folded, terms);
      if (!places) continue;
      list.append(hitOf(id, text, folded, places));
      added++;
    }
    shown += added;
    more.hidden = !rest.length;
    status.textContent = rest.length ? words().most(shown, rest.length)
      : shown ? words().some(shown) : words().none;
  }

  async function search() {
    const current = ++run;
    const text = input.value.trim();
    terms = termsOf(text);
    list.replaceChildren();
    [rest, shown, more.hidden] = [[], 0, true];
    $("found").hidden = !terms.length;
    $("shelves").hidden = Boolean(terms.length);
    if (!terms.length) return;
    status.textContent = words().searching;
    try {
      const found = await candidates(terms, year.value);
      if (current !== run) return;
      rest = found;
      await showMore(current);
    } catch {
      if (current === run) status.textContent = words().stale;
    }
  }

  // The address keeps what is looked for, so that it can be sent, and Back returns to it.
  function fromAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (location.hash && !asked.has("q")) return;
    input.value = asked.get("q") || "";
    year.value = asked.get("year") || "";
    search();
  }
  function toAddress() {
    const asked = new URLSearchParams();
    if (input.value.trim()) asked.set("q", input.value.trim());
    if (year.value) asked.set("year", year.value);
    if (location.hash.slice(1) !== asked.toString()) location.hash = asked.toString();
  }

  let timer;
  const soon = () => { clearTimeout(timer); timer = setTimeout(toAddress, 200); };
  input.addEventListener("input", (event) => { if (!event.isComposing) soon(); });
  input.addEventListener("compositionend", soon);
  year.addEventListener("change", toAddress);
  form.addEventListener("submit", (event) => { event.preventDefault(); toAddress(); });
  more.addEventListener("click", () => showMore(run).catch(() => { status.textContent = words().stale; }));
  addEventListener("hashchange", fromAddress);
  addEventListener("typeset-language", () => { input.placeholder = words().placeholder; search(); });
  addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping) { event.preventDefault(); input.focus(); input.select(); }
    if (event.key === "Escape" && event.target === input) { input.value = ""; toAddress(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const titles = [...list.querySelectorAll(".title")];
    const at = titles.indexOf(document.activeElement);
    if (at < 0 && event.target !== input) return;
    const next = event.key === "ArrowDown" ? titles[at + 1] : titles[at - 1] || input;
    if (next) { event.preventDefault(); next.focus(); }
  });
  form.hidden = false;
  input.placeholder = words().placeholder;
  fromAddress();
})();
