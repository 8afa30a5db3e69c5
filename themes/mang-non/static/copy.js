(function () {
  var d = document, status = d.getElementById("_da-chep"), line = d.getElementById("_so-dong");
  var who = d.getElementById("_so-nguoi"), channel = d.getElementById("_so-kenh"), place = d.getElementById("_so-noi"), record = "";
  function each(selector, act) { var l = d.querySelectorAll(selector); for (var i = 0; i < l.length; i++) { act(l[i]); } }
  function done(button) {
    var label = button.textContent;
    button.textContent = status.textContent = button.getAttribute("data-done");
    setTimeout(function () { button.textContent = label; status.textContent = ""; }, 3000);
  }
  function words(field) { return field.value === undefined ? field.textContent : field.value; }
  function mark(field) {
    field.focus();
    if (field.value === undefined) { getSelection().selectAllChildren(field); } else { field.select(); field.setSelectionRange(0, field.value.length); }
  }
  function copy() {
    var button = this, text = d.getElementById(button.getAttribute("data-copy"));
    function byHand() { mark(text); if (d.execCommand("copy")) { done(button); } }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(words(text)).then(function () { done(button); }, byHand);
    } else { byHand(); }
  }
  function two(n) { return (n < 10 ? "0" : "") + n; }
  function quoted(text) { return '"' + text.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ") + '"'; }
  function compose() {
    if (!record) { return; }
    var n = new Date(), kind = channel.options[channel.selectedIndex];
    var when = n.getFullYear() + "-" + two(n.getMonth() + 1) + "-" + two(n.getDate()) + "T" + two(n.getHours()) + ":" + two(n.getMinutes()) + ":00";
    line.value = "[[log]]\nat = " + when + "\nchannel = " + quoted(kind.value) + "\nlocality = " + quoted(record) +
      "\nplace = " + quoted(place.value || kind.getAttribute("data-place") || "") + "\nby = " + quoted(who.value);
  }
  each("button[data-copy]", function (b) { b.parentNode.hidden = false; b.addEventListener("click", copy); });
  each("button[data-record]", function (b) {
    b.parentNode.hidden = false;
    b.addEventListener("click", function () {
      record = b.getAttribute("data-record"); d.getElementById("_so-nhap").hidden = false;
      d.getElementById("_so-bai").textContent = b.getAttribute("data-title"); compose();
      d.getElementById("_so").scrollIntoView(); channel.focus();
    });
  });
  who.addEventListener("input", compose); place.addEventListener("input", compose); channel.addEventListener("change", compose);
  if (navigator.share) {
    each("button[data-share]", function (b) {
      b.parentNode.hidden = false;
      b.addEventListener("click", function () { navigator.share({ text: words(d.getElementById(b.getAttribute("data-share"))) }).catch(function () {}); });
    });
  }
})();
