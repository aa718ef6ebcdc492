"use strict";
(() => {
  const save = (text, name, type) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const held = document.getElementById("metrics");
  const stem = held ? held.dataset.name.replace(/\.csv$/, "") : "report";
  const quoted = (cell) => {
    const text = cell.textContent.trim().replace(/\s+/g, " ");
    return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  // A byte-order mark lets spreadsheets read the letters as they are.
  const csv = (table) =>
    "\ufeff" +
    [...table.rows].map((row) => [...row.cells].map(quoted).join(",")).join("\r\n") + "\r\n";
  const drawn = (svg) => {
    const copy = svg.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("font-family", "Pretendard, 'Noto Sans KR', sans-serif");
    return new XMLSerializer().serializeToString(copy);
  };
  const words = document.documentElement.lang === "ko" ? { table: "표 내려받기 (CSV)", chart: "그림 내려받기 (SVG)" } : { table: "Table as CSV", chart: "Chart as SVG" };
  const offer = (where, text, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "take";
    button.textContent = text;
    button.addEventListener("click", act);
    where.append(button);
  };
  document.querySelectorAll("main .table").forEach((block, at) => {
    const table = block.querySelector("table");
    const under = block.querySelector(".under") || block;
    if (table) offer(under, words.table, () => save(csv(table), `${stem}-table-${at + 1}.csv`, "text/csv"));
  });
  document.querySelectorAll("main figure.drawn").forEach((block, at) => {
    const svg = block.querySelector("svg");
    const under = block.querySelector("figcaption") || block;
    if (svg) offer(under, words.chart, () => save(drawn(svg), `${stem}-chart-${at + 1}.svg`, "image/svg+xml"));
  });
  const acts = {
    print: () => window.print(),
    metrics: () => save("\ufeff" + held.content.textContent, held.dataset.name, "text/csv"),
    link: async (button) => {
      // Of a file on somebody's disk only what follows the folder of reports is of use to others.
      const here = new URL(window.location.href);
      const text = here.protocol === "file:" ? here.pathname.split("/").slice(-3).join("/") + here.hash : here.href;
      let done = false;
      try {
        await navigator.clipboard.writeText(text);
        done = true;
      } catch {
        const field = document.createElement("textarea");
        field.value = text;
        document.body.append(field);
        field.select();
        done = document.execCommand("copy");
        field.remove();
      }
      if (!done) return;
      const before = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = before; }, 1500);
    },
  };
  document.querySelectorAll("button[data-do]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => acts[button.dataset.do](button));
  });
  // A link to something folded opens what holds it; so does printing nothing of what is hidden.
  const open = () => {
    const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    for (let at = target && target.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  window.addEventListener("hashchange", open);
  open();
})();
