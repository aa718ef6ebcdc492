/* Finds an organisation by name: a field and a list that the keyboard reaches, over the map. */
clusterlab.find = (function () {
  "use strict";

  var SHOWN = 40;

  function plain(text) { return text.toLowerCase().replace(/\s+/g, ""); }

  function named(chart) {
    var state = chart.clusterlab, texts = state.settings.texts, found = [];
    Object.keys(state.layers).forEach(function (key) {
      state.layers[key].eachLayer(function (mark) {
        if (!mark.clusterlab || !mark.clusterlab[3]) { return; }
        mark.clusterlab[3].forEach(function (row) {
          var second = row[1] === null ? "" : texts[row[1]];
          found.push({name: texts[row[0]], text: plain(texts[row[0]] + second), mark: mark, key: key, row: row});
        });
      });
    });
    return found.sort(function (a, b) { return a.name.localeCompare(b.name); });
  }

  return function (chart, view) {
    var words = chart.clusterlab.settings.words;
    if (!words.find) { return; }
    var box = clusterlab.element("div", "cl-find"), field = clusterlab.element("input");
    var list = clusterlab.element("ul"), said = clusterlab.element("p", "cl-found"), entries = null;
    field.type = "search";
    field.placeholder = words.find;
    field.setAttribute("aria-label", words.find);
    field.autocomplete = "off";
    said.setAttribute("role", "status");
    list.hidden = true;
    said.hidden = true;
    [field, said, list].forEach(function (part) { box.appendChild(part); });
    view.appendChild(box);

    function show() {
      entries = entries || named(chart);
      var asked = plain(field.value);
      var hits = entries.filter(function (one) { return one.text.indexOf(asked) >= 0; });
      list.textContent = "";
      hits.slice(0, SHOWN).forEach(function (one) {
        var item = clusterlab.element("li"), button = clusterlab.element("button", "", one.name);
        button.type = "button";
        button.addEventListener("click", function () { hide(); chart.clusterlab.show(one); });
        item.appendChild(button);
        list.appendChild(item);
      });
      said.textContent = hits.length ? words.found.replace("%s", hits.length.toLocaleString("en")) : words.found_none;
      said.hidden = false;
      list.hidden = !hits.length;
    }

    function hide() { list.hidden = true; said.hidden = true; }

    field.addEventListener("focus", show);
    field.addEventListener("input", show);
    box.addEventListener("keydown", function (event) {
      var buttons = Array.prototype.slice.call(list.querySelectorAll("button"));
      var at = buttons.indexOf(document.activeElement);
      if (event.key === "Escape") { hide(); field.focus(); hide(); }
      if (event.key === "Enter" && at < 0 && buttons.length) { buttons[0].click(); }
      if (event.key === "ArrowDown" && !list.hidden && buttons[at + 1]) { event.preventDefault(); buttons[at + 1].focus(); }
      if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (buttons[at - 1] || field).focus(); }
    });
    box.addEventListener("focusout", function (event) {
      if (!box.contains(event.relatedTarget)) { hide(); }
    });
  };
})();
