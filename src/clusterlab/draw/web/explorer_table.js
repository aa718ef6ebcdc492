/* The table of an explorer: sites by rank, each with its contributions as small bars. */
clusterlab.siteTable = (function () {
  "use strict";

  var SVG = "http://www.w3.org/2000/svg", CHUNK = 250, SLOT = 100, TALL = 20;
  var element = clusterlab.element;

  function cell(tag, role, className, text) {
    var node = element(tag, className, text);
    node.setAttribute("role", role);
    return node;
  }

  /* One picture a row, not one element a bar: 5,000 rows stay quick. */
  function bars() {
    var svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    ["cl-x-rule", "cl-x-plus", "cl-x-minus"].forEach(function (name) {
      var path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      svg.appendChild(path);
    });
    return svg;
  }

  /* Draws contributions on one scale: `most` fills a slot. A share below zero goes to the left of
     the slot's middle and is hollow. */
  function draw(svg, values, most, signed) {
    var plus = "", minus = "", rule = "";
    values.forEach(function (value, j) {
      var from = j * SLOT + (signed ? SLOT / 2 : 3), room = signed ? SLOT / 2 - 5 : SLOT - 10;
      var length = most > 0 ? Math.abs(value) / most * room : 0;
      rule += "M" + from + " 0V" + TALL;
      if (value > 0) { plus += "M" + from + " 4h" + length.toFixed(1) + "v12h-" + length.toFixed(1) + "z"; }
      if (value < 0) { minus += "M" + from + " 4h-" + length.toFixed(1) + "v12h" + length.toFixed(1) + "z"; }
    });
    svg.setAttribute("viewBox", "0 0 " + values.length * SLOT + " " + TALL);
    [rule, plus, minus].forEach(function (path, k) { svg.childNodes[k].setAttribute("d", path); });
  }

  /* table: the element; heads: titles of the columns; labels: names of the criteria;
     choose: called with the number of a site whose name is pressed. */
  function siteTable(table, heads, labels, choose) {
    var body = cell("tbody", "rowgroup"), pool = [], waiting = 0;
    table.setAttribute("role", "table");
    Array.prototype.slice.call(table.querySelectorAll("thead, tbody")).forEach(function (old) { old.remove(); });
    table.appendChild(top());
    table.appendChild(body);
    body.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (button) { choose(Number(button.dataset.site)); }
    });

    function top() {
      var head = cell("thead", "rowgroup"), row = cell("tr", "row"), strip = element("span", "cl-x-slots");
      [["rank", heads.rank], ["name", heads.name], ["score", heads.score], ["change", heads.change]]
        .forEach(function (column) {
          var th = cell("th", "columnheader", "cl-x-" + column[0], column[1]);
          th.scope = "col";
          row.appendChild(th);
        });
      var last = cell("th", "columnheader", "cl-x-parts");
      last.scope = "col";
      last.appendChild(element("span", "cl-x-over", heads.parts));
      labels.forEach(function (label, j) {
        var slot = element("span", "", String(j + 1));
        slot.title = label;
        slot.appendChild(element("small", "", label));
        strip.appendChild(slot);
      });
      /* Numbers of criteria mean something beside their names alone. */
      strip.setAttribute("aria-hidden", "true");
      last.appendChild(strip);
      row.appendChild(last);
      head.appendChild(row);
      return head;
    }

    function made() {
      var row = cell("tr", "row"), name = cell("th", "rowheader", "cl-x-name");
      name.scope = "row";
      var button = element("button", "cl-x-pick");
      button.type = "button";
      name.appendChild(button);
      name.appendChild(element("small"));
      var parts = cell("td", "cell", "cl-x-parts");
      parts.appendChild(bars());
      parts.appendChild(element("span", "cl-sr"));
      row.appendChild(cell("td", "cell", "cl-x-rank"));
      row.appendChild(name);
      row.appendChild(cell("td", "cell", "cl-x-score"));
      row.appendChild(cell("td", "cell", "cl-x-change"));
      row.appendChild(parts);
      return row;
    }

    function fill(row, entry, scale) {
      var cells = row.children, button = cells[1].firstChild;
      row.className = entry.best ? "cl-x-best" : "";
      cells[0].textContent = entry.rank;
      button.textContent = entry.name;
      button.dataset.site = String(entry.site);
      cells[1].lastChild.textContent = entry.note || "";
      cells[2].textContent = entry.score;
      cells[2].dataset.score = String(entry.exact);
      cells[3].textContent = entry.change;
      cells[3].className = "cl-x-change " + entry.way;
      draw(cells[4].firstChild, entry.parts, scale.most, scale.signed);
      cells[4].lastChild.textContent = entry.told;
    }

    /* entries: from the best down, made when they are needed; the first rows at once, the others
       while the page is idle, so that a moved slider never waits for them. */
    function show(count, entry, scale) {
      window.clearTimeout(waiting);
      var from = 0;
      (function more() {
        for (var i = from; i < Math.min(from + CHUNK, count); i += 1) {
          if (!pool[i]) { pool[i] = made(); }
          fill(pool[i], entry(i), scale);
          if (pool[i].parentNode !== body) { body.appendChild(pool[i]); }
        }
        from += CHUNK;
        if (from < count) { waiting = window.setTimeout(more, 0); }
      })();
      while (body.children.length > count) { body.lastChild.remove(); }
    }

    return {show: show};
  }

  return siteTable;
})();
