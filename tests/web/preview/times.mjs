// How long it takes from a save until the browser shows it.

const SAVES = 20;

/** Returns the median of the times from a save to its cell in milliseconds, with the tab
    of the PDF shut or open. */
export async function savesToCells(desk, tab) {
  await desk.page.getByRole("tab", { name: tab }).click();
  const cell = desk.cell("行政处罚");
  const times = [];
  for (let count = 0; count < SAVES; count += 1) {
    const number = `${213000 + count}`;
    // The page's own clock is the machine's.
    const shown = cell.evaluate((element, number) => new Promise((resolve) => {
      const look = () => element.textContent === number && resolve(Date.now());
      new MutationObserver(look).observe(element, { childList: true, characterData: true, subtree: true });
    }), number);
    await cell.evaluate(() => null); // it watches
    const start = Date.now();
    desk.replace(desk.edited("行政处罚: 213946", `行政处罚: ${number}`));
    times.push((await shown) - start);
  }
  times.sort((one, other) => one - other);
  return (times[SAVES / 2 - 1] + times[SAVES / 2]) / 2;
}
