// Streamlit's page in Vietnamese and with a way back: what its own code has no setting for.
(() => {
  "use strict";

  // A page opened from the menu stands first at its bare address and then at the one that says what
  // was chosen. The second takes the first one's place: whoever goes back does not meet the page again.
  const push = history.pushState;
  history.pushState = function (state, title, address) {
    const next = new URL(address ?? location.href, location.href);
    const isSamePage = next.pathname === location.pathname;
    const write = isSamePage && !location.search ? history.replaceState : push;
    return write.call(history, state, title, address);
  };

  const WORDS = {
    "Main menu": "Trình đơn",
    "Choose date": "Chọn ngày",
    "Clear date": "Xóa ngày",
    "Next month": "Tháng sau",
    "Previous month": "Tháng trước",
    "Clear value": "Bỏ lựa chọn",
    "Close": "Đóng",
  };
  const NAMED = Object.keys(WORDS).map((name) => `[aria-label="${name}"]`).join(",");
  const DATES = "Use arrow keys to navigate dates. Enter to select. Escape to close.";
  let isWaiting = false;

  function translate() {
    isWaiting = false;
    for (const part of document.querySelectorAll(NAMED))
      part.setAttribute("aria-label", WORDS[part.getAttribute("aria-label")]);
    const skip = document.querySelector("[data-testid=stSkipToContent]:not([aria-label])");
    skip?.setAttribute("aria-label", "Đến nội dung chính");
    for (const part of document.querySelectorAll("[data-testid=stDateInputCalendar] > div:first-child"))
      if (part.textContent === DATES)
        part.firstChild.nodeValue = "Chọn ngày bằng phím mũi tên, Enter để nhận, Esc để đóng.";
  }

  // "Sao chép" beside a text: by the clipboard, or by selecting it where the page came without TLS.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".cd-copy");
    if (!button) return;
    const holder = button.closest(".cd-prose");
    const text = holder.querySelector(".cd-prose-text");
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(text.innerText.replace(/\n\n+/g, "\n"));
    } catch {
      getSelection().selectAllChildren(text);
      isCopied = document.execCommand("copy");
    }
    const said = isCopied ? "Đã sao chép" : "Hãy chọn đoạn văn rồi bấm Ctrl+C";
    button.textContent = holder.querySelector("[role=status]").textContent = said;
    setTimeout(() => (button.textContent = "Sao chép"), 2000);
  });

  new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(translate);
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
})();
