// Looks at pictures of `envc graph` in Chromium: at what is rendered, not at what was meant.
//   node look.cjs CHROMIUM FOLDER NAME...    of each NAME: NAME.svg, NAME.json (the same graph), NAME.findings.json (of `envc verify`)
//
// The rules. Scaled to a window of 1600 x 1000 pixels by its width (and never enlarged), no label is smaller than 9 pixels and the picture
// takes at most two screens; no label lies on another label or box, and each fits the box it stands in; nothing lies outside; whatever
// the pointer finds has a title; as many arrows are marked as lie on ways of the graph, and a marked one differs by more than colour.
const { chromium } = require("playwright-core");
const fs = require("fs");
const path = require("path");

const WINDOW = { width: 1600, height: 1000 };
const FONT_MIN = 9;
const SCREENS_MAX = 2;
// Findings of `envc verify` that are ways over the graph (docs/graph.md).
const WAYS = ["ENV2201", "ENV2202", "ENV2203", "ENV2204", "ENV2205", "ENV2209", "ENV2304", "ENV2604"];

// ---- in the page -------------------------------------------------------------------------------------
// Everything that is measured, in pixels of the window.
function measure() {
  const root = document.documentElement;
  const scale = Math.min(4 / 3, window.innerWidth / root.viewBox.baseVal.width);
  root.setAttribute("width", `${root.viewBox.baseVal.width * scale}px`);
  root.setAttribute("height", `${root.viewBox.baseVal.height * scale}px`);
  const rect = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  // Where its letters are: from the tops of the highest to the bottoms of the deepest (of DejaVu Sans), not the line they stand in.
  const label = (text) => {
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    const base = text.getStartPositionOfChar(0).matrixTransform(text.getScreenCTM()).y;
    return { text: text.textContent, size, rect: { ...rect(text), top: base - 0.76 * size, bottom: base + 0.24 * size } };
  };
  // Whether the pointer in the middle of a label meets its own group. The page is scrolled, since only what is seen can be met.
  const is_met = (group, text) => {
    if (!text) return true;
    window.scrollTo(0, Math.max(0, text.getBoundingClientRect().top - 100));
    const at = text.getBoundingClientRect();
    const met = document.elementFromPoint((at.left + at.right) / 2, (at.top + at.bottom) / 2);
    window.scrollTo(0, 0);
    return met !== null && met.closest("g.node, g.edge, g.cluster") === group;
  };
  const group = (element) => ({
    id: element.id,
    classes: [...element.classList],
    title: element.querySelector(":scope > title")?.textContent ?? "",
    labels: [...element.querySelectorAll("text")].map(label),
    shape: rect(element.querySelector("polygon, ellipse, path") ?? element),
    width: parseFloat(getComputedStyle(element.querySelector("path") ?? element).strokeWidth),
    heads: element.querySelectorAll("polygon, ellipse").length,
    is_met: is_met(element, element.querySelector("text")),
  });
  const all = (selector) => [...document.querySelectorAll(selector)].map(group);
  const ground = document.querySelector("g.graph > polygon");
  return {
    role: root.getAttribute("role"),
    named_by: (root.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? ""),
    page: rect(root),
    ground: ground && { rect: rect(ground), fill: getComputedStyle(ground).fill },
    nodes: all("g.node"),
    edges: all("g.edge"),
    clusters: all("g.cluster"),
    texts: [...document.querySelectorAll("text")].map(label),
    parts: [...document.querySelectorAll("g.node *, g.edge *, g.cluster *, text")]
      .filter((element) => element.getBoundingClientRect && element.tagName !== "title")
      .map(rect),
    strange: document.querySelectorAll("script, a, foreignObject, image, use").length,
  };
}

// ---- judging -----------------------------------------------------------------------------------------
const overlaps = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
const holds = (outer, inner) =>
  inner.left >= outer.left - 1 && inner.top >= outer.top - 1 && inner.right <= outer.right + 1 && inner.bottom <= outer.bottom + 1;

