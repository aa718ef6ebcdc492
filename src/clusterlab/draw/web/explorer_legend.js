/* The legend of an explorer: its shades in words, with the ranks and scores that each holds. */
clusterlab.legend = (function () {
  "use strict";

  var element = clusterlab.element, written = clusterlab.written;

  function row(sign, text, name) {
    var item = element("li");
    item.appendChild(sign);
    if (name) { item.appendChild(element("b", "", name)); }
    item.appendChild(element("span", "", text));
    return item;
  }

  /* First and last rank, highest and lowest score of each shade that holds a site. */
  function ends(now) {
    var found = [];
    now.order.forEach(function (k) {
      var one = found[now.band(k)];
      if (!one) { one = found[now.band(k)] = {first: now.ranks[k], high: now.score[k]}; }
      one.last = now.ranks[k];
      one.low = now.score[k];
    });
    return found;
  }

  /* list: the element; now: the ranking shown, null where there is none. */
  function legend(list, now, data) {
    var words = data.words, last = data.colours.length - 1;
    list.textContent = "";
    if (!now) { return; }
    ends(now).forEach(function (one, band) {
      var swatch = element("i", "cl-swatch");
      swatch.style.background = data.colours[last - band];
      list.appendChild(row(swatch, written.fill(one.first === one.last ? words.band_one : words.band_span, {
        first: written.grouped(one.first), last: written.grouped(one.last), score: written.span(one.low, one.high)
      }), words["band_" + (band + 1)]));
    });
    list.appendChild(row(element("i", "cl-x-sign", "1"), written.fill(words.top_mark, {
      count: Math.min(data.top, now.order.length)
    })));
    if (now.base.dropped.length) { list.appendChild(row(element("i", "cl-swatch cl-empty"), words.dropped_mark)); }
  }

  return legend;
})();
