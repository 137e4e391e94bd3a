// Language and colours of the pages: what was chosen last, else what the browser prefers.
"use strict";
(() => {
  const root = document.documentElement;
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const prefersDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

  function setLanguage(lang) {
    root.dataset.ui = lang;
    for (const option of document.querySelectorAll("[data-zh]")) option.textContent = option.dataset[lang];
    dispatchEvent(new Event("typeset-language"));
  }

  const theme = recall("theme");
  if (theme) root.dataset.theme = theme;
  root.dataset.ui = recall("ui") || (/^zh\b/i.test(navigator.language || "zh") ? "zh" : "en");

  addEventListener("DOMContentLoaded", () => {
    setLanguage(root.dataset.ui);
    const langButton = document.getElementById("lang");
    const themeButton = document.getElementById("theme");
    langButton.hidden = themeButton.hidden = false;
    langButton.addEventListener("click", () => {
      setLanguage(root.dataset.ui === "en" ? "zh" : "en");
      remember("ui", root.dataset.ui);
    });
    themeButton.addEventListener("click", () => {
      const isDark = (root.dataset.theme || (prefersDark() ? "dark" : "light")) === "dark";
      root.dataset.theme = isDark ? "light" : "dark";
      remember("theme", root.dataset.theme);
    });
  });
})();