function judge_reading(facts, complain) {
  const smallest = Math.min(...facts.texts.map((text) => text.size));
  if (!(smallest >= FONT_MIN)) complain(`the smallest label is too small: ${smallest.toFixed(1)} px`);
  const screens = (facts.page.bottom - facts.page.top) / WINDOW.height;
  if (screens > SCREENS_MAX) complain(`it takes too many screens: ${screens.toFixed(1)}`);
  for (const part of facts.parts) if (!holds(facts.page, part)) return complain(`something lies outside: ${JSON.stringify(part)}`);
}

function judge_labels(facts, complain) {
  const boxes = facts.nodes.map((node) => ({ id: node.id, rect: node.shape }));
  const labels = [...facts.nodes, ...facts.edges, ...facts.clusters].flatMap((group) => group.labels.map((one) => ({ ...one, id: group.id })));
  for (const node of facts.nodes)
    for (const one of node.labels) if (!holds(node.shape, one.rect)) complain(`${node.id}: \`${one.text}\` does not fit its box`);
  labels.forEach((one, index) => {
    for (const other of labels.slice(index + 1))
      if (overlaps(one.rect, other.rect)) complain(`\`${one.text}\` (${one.id}) lies on \`${other.text}\` (${other.id})`);
    for (const box of boxes)
      if (box.id !== one.id && overlaps(one.rect, box.rect)) complain(`\`${one.text}\` (${one.id}) lies on the box ${box.id}`);
  });
}

function judge_titles(facts, graph, complain) {
  const said = (group) => /\S/.test(group.title) && !/^(%\d|cluster_|b\d+|authority$)/.test(group.title);
  for (const group of [...facts.nodes, ...facts.edges, ...facts.clusters]) {
    if (!said(group)) complain(`${group.id} has no title`);
    if (!group.is_met) complain(`${group.id} is covered: the pointer does not meet it`);
  }
  if (facts.nodes.length !== graph.boxes.length) complain(`${facts.nodes.length} boxes are drawn, and the graph has ${graph.boxes.length}`);
  if (facts.edges.length !== graph.arrows.length) complain(`${facts.edges.length} arrows are drawn, and the graph has ${graph.arrows.length}`);
  if (facts.role !== "img" || facts.named_by.length !== 2 || !facts.named_by.every((text) => /\S/.test(text)))
    complain("the picture has no role, title and description");
  if (!facts.ground || facts.ground.fill !== "rgb(255, 255, 255)" || !holds(facts.ground.rect, facts.page))
    complain("the ground is not white all over: it cannot be read on a dark page");
  if (facts.strange > 0) complain(`${facts.strange} elements are drawn that no graph has`);
}

function judge_marks(facts, graph, findings, complain) {
  const marked = facts.edges.filter((edge) => edge.classes.includes("marked"));
  const meant = new Set(graph.arrows.flatMap((arrow, number) => (arrow.ways.length > 0 ? [`a${number}`] : [])));
  if (marked.length !== meant.size || !marked.every((edge) => meant.has(edge.id)))
    complain(`${marked.length} arrows are marked, and ${meant.size} lie on a way`);
  for (const way of graph.ways)
    for (const step of way.steps) if (!meant.has(`a${step}`)) complain(`a step of \`${way.message}\` is not marked`);
  const widest = Math.max(0, ...facts.edges.filter((edge) => !edge.classes.includes("marked")).map((edge) => edge.width));
  for (const edge of marked) if (edge.width < 2 * widest || edge.heads < 2) complain(`${edge.id} is marked by colour alone`);
  // What `envc verify` tells is drawn, each step of it.
  for (const finding of findings) {
    const steps = finding.notes.filter((note) => /^\d+\. /.test(note)).length;
    if (steps === 0 || !WAYS.includes(finding.code)) continue;
    const same_code = graph.ways.filter((way) => way.code === finding.code);
    if (same_code.length === 0) complain(`${finding.code} is not drawn`);
    const way = same_code.find((one) => one.message === finding.message);
    if (way && way.steps.length !== steps) complain(`\`${finding.message}\` has ${steps} steps, and ${way.steps.length} are drawn`);
  }
}

