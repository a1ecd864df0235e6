import { expect, test } from 'vitest';
import {
  isProposal,
  awaited,
  endingsOf,
  longestFirst,
  undoOf,
  type Pairing,
  type PairingLine,
} from './pairing.ts';

const line = (id: string, waitingDays: number, state: PairingLine['state'] = 'endorsed') =>
  ({ id, waitingDays, state }) as PairingLine;

test('whoever waits longest is reviewed first, after psychologists have endorsed', () => {
  const queue = longestFirst([line('a', 12), line('b', 203), line('d', 300, 'proposed'), line('c', 64)]);
  expect(queue.map(({ id }) => id)).toEqual(['b', 'c', 'a', 'd']);
});

test('a psychologist who refers and supervises is awaited once, and no longer once they endorsed', () => {
  const clara = { id: '1', name: 'Clara' };
  const both = { psychologist: clara, referringPsychologist: clara, endorsements: [] } as unknown as Pairing;
  expect(awaited(both)).toEqual(['Clara']);
  expect(awaited({ ...both, endorsements: [{ by: clara, on: '2026-11-21' }] })).toEqual([]);
});

test('of two psychologists with one name, the one who has not endorsed is awaited', () => {
  const [one, other] = [
    { id: '1', name: 'Clara' },
    { id: '2', name: 'Clara' },
  ];
  const endorsements = [{ by: one, on: '2026-11-21' }];
  const pairing = { psychologist: one, referringPsychologist: other, endorsements } as Pairing;
  expect(awaited(pairing)).toEqual(['Clara']);
});

test('approval and refusal can be taken back, an end cannot', () => {
  expect(undoOf('approve')).toBe('undo_approval');
  expect(undoOf('refuse')).toBe('undo_refusal');
  expect(undoOf('end')).toBeUndefined();
});

test('what never began cannot end with its goals reached', () => {
  const words = { goals_reached: '', transferred: '', released: '', by_wish: '', other: '' };
  expect(endingsOf({ state: 'consenting' }, words)).toEqual(['transferred', 'released', 'by_wish', 'other']);
  expect(endingsOf({ state: 'active' }, words)).toContain('goals_reached');
});

test('what runs or has ended is a pairing, no longer a proposal', () => {
  expect((['proposed', 'endorsed', 'approved', 'refused'] as const).every(isProposal)).toBe(true);
  expect((['consenting', 'active', 'paused', 'closed'] as const).some(isProposal)).toBe(false);
});
