/* Copies the Zalo text beside a button; where the browser refuses, selects it. */
(function () {
  var buttons = document.querySelectorAll("button[data-copy]"), status = document.getElementById("da-chep");
  function done(button) {
    var label = button.textContent;
    button.textContent = status.textContent = button.getAttribute("data-done");
    setTimeout(function () { button.textContent = label; status.textContent = ""; }, 3000);
  }
  function copy() {
    var button = this, text = document.getElementById(button.getAttribute("data-copy"));
    function byHand() { text.focus(); text.select(); text.setSelectionRange(0, text.value.length); if (document.execCommand("copy")) { done(button); } }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text.value).then(function () { done(button); }, byHand);
    } else { byHand(); }
  }
  for (var i = 0; i < buttons.length; i++) { buttons[i].parentNode.hidden = false; buttons[i].addEventListener("click", copy); }
})();
