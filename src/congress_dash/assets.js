// Streamlit's page in Vietnamese and with a way back: what its own code has no setting for.
(() => {
  "use strict";

  // Calendars and numbers are written as in Việt Nam, whatever language the browser is set to.
  Object.defineProperty(navigator, "language", { get: () => "vi-VN" });
  Object.defineProperty(navigator, "languages", { get: () => ["vi-VN"] });

  // A page opened from the menu stands first at its bare address and then at the one that says what
  // was chosen. The second takes the first one's place: whoever goes back does not meet the page again.
  const push = history.pushState;
  history.pushState = function (state, title, address) {
    const next = new URL(address ?? location.href, location.href);
    const isSamePage = next.pathname === location.pathname;
    const write = isSamePage && !location.search ? history.replaceState : push;
    return write.call(history, state, title, address);
  };

  // What its controls say to a screen reader, and the few words they show.
  const WORDS = {
    "App pages": "Các trang",
    "Choose an option": "Chọn một mục",
    "Choose date": "Chọn ngày",
    "Clear date": "Xóa ngày",
    "Clear value": "Bỏ lựa chọn",
    "Close": "Đóng",
    "Collapse sidebar": "Đóng danh sách trang",
    "Dismiss": "Đóng",
    "Empty": "Trống",
    "Expand sidebar": "Mở danh sách trang",
    "Link to heading": "Địa chỉ của mục này",
    "Main menu": "Trình đơn",
    "Next": "Sau",
    "Next month": "Tháng sau",
    "Open": "Mở danh sách",
    "Previous": "Trước",
    "Previous month": "Tháng trước",
    "Scroll tabs left": "Xem các thẻ bên trái",
    "Scroll tabs right": "Xem các thẻ bên phải",
    "Sidebar": "Danh sách trang",
    "Theme": "Giao diện",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Chọn ngày bằng phím mũi tên, Enter để nhận, Esc để đóng.",
    "day": "Ngày",
    "file upload": "Chọn tệp",
    "month": "Tháng",
    "year": "Năm",
  };
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"];
  const MONTH = MONTHS.join("|");
  const PHRASES = [
    [/^(day|month|year), (?=.)/, (_, part) => `${WORDS[part]}, `],
    [/^(\d+) options? available\.$/, (_, number) => `Có ${number} lựa chọn.`],
    [/^Selected Date: /, () => "Ngày đang chọn: "],
    [/^Choose date, /, () => "Chọn ngày, "],
    [/^Today, /, () => "Hôm nay, "],
    [/ selected$/, () => " (đang chọn)"],
    [new RegExp(`(${MONTH}) (\\d+), (\\d{4})`), (_, month, day, year) =>
      `${day.padStart(2, "0")}/${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}/${year}`],
    [new RegExp(`^(\\d+) – (${MONTH})$`), (_, number) => `tháng ${Number(number)}`],
  ];
  const SAID = ["aria-label", "aria-valuetext", "placeholder"];
  const SAYING = SAID.map((name) => `[${name}]`).join(",");
  const TOLD = "[id^=react-aria-description],[role=log] div,[data-testid=stDateInputCalendar] > div:first-child";
  const NOTHING_FITS = "No results"; // stands where the choices do, which are a reader's own words
  let isWaiting = false;

  const inVietnamese = (words) =>
    WORDS[words] ?? PHRASES.reduce((said, [pattern, write]) => said.replace(pattern, write), words);

  function translate() {
    isWaiting = false;
    for (const part of document.querySelectorAll(SAYING))
      for (const name of SAID) {
        const words = part.getAttribute(name);
        const said = words && inVietnamese(words);
        if (said !== words) part.setAttribute(name, said);
      }
    const skip = document.querySelector("[data-testid=stSkipToContent]:not([aria-label])");
    skip?.setAttribute("aria-label", "Đến nội dung chính");
    for (const part of document.querySelectorAll(TOLD)) {
      const words = part.firstChild?.nodeType === Node.TEXT_NODE ? part.firstChild.nodeValue : "";
      const said = inVietnamese(words);
      if (said !== words) part.firstChild.nodeValue = said;
    }
    for (const part of document.querySelectorAll("[role=option] > span:only-child"))
      if (part.textContent === NOTHING_FITS) part.firstChild.nodeValue = "Không có mục nào phù hợp";
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
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SAID });
})();
