import { api, ask, heard } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';
import { openingStates } from './signs.ts';
import { later, touches, weekOf } from './week.ts';

/** What the list of openings needs; the state comes from the address. */
export function loadOpenings(url: URL) {
  const asked = url.searchParams.get('state');
  const state = openingStates.find((each) => each === asked);
  return {
    state,
    places: places(),
    page: ask(api.GET('/api/v1/managed-openings', { params: { query: { state } } })),
  };
}

/** What the page of one opening needs. */
export function loadOpening(id: string) {
  return {
    places: places(),
    opening: ask(api.GET('/api/v1/managed-openings/{id}', { params: { path: { id } } })),
  };
}

/** What the week of times needs; which week comes from the address. */
export function loadWeek(url: URL) {
  const days = weekOf(url.searchParams.get('week'));
  // From the evening before: a night may go on into the Monday.
  const query = { from: later(days[0] ?? '', -1), to: days[6] ?? '' };
  const week = ask(api.GET('/api/v1/managed-slots', { params: { query } }));
  const shown = week.then(({ slots }) => ({ slots: slots.filter((slot) => touches(slot, days)) }));
  return { days, week: heard(shown) };
}

/** What the roster of one slot needs, and which opening it leads back to. */
export function loadRoster({ id, slotId }: { id: string; slotId: string }) {
  return {
    openingId: id,
    roster: ask(api.GET('/api/v1/slots/{id}/roster', { params: { path: { id: slotId } } })),
  };
}
