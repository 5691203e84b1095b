// What leaves the page: pictures that the browser draws itself, and how far a deck is built.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const NOT_DRAWN = "Chưa vẽ được ảnh. Hãy tải lại trang rồi thử lại, hoặc dùng Tải slide.";
  const TOO_LONG = "Bảng dài hơn một ảnh. Hãy lọc bớt, hoặc dùng Tải slide: bảng nối qua nhiều trang.";
  const LARGEST = 2.1, LEAST = 0.75; // a table's letters against those of the page
  let fonts;

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-picture], a[href^='/tai/trinh-chieu.pptx']");
    if (pressed?.dataset.picture) give(pressed);
    else if (pressed) follow(pressed);
    for (const menu of document.querySelectorAll("details.cd-pictures[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.cd-pictures[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  const status = (part) => part.closest(".cd-links").querySelector("[role=status]");
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // --- pictures -------------------------------------------------------------------------------

  async function give(button) {
    const told = status(button), format = button.dataset.format;
    told.textContent = "Đang vẽ ảnh…";
    try {
      const answer = await fetch(button.dataset.picture);
      if (!answer.ok) throw new Error(await answer.text());
      const asked = await answer.json();
      const svg = await drawn(asked);
      const file = format === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await dots(svg, asked.sheet);
      save(file, `${button.dataset.name}.${format}`);
      button.closest("details").open = false;
      told.textContent = "Đã vẽ xong; ảnh ở thư mục tải về.";
    } catch (error) {
      told.textContent = error.message === TOO_LONG ? TOO_LONG : NOT_DRAWN;
    }
  }

  // The sheet as text: title above, figure between, day and source below, letters inside.
  async function drawn({ title, foot, figure, table, style, sheet, look }) {
    fonts ??= fetch("/tai/phong-chu.css").then((answer) => answer.text());
    const { width, height, margin, top, bottom } = sheet;
    const picture = element("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
    picture.style.fontSize = getComputedStyle(document.documentElement).fontSize; // what a rem is
    picture.append(
      element("title", {}, title),
      element("style", {}, await fonts),
      element("rect", { width, height, fill: look.paper }),
      element("rect", { x: margin, y: 48, width: 96, height: 6, fill: look.rule }),
      ...written(title, { x: margin, y: 108, size: 44, least: 30, weight: 700, fill: look.ink, most: 2, width: width - 2 * margin, look }),
      ...(figure ? [await plot(figure, margin, top)] : rows(table, style, sheet, look)),
      ...written(foot[0], { x: margin, y: height - bottom + 54, size: 24, weight: 700, fill: look.ink, most: 1, width: width - 2 * margin, look }),
      ...written(foot[1], { x: margin, y: height - bottom + 86, size: 20, least: 14, weight: 400, fill: look.muted, most: 2, width: width - 2 * margin, look }),
    );
    return new XMLSerializer().serializeToString(picture);
  }

  async function plot(figure, x, y) {
    const { width, height } = figure.layout;
    const address = await window.Plotly.toImage(figure, { format: "svg", width, height });
    const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    const part = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    for (const [name, value] of Object.entries({ x, y, width, height })) part.setAttribute(name, value);
    return document.importNode(part, true);
  }

  // A table or cards, laid out by the browser as on the page, as large as the sheet has room for.
  function rows(table, style, { width, height, margin, top, bottom }, look) {
    const page = document.createElement("div");
    page.className = "stHtml cd-picture";
    page.style.font = `${getComputedStyle(document.documentElement).fontSize} ${look.font}`;
    page.innerHTML = table;
    const times = enlarged(page, style, width - 2 * margin, height - top - bottom);
    const part = element("foreignObject", {
      width: (width - 2 * margin) / times, height: (height - top - bottom) / times,
      transform: `translate(${margin} ${top}) scale(${times})`,
    });
    part.append(page);
    return [element("style", {}, style), part];
  }

  // How large it may be: tried out of sight, beside the page's own rules.
  function enlarged(page, style, width, height) {
    const host = document.createElement("div");
    host.style.cssText = "position: fixed; inset: 0 auto auto 0; visibility: hidden";
    const inside = host.attachShadow({ mode: "open" });
    inside.append(Object.assign(document.createElement("style"), { textContent: style }), page);
    document.body.append(host);
    try {
      for (let times = LARGEST; times >= LEAST; times -= 0.05) {
        page.style.width = `${width / times}px`;
        if (page.scrollWidth <= Math.ceil(width / times) && page.offsetHeight * times <= height) return times;
      }
    } finally {
      host.remove();
    }
    throw new Error(TOO_LONG);
  }

  // A text on at most so many lines: smaller where it must, cut where that is not enough; two lines
  // are about equally long.
  function written(text, { x, y, size, least = size, weight, fill, most, width, look }) {
    const set = (room) => broken(text, size, weight, room, look);
    while (set(width).length > most && size > least) size -= 2;
    let lines = set(width);
    if (lines.length > most) lines = [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
    else for (let room = width; set(room).length === lines.length && room > width / 3; room -= 20) lines = set(room);
    return lines.map((line, at) =>
      element("text", { x, y: y + at * size * 1.25, fill, style: `font: ${weight} ${size}px ${look.font}` }, line));
  }

  function broken(text, size, weight, width, look) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${weight} ${size}px ${look.font}`;
    const lines = [];
    for (const word of text.split(" ").filter(Boolean)) {
      const longer = `${lines.at(-1)} ${word}`;
      if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  function element(name, attributes, text = "") {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") made.setAttribute(key, value);
    made.textContent = text;
    return made;
  }

  // The letters inside the picture are read a moment after it: until then their places are empty.
  async function dots(svg, sheet) {
    const [width, height] = sheet.pixels;
    const image = new Image(width, height);
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    for (let tries = 0; tries < 50 && !isWritten(image, sheet); tries++) await pause(60);
    const canvas = painted(image, width, height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  // Whether title and source, one bold and one not, have left ink on a small copy.
  function isWritten(image, { width, height, margin, bottom }) {
    const copy = painted(image, width / 2, height / 2, { willReadFrequently: true }).getContext("2d");
    return [[64, 48], [height - bottom + 66, 24]].every(([y, high]) =>
      copy.getImageData(margin / 2, y / 2, width / 4, high / 2).data.some((part) => part < 200));
  }

  function painted(image, width, height, use) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d", use).drawImage(image, 0, 0, width, height);
    return canvas;
  }

  function save(file, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // --- decks ----------------------------------------------------------------------------------

  // The link itself fetches the deck; here is only asked, again and again, how far it is.
  async function follow(link) {
    const told = status(link);
    const address = link.getAttribute("href").replace("trinh-chieu.pptx", "tien-do");
    told.textContent = "Đang chuẩn bị bộ trang…";
    try {
      for (let silent = 0; silent < 15; ) {
        await pause(120);
        const { done, of } = await (await fetch(address)).json();
        if (done === null) silent++;
        else if (of) told.textContent = `Đang dựng mục ${done}/${of}…`;
        if (of && done === of) return void (told.textContent = `Đã dựng xong ${of}/${of} mục; tệp ở thư mục tải về.`);
      }
    } catch {} // whoever builds it has gone
    told.textContent = "Chưa dựng được bộ trang. Hãy tải lại trang rồi thử lại.";
  }
})();
