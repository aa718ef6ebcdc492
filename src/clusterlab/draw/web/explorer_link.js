/* Weights as a link, as a file and as a command, and what a link says, checked. */
clusterlab.choice = (function () {
  "use strict";

  /* "#w=access:0.2,price:0.8&s=far_up" */
  function fragment(names, weights, scenario) {
    var parts = names.map(function (name, j) {
      return encodeURIComponent(name) + ":" + String(weights[j]);
    });
    return "#w=" + parts.join(",") + "&s=" + encodeURIComponent(scenario);
  }

  function plain(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  /* What a link chooses: weights (null where it names none that can be used), scenario (its
     number or null), and what could not be used: unknown and absent names, bad parts.
     Null for a fragment that is no choice of weights, such as a link to a section. */
  function read(hash, names, scenarios) {
    if (!/^#(w|s)=/.test(hash)) { return null; }
    var out = {weights: null, scenario: null, unknown: [], absent: [], bad: [], unknownScenario: null};
    hash.slice(1).split("&").forEach(function (part) {
      var value = part.slice(2);
      if (part.indexOf("w=") === 0) { weigh(value, names, out); }
      if (part.indexOf("s=") === 0) {
        var place = scenarios.indexOf(plain(value));
        if (place >= 0) { out.scenario = place; } else { out.unknownScenario = plain(value); }
      }
    });
    return out;
  }

  function weigh(text, names, out) {
    var weights = names.map(function () { return null; });
    text.split(",").filter(Boolean).forEach(function (pair) {
      var cut = pair.lastIndexOf(":"), name = plain(pair.slice(0, Math.max(cut, 0)));
      var place = names.indexOf(name), digits = pair.slice(cut + 1);
      /* Only plain decimals: no signs, no infinity, no hexadecimal. */
      var number = /^\d{1,30}(\.\d{1,30})?(e-?\d{1,2})?$/.test(digits) ? Number(digits) : NaN;
      if (place < 0) { out.unknown.push(name || pair); }
      else if (!isFinite(number)) { out.bad.push(pair); }
      else { weights[place] = number; }
    });
    names.forEach(function (name, j) {
      if (weights[j] === null) { out.absent.push(j); weights[j] = 0; }
    });
    var most = Math.max.apply(null, weights);
    if (out.absent.length === names.length) { return; }
    /* Weights above 1 are proportions: the largest becomes 1. */
    out.weights = most > 1 ? weights.map(function (w) { return w / most; }) : weights;
  }

  /* The parameter file: what `clusterlab report -p weights FILE` takes back. */
  function file(about, names, weights, scenario) {
    var named = {};
    names.forEach(function (name, j) { named[name] = weights[j]; });
    return JSON.stringify({
      about: about, scenario: scenario, normalise: true, weights: named
    }, null, 2) + "\n";
  }

  function save(name, text) {
    var address = URL.createObjectURL(new Blob([text], {type: "application/json"}));
    var link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    /* The browser may still be reading it. */
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }

  /* Copy a field's text; the answer is given to `done`: whether it worked. */
  function copy(field, done) {
    field.focus();
    field.select();
    var old = function () {
      try { return document.execCommand("copy"); } catch (error) { return false; }
    };
    if (!navigator.clipboard) { done(old()); return; }
    navigator.clipboard.writeText(field.value)
      .then(function () { done(true); }, function () { done(old()); });
  }

  return {fragment: fragment, read: read, file: file, save: save, copy: copy};
})();
