/** The most of a window's height that a bar of the page may keep to itself where letters are larger than usual. */
const LARGEST = 0.25;
const LARGE_LETTERS = 20;

/** For what stands at the foot of the window: its height, as it is at the moment, as a property of the page's styles. */
function heightAs(property: '--foot' | '--said') {
  return (bar: HTMLElement) => {
    const root = document.documentElement.style;
    const tell = () => {
      // With letters so large that it would take the window from what it is about, it stands at the end of the page.
      const isLarge = parseFloat(getComputedStyle(document.documentElement).fontSize) > LARGE_LETTERS;
      const inTheWay = property === '--foot' && isLarge && bar.offsetHeight > innerHeight * LARGEST;
      bar.classList.toggle('at-end', inTheWay);
      root.setProperty(property, inTheWay ? '0px' : `${bar.offsetHeight}px`);
    };
    const seen = new ResizeObserver(tell);
    seen.observe(bar);
    addEventListener('resize', tell);
    return () => {
      removeEventListener('resize', tell);
      seen.disconnect();
      root.removeProperty(property);
    };
  };
}

/** For a bar that belongs to the page: messages come above it. */
export const atFoot = heightAs('--foot');

/** For the messages themselves: the page grows by as much, so that nothing stays hidden behind them. */
export const saidAtFoot = heightAs('--said');
