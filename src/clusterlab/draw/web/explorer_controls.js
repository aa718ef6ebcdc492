/* What a reader moves in an explorer: the scenario, the weights, presets, and what he takes away. */
clusterlab.controls = (function () {
  "use strict";

  var element = clusterlab.element, fill = clusterlab.written.fill;

  function button(text, act) {
    var node = element("button", "cl-x-button", text);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  }

  function group(title) {
    var node = element("fieldset");
    node.appendChild(element("legend", "", title));
    return node;
  }

  /* One radio button a scenario; nothing where there is no choice. */
  function scenarios(id, titles, legend, choose) {
    var inputs = [], box = group(legend);
    titles.forEach(function (title, s) {
      var label = element("label", "cl-x-scenario"), input = element("input");
      input.type = "radio";
      input.name = id + "-scenario";
      input.value = String(s);
      input.addEventListener("change", function () { choose(s); });
      label.appendChild(input);
      label.appendChild(element("span", "", title));
      inputs.push(input);
      box.appendChild(label);
    });
    return {
      box: titles.length > 1 ? box : null,
      set: function (s) { if (inputs[s]) { inputs[s].checked = true; } }
    };
  }

  /* A slider and a number for each criterion. Weights run from 0 to 1, as in files and links; a
     reader sees 0 to 100. `move` is called with a criterion's number and its new weight. */
  function weights(id, criteria, words, move, complain) {
    var list = element("ol", "cl-x-sliders"), rows = criteria.map(function (criterion, j) {
      var item = element("li"), number = element("input"), slider = element("input");
      var label = element("label", "cl-x-label"), share = element("output", "cl-x-share");
      number.id = id + "-weight-" + j;
      label.htmlFor = number.id;
      label.appendChild(element("span", "", criterion.label));
      label.appendChild(element("small", "", criterion.told));
      number.type = "number";
      slider.type = "range";
      [number, slider].forEach(function (input) { input.min = "0"; input.max = "100"; input.step = "any"; });
      slider.setAttribute("aria-label", fill(words.slider, {name: criterion.label}));
      share.htmlFor.add(number.id);
      slider.addEventListener("input", function () { move(j, Math.round(Number(slider.value)) / 100); });
      number.addEventListener("input", function () {
        var typed = number.value.trim() === "" ? NaN : Number(number.value);
        var fits = typed >= 0 && typed <= 100;
        number.setAttribute("aria-invalid", String(!fits));
        if (fits) { move(j, typed / 100); }
        else { complain(fill(words.bad_number, {name: criterion.label})); }
      });
      /* What is no number gives way to the weight in force. */
      number.addEventListener("blur", function () { write(rows[j], rows[j].weight); });
      [label, share, slider, number].forEach(function (node) { item.appendChild(node); });
      list.appendChild(item);
      return {slider: slider, number: number, share: share, weight: 0};
    });

    function write(row, weight) {
      row.number.value = String(Math.round(weight * 1e4) / 100);
      row.number.setAttribute("aria-invalid", "false");
    }

    function set(values, shares) {
      rows.forEach(function (row, j) {
        row.weight = values[j];
        if (document.activeElement !== row.slider) { row.slider.value = String(values[j] * 100); }
        if (document.activeElement !== row.number) { write(row, values[j]); }
        row.share.textContent = shares ? (shares[j] * 100).toFixed(1) + "%" : "–";
        row.slider.setAttribute("aria-valuetext", Math.round(values[j] * 100) + " (" + row.share.textContent + ")");
        row.slider.style.setProperty("--part", values[j] * 100 + "%");
      });
    }

    return {box: list, set: set};
  }

  /* A text to copy by a button, or by hand where the browser forbids it. */
  function copyable(label, text, words, done) {
    var box = element("div", "cl-x-copy"), field = element("input"), name = element("label");
    field.type = "text";
    field.readOnly = true;
    field.value = text;
    name.appendChild(element("span", "", label));
    name.appendChild(field);
    box.appendChild(name);
    box.appendChild(button(words.copy, function () {
      clusterlab.choice.copy(field, function (worked) { done(worked ? words.copied : words.copy_by_hand); });
    }));
    return {box: box, field: field};
  }

  return {button: button, group: group, scenarios: scenarios, weights: weights, copyable: copyable};
})();
