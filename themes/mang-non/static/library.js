/* The filters of the library combine. What is chosen stands in the address and nowhere else. */
(function () {
  "use strict";
  var form = document.getElementById("_loc-chon"), status = document.getElementById("_loc-so"),
    rows = [].slice.call(document.querySelectorAll("[data-loc]")), selects = [].slice.call(form.querySelectorAll("select")),
    groups = rows.map(function (row) { return row.parentNode.parentNode; });
  function has(row, select, value) { return !value || (" " + row.getAttribute("data-loc") + " ").indexOf(" " + select.name + "/" + value + " ") >= 0; }
  /* Whether a row has all that is chosen, one filter left aside. */
  function fits(row, aside) { return selects.every(function (s) { return s === aside || has(row, s, s.value); }); }
  function run(told) {
    var n = 0, query = [];
    groups.forEach(function (group) { group.hidden = true; });
    rows.forEach(function (row, i) {
      row.hidden = !fits(row);
      if (!row.hidden) { n++; groups[i].hidden = false; }
    });
    /* A choice that would leave nothing cannot be made. */
    selects.forEach(function (s) {
      var open = rows.filter(function (row) { return fits(row, s); });
      [].slice.call(s.options, 1).forEach(function (o) {
        var count = open.filter(function (row) { return has(row, s, o.value); }).length;
        o.text = o.getAttribute("data-name") + " (" + count + ")";
        o.disabled = !count && !o.selected;
      });
      if (s.value) query.push(s.name + "=" + encodeURIComponent(s.value));
    });
    if (!told) return;
    status.textContent = n ? form.getAttribute("data-found").replace("{n}", n) : form.getAttribute("data-none");
    history.replaceState(null, "", location.pathname + (query.length ? "?" + query.join("&") : ""));
  }
  var given = new URLSearchParams(location.search);
  selects.forEach(function (s) {
    var value = given.get(s.name) || "";
    s.value = value;
    if (s.selectedIndex < 0) s.value = "";
  });
  form.addEventListener("change", function () { run(true); });
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { selects.forEach(function (s) { s.value = ""; }); run(true); }, 0); });
  if (selects.some(function (s) { return s.value; })) run(true);
})();
