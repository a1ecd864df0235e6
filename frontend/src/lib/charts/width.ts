/** For an element whose width a picture follows: now, and whenever it changes. */
export function widthInto(set: (width: number) => void) {
  return (element: HTMLElement) => {
    const seen = new ResizeObserver(() => set(element.clientWidth));
    seen.observe(element);
    return () => seen.disconnect();
  };
}
