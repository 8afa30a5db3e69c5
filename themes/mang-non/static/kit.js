(function () {
  "use strict";
  /* Finds pages of this file: words without marks, every word somewhere in the page, headlines first. */
  function fold(s) { return s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase(); }
  var box = document.getElementById("tim-bo"), items = document.querySelectorAll("#bo li"), texts = [], none = document.getElementById("bo-khong");
  Array.prototype.forEach.call(items, function (item) {
    var head = document.getElementById(item.firstChild.getAttribute("href").slice(1));
    texts.push(fold(item.textContent + " " + (head ? head.parentNode.textContent : "")));
  });
  function run() {
    var words = fold(box.value).split(/[^a-z0-9]+/).filter(Boolean), n = 0;
    Array.prototype.forEach.call(items, function (item, i) {
      item.hidden = !words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      if (!item.hidden) n++;
    });
    none.textContent = n ? "" : none.getAttribute("data-none");
  }
  box.parentNode.hidden = false;
  box.addEventListener("input", run);
})();