/** For a bar that stands at the foot of the page: messages come above it, as high as it is at the moment. */
export function atFoot(bar: HTMLElement) {
  const root = document.documentElement.style;
  const seen = new ResizeObserver(() => root.setProperty('--foot', `${bar.offsetHeight}px`));
  seen.observe(bar);
  return () => {
    seen.disconnect();
    root.removeProperty('--foot');
  };
}
