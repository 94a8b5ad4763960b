/** A chart as a picture: what the page draws, with its key below, standing for itself without the page's styles. */

const SVG = "http://www.w3.org/2000/svg";

/** What a drawn element looks like, beside what its attributes say. */
const STYLES = [
  ...["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap"],
  ...["stroke-linejoin", "font-size", "font-weight", "text-anchor", "dominant-baseline", "opacity"],
] as const;

const FONT = "system-ui, sans-serif";
const MARGIN = 16;
const ROW = 20;
const TITLE = 18;

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export interface About {
  readonly title: string;
  /** The address of the set-up. */
  readonly link: string;
}

/** A row of the chart's key. */
interface Key {
  readonly name: string;
  readonly value: string;
  readonly swatch: SVGElement | null;
}

/** The chart in `figure` as an SVG image (https://www.w3.org/TR/SVG11/); `null` where none is drawn. */
export function pictureOf(figure: Element, { title, link }: About): Picture | null {
  const drawn = figure.querySelector<SVGSVGElement>(".recharts-surface");
  if (!drawn) return null;
  const ink = getComputedStyle(figure).color;
  const ground = groundOf(figure);
  const [chartWidth, chartHeight] = [Number(drawn.getAttribute("width")), Number(drawn.getAttribute("height"))];
  const keys = keysOf(figure);
  const width = chartWidth + 2 * MARGIN;
  const top = MARGIN + TITLE + 8;
  const height = top + chartHeight + keys.length * ROW + MARGIN;

  const root = document.createElementNS(SVG, "svg");
  const attributes = { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": FONT };
  set(root, attributes);
  add(root, "title", {}, title);
  add(root, "desc", {}, link);
  add(root, "rect", { width, height, fill: ground });
  const heading = { x: MARGIN, y: MARGIN + TITLE - 4, fill: ink, "font-size": 15, "font-weight": 600 };
  add(root, "text", heading, title);
  const chart = add(root, "g", { transform: `translate(${MARGIN} ${top})` });
  for (const child of drawn.children) if (child instanceof SVGElement) chart.append(styledCopy(child));
  keys.forEach(({ name, value, swatch }, i) => {
    const row = add(root, "g", { transform: `translate(${MARGIN} ${top + chartHeight + i * ROW})` });
    const line = swatch && styledCopy(swatch);
    line?.setAttribute("transform", "translate(0 9)");
    if (line) row.append(line);
    add(row, "text", { x: 28, y: 16, fill: ink, "font-size": 13 }, name);
    add(row, "text", { x: chartWidth, y: 16, fill: ink, "font-size": 13, "text-anchor": "end" }, value);
  });
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

/** It as pixels, two for each of the page's. Rejects where the browser cannot draw it. */
export async function pixelsOf({ svg, width, height }: Picture, scale = 2): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}

const keysOf = (figure: Element): readonly Key[] =>
  [...figure.querySelectorAll(".chart-values tbody tr")].map((row) => ({
    name: row.querySelector("th")?.textContent?.trim() ?? "",
    value: row.querySelector("td")?.textContent ?? "",
    swatch: row.querySelector<SVGElement>(".swatch path"),
  }));

/** The colour that is behind an element. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return "white";
}

/** A copy that looks the same wherever it is put. */
function styledCopy(element: SVGElement): SVGElement {
  const copy = element.cloneNode(false) as SVGElement;
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  const style = getComputedStyle(element);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value !== "") copy.setAttribute(name, value);
  }
  for (const child of element.childNodes) {
    if (child instanceof SVGElement) copy.append(styledCopy(child));
    else if (child instanceof Text) copy.append(child.cloneNode());
  }
  return copy;
}

type Attributes = Readonly<Record<string, string | number>>;

function set(element: SVGElement, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

function add(parent: SVGElement, name: string, attributes: Attributes, text?: string): SVGElement {
  const element = document.createElementNS(SVG, name);
  set(element, attributes);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}
