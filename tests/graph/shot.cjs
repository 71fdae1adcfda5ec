// node shot.cjs CHROMIUM PICTURE.svg TO.png: the picture at most 1200 pixels wide.
const { chromium } = require("playwright-core");
const path = require("path");

async function main() {
  const [program, from, to] = process.argv.slice(2);
  const browser = await chromium.launch({ executablePath: program });
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(`file://${path.resolve(from)}`);
  const size = await page.evaluate(() => {
    const root = document.documentElement, box = root.viewBox.baseVal, scale = Math.min(1200 / box.width, 4 / 3);
    root.setAttribute("width", box.width * scale);
    root.setAttribute("height", box.height * scale);
    return { width: Math.ceil(box.width * scale), height: Math.ceil(box.height * scale) };
  });
  await page.setViewportSize(size);
  await page.screenshot({ path: to });
  await browser.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