function judge(facts, graph, findings) {
  const complaints = [];
  const complain = (what) => void complaints.push(what);
  judge_reading(facts, complain);
  judge_labels(facts, complain);
  judge_titles(facts, graph, complain);
  judge_marks(facts, graph, findings, complain);
  return complaints;
}

// ---- pictures that are broken on purpose ---------------------------------------------------------------
// What is done to a good picture, and what must then be complained of.
const BREAKAGES = [
  [/has no title/, () => (document.querySelector("g.edge > title").textContent = "")],
  [/too small/, () => document.querySelectorAll("text").forEach((text) => text.setAttribute("font-size", "5"))],
  [/lies on/, () => {
    const [one, other] = [...document.querySelectorAll("g.node")].map((node) => node.querySelector("text").getBBox());
    document.querySelector("g.node").setAttribute("transform", `translate(${other.x - one.x} ${other.y - one.y})`);
  }],
  [/does not fit its box/, () => (document.querySelector("g.node text").textContent += " and a great deal more than was measured")],
  [/lies outside/, () => document.querySelector("g.node").setAttribute("transform", "translate(99999 0)")],
  [/arrows are marked/, () => document.querySelector("g.edge.marked").classList.remove("marked")],
  [/by colour alone/, () => document.querySelector("g.edge.marked path").setAttribute("stroke-width", "1")],
  [/is covered/, () => {
    const sheet = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const side of ["width", "height"]) sheet.setAttribute(side, "100%");
    document.documentElement.append(sheet);
  }],
  [/arrows are drawn/, () => document.querySelector("g.edge").remove()],
  [/no role/, () => document.documentElement.removeAttribute("role")],
  [/dark page/, () => document.querySelector("g.graph > polygon").setAttribute("fill", "none")],
  [/too many screens/, () => (document.documentElement.viewBox.baseVal.height *= 99)],
];

async function facts_of(page, file, break_it = () => {}) {
  await page.goto(`file://${path.resolve(file)}`);
  await page.evaluate(break_it);
  return page.evaluate(measure);
}

async function main() {
  const [program, folder, ...names] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: program });
  const page = await browser.newPage({ viewport: WINDOW });
  let wrong = 0;
  const report = (text) => {
    ++wrong;
    console.log(text);
  };
  page.on("dialog", (dialog) => dialog.dismiss().then(() => report("a script of a policy has run")));
  const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
  for (const name of names) {
    const graph = read(`${name}.json`), findings = read(`${name}.findings.json`).diagnostics;
    const facts = await facts_of(page, path.join(folder, `${name}.svg`));
    for (const complaint of judge(facts, graph, findings)) report(`${name}: ${complaint}`);
    const smallest = Math.min(...facts.texts.map((text) => text.size));
    const marks = facts.edges.filter((edge) => edge.classes.includes("marked")).length;
    if (marks === 0) report(`${name}: nothing is marked, so that nothing was tested`);
    console.log(
      `${name}: ${graph.agents} agents, ${facts.nodes.length} boxes, ${facts.edges.length} arrows, ${marks} marked, ` +
        `smallest label ${smallest.toFixed(1)} px, ${(facts.page.right - facts.page.left).toFixed(0)} x ${facts.page.bottom.toFixed(0)} px`);
  }
  const graph = read(`${names[0]}.json`), findings = read(`${names[0]}.findings.json`).diagnostics;
  for (const [expected, break_it] of BREAKAGES) {
    const complaints = judge(await facts_of(page, path.join(folder, `${names[0]}.svg`), break_it), graph, findings);
    if (!complaints.some((complaint) => expected.test(complaint))) report(`a broken picture is not noticed: ${expected}`);
  }
  console.log(`${BREAKAGES.length} broken pictures were looked at`);
  await browser.close();
  process.exit(wrong > 0 ? 1 : 0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
