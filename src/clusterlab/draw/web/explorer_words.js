/* How an explorer writes numbers and fills the places of its sentences. */
clusterlab.written = (function () {
  "use strict";

  var NAMED = 6;

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (place, key) {
      return Object.prototype.hasOwnProperty.call(values, key) ? String(values[key]) : place;
    });
  }

  function grouped(value) { return value.toLocaleString("en"); }

  function signed(text) { return text.replace(/^-(?=.*[1-9])/, "−").replace(/^-/, ""); }

  function short(value) { return signed(value.toFixed(3)); }

  function span(low, high) {
    return short(low) === short(high) ? short(low) : short(low) + "–" + short(high);
  }

  /* A raw value: as many decimals as its size bears. */
  function written(value) {
    var size = Math.abs(value), most = size >= 100 ? 0 : size >= 1 ? 2 : 4;
    return signed(value.toLocaleString("en", {maximumFractionDigits: most}));
  }

  function listed(names, words) {
    var rest = names.length - NAMED;
    return names.slice(0, NAMED).join(", ") + (rest > 0 ? " " + fill(words.more, {count: grouped(rest)}) : "");
  }

  return {fill: fill, grouped: grouped, short: short, span: span, value: written, listed: listed};
})();
