/** For what stands at the foot of the window: its height, as it is at the moment, as a property of the page's styles. */
function heightAs(property: '--foot' | '--said') {
  return (bar: HTMLElement) => {
    const root = document.documentElement.style;
    const seen = new ResizeObserver(() => root.setProperty(property, `${bar.offsetHeight}px`));
    seen.observe(bar);
    return () => {
      seen.disconnect();
      root.removeProperty(property);
    };
  };
}

/** For a bar that belongs to the page: messages come above it. */
export const atFoot = heightAs('--foot');

/** For the messages themselves: the page grows by as much, so that nothing stays hidden behind them. */
export const saidAtFoot = heightAs('--said');
